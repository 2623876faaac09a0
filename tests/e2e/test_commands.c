/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line as a newcomer uses it: what is rejected, with which exit status, and what help
 * prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "skip.h"

static const char *const commands[] = { "learn", "kiosk", "doctor", "check", "preview", "new",
	"translate", "export", "import", "pack", "install", "show", "present", "report", "learners",
	"help" };

/* Runs vigie with the arguments in words, split at blanks, @ standing for the lesson directory, and
 * checks its exit status and that it prints says. If says is NULL, any output will do. */
static void expect(
	struct desk *desk, const char *words, const char *lang, int status, const char *says)
{
	struct start start = { .lessons = "", .env = { lang } };
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	char *copy = strdup(words), *save = NULL;
	int n = 0, got;

	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		start.args[n++] = *word == '@' ? said("%s%s", TEST_LESSONS, word + 1) : word;
	got = desk_run(desk, &start, &out, &err);
	if (got != status)
		fail_msg("vigie %s: status %d, not %d\n%s%s", words, got, status, out.buf, err.buf);
	if (says && !strstr(status ? err.buf : out.buf, says))
		fail_msg("vigie %s does not say \"%s\":\n%s%s", words, says, out.buf, err.buf);
	if (status == 2 && out.len)
		fail_msg("vigie %s prints what was not asked for:\n%s", words, out.buf);
	free(copy);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void an_option_of_another_command_is_refused(void **state)
{
	static const struct {
		const char *words, *says;
	} wrong[] = {
		{ "doctor --csv --bom --yes", "“doctor” does not take --csv" },
		{ "check --html", "--html" },
		{ "--yes", "--yes" },
		{ "learn --graph", "--graph" },
		{ "kiosk --learner ana", "--learner" },
		{ "show --store x y", "--store" },
		{ "pack x --answers -o y", "--answers" },
		{ "report --set-code", "--set-code" },
		{ "learners --html", "--html" },
		{ "new lesson x --csv", "--csv" },
		{ "import x --as man", "--as" },
		{ "--csv doctor", "--csv" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		expect(*state, wrong[i].words, NULL, 2, wrong[i].says);
}

static void what_is_too_much_or_too_little_is_refused(void **state)
{
	static const struct {
		const char *words, *says;
	} wrong[] = {
		{ "kiosk my.ini", "my.ini" },
		{ "doctor x", "“x”" },
		{ "learn x", "“x”" },
		{ "show", "takes one lesson" },
		{ "show a b", "takes one lesson" },
		{ "show --guide a b", "takes one lesson" },
		{ "present", "takes one lesson" },
		{ "present a b", "takes one lesson" },
		{ "present --notes a", "takes no lesson" },
		{ "present --notes --seed 7", "no seed" },
		{ "present --seed 0 first", "takes a number from 1" },
		{ "preview a b", "takes one lesson" },
		{ "translate a", "a lesson and a language" },
		{ "translate a fr b", "a lesson and a language" },
		{ "export a b", "takes one lesson" },
		{ "import a b", "takes one file" },
		{ "install a b", "one lesson pack" },
		{ "pack a b -o c", "a folder and a file" },
		{ "pack a", "a folder and a file" },
		{ "new lesson", "vigie new lesson ID" },
		{ "new lesson a b", "vigie new lesson ID" },
		{ "learners rename a b c", "rename NAME NEW" },
		{ "help a b", "one command at most" },
		{ "check --explain a b", "“b”" },
		{ "check --explain", "--explain RULE" },
		{ "check --graph --languages x", "ask one" },
		{ "show --html --text x", "--text and --html" },
		{ "report --csv --json", "--json and --csv" },
		{ "-o", "--output FILE" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		expect(*state, wrong[i].words, NULL, 2, wrong[i].says);
}

static void the_workshop_is_not_presented_but_printed(void **state)
{
	static const char *const words[] = { "present workshop", "present @/workshop",
		"present @/workshop/workshop.ini" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		expect(*state, words[i], NULL, 3, "is not presented step by step");
		expect(*state, words[i], NULL, 3, "vigie show");
	}
	expect(*state, "present @/help.ini", NULL, 3, "there is no lesson at");
}

static void what_was_meant_is_guessed(void **state)
{
	expect(*state, "chek x", NULL, 2, "did you mean “check”");
	expect(*state, "help reprot", NULL, 2, "did you mean “report”");
	expect(*state, "--linaer", NULL, 2, "did you mean “--linear”");
	/* the value of an unknown option is not taken for a command */
	expect(*state, "--langg fr", NULL, 2, "did you mean “--lang”");
	expect(*state, "check --explain same-plaice", NULL, 2, "did you mean “same-place”");
	expect(*state, "xyzzy", NULL, 2, "there is no command “xyzzy”");
	expect(*state, "--xyzzy", NULL, 2, "unknown option “--xyzzy”");
	expect(*state, "-q", NULL, 2, "unknown option “-q”");
}

static void a_language_that_there_is_not_is_said(void **state)
{
	static const char *const words[] = { "--lang zz", "--lang zz --linear", "doctor --lang zz",
		"check --lang zz", "kiosk --lang zz", "help --lang zz", "report --lang zz",
		"show @/definition --lang zz", "export @/definition --lang zz" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		expect(*state, words[i], NULL, 2,
			"there is no language “zz”; there are: en (English), fr (Français)");
	expect(*state, "--lang f_FR", NULL, 2, "not “f_FR”");
	/* a region of a language that there is; a language that an author begins */
	expect(*state, "help --lang fr_FR", NULL, 0, "le cours sur une machine");
	expect(*state, "new question single --lang zz", NULL, 0, "[question my-single]");
	expect(*state, "show @/definition --lang fr", NULL, 0, NULL);
}

static void a_lesson_may_be_in_a_language_that_the_program_has_not(void **state)
{
	struct desk *desk = *state;
	struct strbuf path = STRBUF_INIT;

	strbuf_addf(&path, "show %s --lang eo",
		desk_write(desk, "hills/lesson.ini",
			"[lesson]\nformat = 1\nid = hills\nlanguage = eo\n"
			"order = 1\ntitle = \"Montetoj\"\nsummary = \"Pri ili.\"\nminutes = 5\npass = 60\n\n[source s]\ntext = \"Libro\"\n"
			"date = 2020\n\n[page one]\ntitle = \"Unu\"\ntext1 = \"Alte.\"\nsources = s\n"));
	expect(desk, path.buf, NULL, 0, "Montetoj");
	strbuf_release(&path);
}

static void a_file_that_is_not_there_gives_one_status(void **state)
{
	static const char *const words[] = { "check nix", "check --graph nix",
		"check --languages nix", "preview nix", "translate nix fr", "export nix",
		"import nix", "pack nix -o x", "install nix", "show nix", "kiosk --config nix",
		"report --store nix", "learners --store nix" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		expect(*state, words[i], NULL, 3, "nix");
}

static void a_command_is_shown_alone(void **state)
{
	struct strbuf words = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		strbuf_addf(&words, "help %s", commands[i]);
		expect(*state, words.buf, NULL, 0, "Usage: vigie");
		strbuf_clear(&words);
		strbuf_addf(&words, "%s --help", commands[i]);
		expect(*state, words.buf, NULL, 0, "Usage: vigie");
		strbuf_clear(&words);
	}
	expect(*state, "help check", NULL, 0, "--explain RULE");
	expect(*state, "help", NULL, 0, "vigie learners");
	expect(*state, "-h", NULL, 0, "vigie learners");
	expect(*state, "-V", NULL, 0, "vigie " VIGIE_VERSION);
	expect(*state, "help --as bash", NULL, 0, "complete -o default -F _vigie vigie");
	expect(*state, "help --as zsh", NULL, 0, "#compdef vigie");
	expect(*state, "help --as fish", NULL, 0, "complete -c vigie");
	expect(*state, "help --as man", NULL, 0, ".SS vigie check");
	strbuf_release(&words);
}

/* In both languages, at the default width. */
static void no_line_of_help_is_wider_than_a_terminal(void **state)
{
	static const char *const langs[] = { "en", "fr" };
	struct desk *desk = *state;

	for (size_t l = 0; l < ARRAY_SIZE(langs); l++)
		for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
			struct strbuf out = STRBUF_INIT;
			const struct start start = { .lessons = "",
				.args = { "help", i ? commands[i] : "--lang=en", "--lang",
					langs[l] } };

			assert_int_equal(desk_run(desk, &start, &out, &out), 0);
			for (const char *s = out.buf; *s; s += strcspn(s, "\n"), s += *s == '\n')
				if (text_width(s, strcspn(s, "\n")) > 79)
					fail_msg("help %s: %.*s", commands[i],
						(int)strcspn(s, "\n"), s);
			strbuf_release(&out);
		}
}

static void what_the_system_says_is_in_the_language_of_the_person(void **state)
{
	expect(*state, "import /nix", "LANG=fr_FR.UTF-8", 3, "introuvable");
	expect(*state, "check --explain same-place -o x", "LANG=fr_FR.UTF-8", 0, NULL);
	expect(*state, "show @/definition -o /nix/x", "LANG=fr_FR.UTF-8", 3, "introuvable");
	expect(*state, "doctor --csv", "LANG=fr_FR.UTF-8", 2, "ne prend pas --csv");
}

/* The shell words to run; standard output is a full disk. */
static void output_that_is_lost_is_a_failure(void **state)
{
	static const char *const words[] = { "--help", "--version", "help", "help check",
		"help --as man", "doctor", "check --explain same-place",
		"check \"$data\"/lessons/good", "check --languages \"$lessons\"",
		"check --json \"$data\"/lessons/good", "check --graph \"$lessons\"/fast-romance",
		"show \"$lessons\"/definition", "show --html \"$lessons\"/definition",
		"export \"$lessons\"/definition", "new question single",
		"pack \"$data\"/lessons/good -o -" };
	struct desk *desk = *state;
	struct strbuf command = STRBUF_INIT;

	if (access("/dev/full", W_OK))
		skip_because("there is no /dev/full");
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *err = desk_path(desk, "err");

		strbuf_clear(&command);
		strbuf_addf(&command,
			"lessons='%s' data='%s'; HOME='%s' LC_ALL=C.UTF-8 '%s/vigie' %s >/dev/full 2>'%s'",
			TEST_LESSONS, TEST_DATA, desk->home, TEST_BUILD, words[i], err);
		if (WEXITSTATUS(system(command.buf)) != 3)
			fail_msg("vigie %s does not fail on a full disk", words[i]);
		strbuf_clear(&command);
		strbuf_addf(&command, "grep -q '^vigie: .*could not be written' '%s'", err);
		if (system(command.buf))
			fail_msg("vigie %s does not say that its output is lost", words[i]);
	}
	strbuf_release(&command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_option_of_another_command_is_refused),
		TEST(what_is_too_much_or_too_little_is_refused),
		TEST(the_workshop_is_not_presented_but_printed),
		TEST(what_was_meant_is_guessed),
		TEST(a_language_that_there_is_not_is_said),
		TEST(a_lesson_may_be_in_a_language_that_the_program_has_not),
		TEST(a_file_that_is_not_there_gives_one_status),
		TEST(a_command_is_shown_alone),
		TEST(no_line_of_help_is_wider_than_a_terminal),
		TEST(what_the_system_says_is_in_the_language_of_the_person),
		TEST(output_that_is_lost_is_a_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
