/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plays the scripts of the screen tests through the core, without a terminal or a store. Run from
 * the top directory:
 *
 *   play tests/screens/FILE.test …   prints TAP; ACCEPT=1 accepts the current screens
 *   play --walk SEED STEPS [LESSONS] takes one random walk
 *
 * The format of .test files is described in script.h. Pictures are reviewed like code.
 */
#include "script.h"

#include <signal.h>
#include <unistd.h>

/* Defined in sanitizer builds only. */
extern void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static const char *playing = "a walk";

/* Called when a sanitizer aborts the program: prints the steps that led there. */
static void last_words(void)
{
	struct strbuf trail = STRBUF_INIT;

	say_walked(&trail);
	printf("not ok %d - %s went on to its end\n", tests_done + 1, playing);
	say_why(trail.buf);
	fflush(stdout);
}

static void on_fault(int number)
{
	signal(number, SIG_DFL);
	last_words();
	raise(number);
}

static void prepare_for_the_worst(void)
{
	mem_set_fatal_hook(last_words);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(last_words);
	else
		signal(SIGSEGV, on_fault);
	signal(SIGALRM, on_fault);
}

static const struct setup usual = {
	.cols = 80,
	.rows = 24,
	.lang = "en",
	.store = "/home/x/.local/share/vigie/vigie.db",
	.lessons = { "tests/lessons/good" },
	.n_lessons = 1,
	.help = "tests/lessons/good/help",
	.seed = 1,
	.now = 1795510800, /* 2026-11-24T09:00 */
};

static void write_back(const struct script *s)
{
	FILE *f = fopen(s->path, "wb");

	if (!f || fwrite(s->accepted.buf, 1, s->accepted.len, f) != s->accepted.len)
		printf("not ok - %s could be written\n", s->path);
	if (f)
		fclose(f);
}

static void release(struct script *s)
{
	free(s->bytes);
	free(s->lines);
	strbuf_release(&s->accepted);
	strbuf_release(&s->steps);
	strbuf_release(&s->why);
}

static int count_tests(const struct script *s)
{
	int n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += !strncmp(s->lines[i], "test ", 5);
	return n;
}

static bool play_scripts(char **paths, int n, bool accept)
{
	struct script *scripts = xcalloc((size_t)n, sizeof(*scripts));
	int tests = 0;

	for (int i = 0; i < n; i++) {
		strbuf_init(&scripts[i].accepted);
		strbuf_init(&scripts[i].steps);
		strbuf_init(&scripts[i].why);
		scripts[i].accept = accept;
		scripts[i].common = usual;
		settings_init(&scripts[i].common.settings);
		if (!read_script(&scripts[i], paths[i])) {
			printf("Bail out! %s cannot be read\n", paths[i]);
			return false;
		}
		tests += count_tests(&scripts[i]);
	}
	printf("1..%d\n", tests);
	for (int i = 0; i < n; i++) {
		playing = paths[i];
		alarm(300);
		run_script(&scripts[i]);
		if (accept)
			write_back(&scripts[i]);
		release(&scripts[i]);
	}
	free(scripts);
	return tests_failed == 0;
}

static bool walk_once(int argc, char **argv)
{
	struct setup setup = usual;
	struct strbuf why = STRBUF_INIT;
	bool good;

	if (argc > 4)
		snprintf(setup.lessons[0], sizeof(setup.lessons[0]), "%s", argv[4]);
	good = walk(&setup, strtoull(argv[2], NULL, 10), atoi(argv[3]), &why);
	printf("1..1\n%s 1 - a walk with seed %s\n", good ? "ok" : "not ok", argv[2]);
	say_why(why.buf);
	strbuf_release(&why);
	return good;
}

int main(int argc, char **argv)
{
	const char *accept = getenv("ACCEPT");
	bool good;

	prepare_for_the_worst();
	if (argc > 3 && !strcmp(argv[1], "--walk"))
		good = walk_once(argc, argv);
	else
		good = play_scripts(argv + 1, argc - 1, accept && *accept);
	catalogue_free(french());
	return good ? 0 : 1;
}
