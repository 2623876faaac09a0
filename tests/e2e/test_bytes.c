/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every byte that the program sends to a terminal is one that this terminal is known to understand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "e2e/desk.h"

/* ---- sequences */

#define A_STRING "for programs"

/*
 * The sequence at s (after an ESC), made a pattern: parameters are left out, but not those of modes (h, l) and
 * the first of window operations (t), which say what is done. Returns the bytes of the sequence.
 */
static size_t pattern_of(const char *s, char *pattern, size_t size)
{
	size_t n = 1, params, intermediates;

	if (*s == ']' || *s == 'P' || *s == '_' || *s == '^') {
		snprintf(pattern, size, "%s", A_STRING);
		return 1;
	}
	if (*s != '[') {
		n = *s == '(' || *s == ')' || *s == '#' ? 2 : 1;
		snprintf(pattern, size, "%.*s", (int)n, s);
		return n;
	}
	params = strspn(s + 1, "0123456789;:<=>?");
	intermediates = strspn(s + 1 + params, " !\"#$%&'()*+,-./");
	n = 1 + params + intermediates + 1;
	if (s[n - 1] == 'h' || s[n - 1] == 'l')
		snprintf(pattern, size, "%.*s", (int)n, s);
	else if (s[n - 1] == 't')
		snprintf(pattern, size, "[%d;t", atoi(s + 1));
	else
		snprintf(pattern, size, "[%s%.*s", s[1] == '?' || s[1] == '>' ? "?" : "", (int)intermediates + 1,
			s + 1 + params);
	return n;
}

struct patterns {
	char v[256][24];
	size_t n;
};

static bool is_allowed(const struct patterns *allowed, const char *pattern)
{
	for (size_t i = 0; i < allowed->n; i++)
		if (!strcmp(allowed->v[i], pattern))
			return true;
	return false;
}

static void allow(struct patterns *allowed, const char *pattern)
{
	assert_true(allowed->n < ARRAY_SIZE(allowed->v) && strlen(pattern) < sizeof(allowed->v[0]));
	if (!is_allowed(allowed, pattern))
		snprintf(allowed->v[allowed->n++], sizeof(allowed->v[0]), "%s", pattern);
}

/* ---- what a terminal knows, by its terminfo */

/* infocmp's way of writing bytes, without the operations on parameters: "\E[%i%p1%d;%p2%dH" becomes "\033[;H". */
static void unescape(const char *s, char *out, size_t size)
{
	size_t n = 0;

	while (*s && n + 1 < size) {
		if (*s == '%') {
			s += s[1] == 'p' || s[1] == 'g' || s[1] == 'P' ? 3 : s[1] == '\'' ? 4
				: s[1] == '{' ? strcspn(s, "}") + 1 : 2;
		} else if (*s == '$' && s[1] == '<') {
			s += strcspn(s, ">") + 1;
		} else if (*s == '\\') {
			out[n++] = s[1] == 'E' ? '\033' : s[1] == 'r' ? '\r' : s[1] == 'n' ? '\n' : s[1] == 'b' ? '\b'
				: s[1] == 't' ? '\t' : s[1];
			s += 2;
		} else if (*s == '^' && s[1]) {
			out[n++] = (char)(s[1] ^ 64);
			s += 2;
		} else {
			out[n++] = *s++;
		}
	}
	out[n] = '\0';
}

static void allow_string(struct patterns *allowed, const char *s)
{
	for (; *s; s++) {
		char pattern[64];

		if (*s == 27) {
			s += pattern_of(s + 1, pattern, sizeof(pattern));
			/* the strings of the Linux console set its palette */
			if (strcmp(pattern, A_STRING))
				allow(allowed, pattern);
		} else if (*s > 0 && *s < 32) {
			snprintf(pattern, sizeof(pattern), "^%c", *s ^ 64);
			allow(allowed, pattern);
		}
	}
}

/* Capabilities that are sent, not those that keys send (they begin with k). False: infocmp does not know it. */
static bool allow_terminfo(struct patterns *allowed, const char *term)
{
	FILE *f = popen(said("infocmp -1x %s 2>/dev/null", term), "r");
	char line[512], bytes[512];

	while (f && fgets(line, sizeof(line), f)) {
		const char *equals = strchr(line, '=');

		if (line[0] != '\t' || line[1] == 'k' || !equals)
			continue;
		line[strcspn(line, "\n") - 1] = '\0';
		unescape(equals + 1, bytes, sizeof(bytes));
		allow_string(allowed, bytes);
	}
	return f && !pclose(f) && allowed->n > 10;
}

/* Fails with the first sequence or control character that is not allowed. Text in between must be clean. */
static void all_bytes_are(struct terminal *t, const struct patterns *allowed)
{
	const struct strbuf *bytes = terminal_bytes(t);

	assert_int_equal(strlen(bytes->buf), bytes->len);
	assert_true(text_valid(bytes->buf, bytes->len, NULL));
	for (size_t i = 0; i < bytes->len; i++) {
		unsigned char c = (unsigned char)bytes->buf[i];
		char pattern[64];

		if (c == 27) {
			i += pattern_of(bytes->buf + i + 1, pattern, sizeof(pattern));
			if (!is_allowed(allowed, pattern))
				fail_msg("the sequence ESC %s is not one of this terminal's", pattern);
		} else if (c < 32 || c == 127) {
			snprintf(pattern, sizeof(pattern), "^%c", c ^ 64);
			if (!is_allowed(allowed, pattern))
				fail_msg("the control character %s is not one of this terminal's", pattern);
		} else if (c == 0xc2 && (unsigned char)bytes->buf[i + 1] < 0xa0) {
			fail_msg("a C1 control character");
		}
	}
}

/* Through most screens, by keys that all terminals send, with resizes in between. */
static void walk_through(struct terminal *t)
{
	go_home(t);
	terminal_send(t, "?qhqgq");
	assert_settles(t);
	terminal_send(t, "jk1");
	assert_shows(t, "Three pages and four questions.");
	terminal_resize(t, 60, 20);
	terminal_send(t, "\r");
	press_until(t, "\r", "What is lower", 8);
	terminal_resize(t, 40, 12);
	terminal_send(t, "2\r");
	assert_settles(t);
	terminal_send(t, "e");
	terminal_resize(t, 80, 24);
	press_until(t, "\r", "Which of these are wet", 8);
	terminal_send(t, " j \rq");
	assert_settles(t);
}

/* Also allowed: what terminfo says in part (mouse off), or only of newer terminals of the family (paste). */
static void sends_only_what_terminfo_names(struct desk *desk, const char *term, const char *const *more)
{
	struct patterns *allowed = xcalloc(1, sizeof(*allowed));
	const struct start start = { .env = { said("TERM=%s", term) } };
	struct terminal *t;

	if (!allow_terminfo(allowed, term)) {
		free(allowed);
		skip();
	}
	for (; *more; more++)
		allow(allowed, *more);
	t = desk_start(desk, &start);
	walk_through(t);
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	all_bytes_are(t, allowed);
	free(allowed);
}

static void an_xterm_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { "[?1006;1000l", NULL };

	sends_only_what_terminfo_names(*state, "xterm-256color", more);
}

static void a_vt100_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { NULL };

	sends_only_what_terminfo_names(*state, "vt100", more);
}

static void the_linux_console_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { "[?1000h", "[?1000l", NULL };

	sends_only_what_terminfo_names(*state, "linux", more);
}

static void gnu_screen_is_sent_nothing_that_its_terminfo_does_not_name(void **state)
{
	static const char *const more[] = { "[?1000h", "[?1000l", "[?2004h", "[?2004l", NULL };

	sends_only_what_terminfo_names(*state, "screen-256color", more);
}

/* The examples of what must be found: the tests above can fail. */
static void a_strange_sequence_would_be_found(void **state)
{
	struct patterns *allowed = xcalloc(1, sizeof(*allowed));
	char pattern[64];

	(void)state;
	assert_int_equal(pattern_of("[38;5;63mx", pattern, sizeof(pattern)), 9);
	assert_string_equal(pattern, "[m");
	assert_int_equal(pattern_of("[?1049hx", pattern, sizeof(pattern)), 7);
	assert_string_equal(pattern, "[?1049h");
	if (!allow_terminfo(allowed, "xterm-256color")) {
		free(allowed);
		skip();
	}
	assert_true(is_allowed(allowed, "[m"));
	assert_true(is_allowed(allowed, "[?1049h"));
	assert_int_equal(pattern_of("]0;title\007", pattern, sizeof(pattern)), 1);
	assert_false(is_allowed(allowed, pattern));
	pattern_of("[18t", pattern, sizeof(pattern));
	assert_false(is_allowed(allowed, pattern));
	pattern_of("[?1003h", pattern, sizeof(pattern));
	assert_false(is_allowed(allowed, pattern));
	assert_false(is_allowed(allowed, "^N"));
	free(allowed);
}

/* ---- colour */

/* Does any SGR sequence choose a colour: 30-49, 90-107? */
static bool has_colour(struct terminal *t)
{
	const char *s = terminal_bytes(t)->buf;

	while ((s = strstr(s, "\033["))) {
		size_t len = strspn(s += 2, "0123456789;");

		if (s[len] != 'm')
			continue;
		for (const char *p = s; p < s + len; p += strcspn(p, ";m") + 1) {
			int n = atoi(p);

			if ((n >= 30 && n <= 49) || (n >= 90 && n <= 107))
				return true;
		}
	}
	return false;
}

static bool colours_with(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	go_home(t);
	terminal_send(t, "2");
	assert_shows(t, "Pass mark");
	press_until(t, "\r", "Trees", 1);
	terminal_send(t, "\003");
	assert_int_equal(terminal_wait_end(t), 128 + SIGINT);
	return has_colour(t);
}

static void no_color_means_no_byte_of_colour(void **state)
{
	assert_true(colours_with(*state, NULL));
	assert_false(colours_with(*state, &(struct start){ .env = { "NO_COLOR=1" } }));
	assert_true(colours_with(*state, &(struct start){ .env = { "NO_COLOR=" } }));
	assert_false(colours_with(*state, &(struct start){ .args = { "--color=never" } }));
}

static void color_always_goes_over_no_color(void **state)
{
	assert_true(colours_with(*state,
		&(struct start){ .env = { "NO_COLOR=1" }, .args = { "--color=always" } }));
	assert_true(colours_with(*state, &(struct start){ .env = { "NO_COLOR=1" }, .args = { "--color" } }));
	assert_false(colours_with(*state,
		&(struct start){ .env = { "NO_COLOR=1" }, .args = { "--color=auto" } }));
}

/* ---- ASCII */

static void draws_ascii_only(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);

	press_until(t, "\r", "> 1", 4);
	press_until(t, "?", "1 ... 9", 1);
	press_until(t, "q", "> 1", 1);
	terminal_send(t, "1");
	press_until(t, "\r", "12 la", 6);
	press_until(t, "o", "atlas", 1);
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	for (size_t i = 0; i < terminal_bytes(t)->len; i++)
		assert_true((unsigned char)terminal_bytes(t)->buf[i] < 0x80);
	/* the next one begins anew */
	(void)unlink(desk_store(desk));
}

static void ascii_is_drawn_when_asked_for(void **state)
{
	draws_ascii_only(*state, &(struct start){ .args = { "--ascii" } });
	draws_ascii_only(*state, &(struct start){ .args = { "--ascii", "--lang", "fr" } });
}

static void ascii_is_drawn_in_a_locale_that_has_nothing_else(void **state)
{
	draws_ascii_only(*state, &(struct start){ .env = { "LC_ALL=C" } });
	draws_ascii_only(*state, &(struct start){ .env = { "LC_ALL=POSIX" }, .args = { "--lang", "fr" } });
	draws_ascii_only(*state, &(struct start){ .env = { "LANG=fr_FR.ISO-8859-1" } });
}

static void a_locale_that_is_not_installed_still_draws_utf_8(void **state)
{
	struct terminal *t = desk_start(*state, &(struct start){ .env = { "LC_ALL=xx_YY.UTF-8" } });

	go_home(t);
	assert_shows(t, "▸ 1");
	assert_shows(t, "○○○");
}

/* ---- what others wrote */

/* For terminals, and for eyes: what text never is. A sequence each, ended as terminals end them. */
static const char *const sequences[] = {
	"\033]0;TITLE\007", "\033]8;;https://example.org\033\\link\033]8;;\033\\", "\033]52;c;aGVsbG8=\007", "\033]4;1;?\007",
	"\033Pq#0;2;0;0;0~-\033\\", "\033P+q544e\033\\", "\033_Gf=100;AAAA\033\\", "\033^private\033\\", "\033X string\033\\",
	"\033[2J", "\033[31m", "\033[6n", "\033[?1049l", "\033[?1003h", "\033[21t", "\033[>c", "\033[5i", "\033[!p", "\033c",
	"\033#8", "\033(0", "\033N", "\2332J", "\302\2332J", "\302\2200;TITLE\302\234", "\302\235" "0;TITLE\302\234", "\016", "\r", "\b\b",
};

/* Code points that are dropped or shown otherwise. */
static const struct { uint32_t from, to; } unseen[] = {
	{ 0x01, 0x09 }, { 0x0b, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x202a, 0x202e }, { 0x2028, 0x2029 }, { 0x2066, 0x2069 },
	{ 0xfff9, 0xfffb }, { 0xfeff, 0xfeff }, { 0xe0001, 0xe0001 }, { 0xe0020, 0xe007f },
};

static void add_code_point(struct strbuf *out, uint32_t c)
{
	if (c < 0x80)
		strbuf_addch(out, (char)c);
	else if (c < 0x800)
		strbuf_addf(out, "%c%c", (char)(0xc0 | c >> 6), (char)(0x80 | (c & 63)));
	else if (c < 0x10000)
		strbuf_addf(out, "%c%c%c", (char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63)));
	else
		strbuf_addf(out, "%c%c%c%c", (char)(0xf0 | c >> 18), (char)(0x80 | (c >> 12 & 63)),
			(char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63)));
}

/* The n-th hostile text: a sequence, or a run of code points that fits a line; NULL after the last. */
static const char *hostile(size_t n)
{
	static struct strbuf text = STRBUF_INIT;

	strbuf_clear(&text);
	strbuf_addstr(&text, "evil ");
	if (n < ARRAY_SIZE(sequences)) {
		strbuf_addstr(&text, sequences[n]);
	} else if (n < ARRAY_SIZE(sequences) + ARRAY_SIZE(unseen)) {
		n -= ARRAY_SIZE(sequences);
		for (uint32_t c = unseen[n].from; c <= unseen[n].to; c++)
			add_code_point(&text, c);
	} else {
		strbuf_release(&text);
		return NULL;
	}
	strbuf_addstr(&text, "end");
	return text.buf;
}

/* What went to a pipe: text and line ends alone. */
static void is_plain(const struct strbuf *out, const char *where)
{
	size_t at = 0;

	if (strlen(out->buf) != out->len || !text_valid(out->buf, out->len, NULL))
		fail_msg("%s: not UTF-8: %s", where, out->buf);
	for (const char *line = out->buf; *line; line += line[at] ? at + 1 : at) {
		const char *unclean;

		at = strcspn(line, "\n");
		unclean = text_unclean(line, at, NULL);
		if (unclean)
			fail_msg("%s: a %s in: %.*s", where, unclean, (int)at, line);
	}
}

static void run_is_plain(struct desk *desk, const struct start *start, const char *where)
{
	struct strbuf out = STRBUF_INIT;

	(void)desk_run(desk, start, &out, &out);
	is_plain(&out, where);
	assert_null(strstr(out.buf, "Sanitizer"));
	strbuf_release(&out);
}

static void no_diagnostic_of_a_lesson_brings_a_sequence(void **state)
{
	static const char *const places[] = {
		"[lesson]\nformat = 1\ntitle = \"%s\"\n", "[lesson]\n%s = 1\n", "[lesson]\nid = %s\nlanguage = %s\n", "[page %s]\n",
		"[%s]\n", "%s\n", "; %s\n", "[question q]\ntype = %s\nprompt = \"%s\"\noption.%s = \"x\"\n",
	};
	static const char *const messages[] = { "[scenario]\nid = s\n[message one]\nfrom = %s\ntext1 = \"%s\"\nnext = %s\n" };
	static const char *const commands[] = { "check", "show", "export", "preview" };

	for (size_t n = 0; hostile(n); n++) {
		for (size_t i = 0; i < ARRAY_SIZE(places) + 1; i++) {
			bool last = i == ARRAY_SIZE(places);
			const char *place = last ? messages[0] : places[i];
			struct strbuf text = STRBUF_INIT;
			const char *dir;

			strbuf_addf(&text, place, hostile(n), hostile(n), hostile(n));
			dir = desk_write(*state, last ? "bad/s/scenario.ini" : "bad/x/lesson.ini", text.buf);
			run_is_plain(*state, &(struct start){ .args = { n % 2 ? "check" : "show", dir } }, place);
			/* the other commands see a few of them: they stand on the same reader */
			if (n < 3)
				for (size_t k = 0; k < ARRAY_SIZE(commands); k++)
					run_is_plain(*state, &(struct start){ .args = { commands[k], dir } }, place);
			strbuf_release(&text);
		}
	}
}

static void no_file_name_argument_or_environment_brings_a_sequence(void **state)
{
	for (size_t n = 0; hostile(n); n++) {
		const char *text = xstrdup(hostile(n)), *name = said("%s.ini", text);
		char *dir = xstrdup(desk_path(*state, text));

		run_is_plain(*state, &(struct start){ .args = { "check", name } }, "a file that is not there");
		run_is_plain(*state, &(struct start){ .args = { text } }, "a command");
		run_is_plain(*state, &(struct start){ .args = { said("--%s", text) } }, "an option");
		run_is_plain(*state, &(struct start){ .args = { "--lang", text, "check" }, .lessons = dir }, "a language");
		if (n % 4 == 0) {
			run_is_plain(*state, &(struct start){ .args = { "install", name } }, "a pack");
			run_is_plain(*state, &(struct start){ .args = { "import", name } }, "an import");
			run_is_plain(*state, &(struct start){ .args = { "--linear", "--store", dir } }, "a store");
			run_is_plain(*state, &(struct start){ .args = { "--linear", "--learner", text, "--private" } }, "a learner");
			run_is_plain(*state, &(struct start){ .args = { "doctor" }, .env = { said("TERM=%s", text), said("LANG=%s", text),
				said("HOME=/%s", text) } }, "the environment");
		}
		/* a file with that name, and one in it that has mistakes */
		if (!strpbrk(text, "/") && !mkdir(dir, 0700)) {
			FILE *f = fopen(said("%s/lesson.ini", dir), "w");

			assert_true(f && fputs("[lesson\n", f) >= 0 && !fclose(f));
			run_is_plain(*state, &(struct start){ .args = { "check", dir } }, "a folder with that name");
		}
		free(dir);
		free((void *)(uintptr_t)text);
	}
}

/* Each key of it stands for itself, so what the terminal gets back shows what is kept of it. */
static void what_is_typed_or_pasted_comes_back_as_text(void **state)
{
	struct patterns *allowed = xcalloc(1, sizeof(*allowed));
	struct terminal *t;

	if (!allow_terminfo(allowed, "xterm-256color")) {
		free(allowed);
		skip();
	}
	allow(allowed, "[?1006;1000l");
	t = desk_start(*state, NULL);
	go_home(t);
	press_until(t, "1", "Three pages and four questions.", 1);
	press_until(t, "\r", "What is lower", 12);
	press_until(t, "s", "What is the land along the edge", 4);
	for (size_t n = 0; hostile(n); n++) {
		char *text = xstrdup(hostile(n));

		/* these the terminal's driver keeps for itself: interrupt, quit, suspend, stop, go on */
		for (char *c = text; (c = strpbrk(c, "\003\021\023\032\034")); )
			*c = ' ';
		terminal_send(t, said("\033[200~%s\033[201~", text));
		free(text);
		if (!terminal_settle(t))
			fail_msg("hostile text %zu: the program is gone\n%s", n, terminal_text(t));
		assert_shows(t, "evil");
		terminal_send(t, "\025");
	}
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	all_bytes_are(t, allowed);
	free(allowed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(an_xterm_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(a_vt100_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(the_linux_console_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(gnu_screen_is_sent_nothing_that_its_terminfo_does_not_name),
		TEST(a_strange_sequence_would_be_found),
		TEST(no_diagnostic_of_a_lesson_brings_a_sequence),
		TEST(no_file_name_argument_or_environment_brings_a_sequence),
		TEST(what_is_typed_or_pasted_comes_back_as_text),
		TEST(no_color_means_no_byte_of_colour),
		TEST(color_always_goes_over_no_color),
		TEST(ascii_is_drawn_when_asked_for),
		TEST(ascii_is_drawn_in_a_locale_that_has_nothing_else),
		TEST(a_locale_that_is_not_installed_still_draws_utf_8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
