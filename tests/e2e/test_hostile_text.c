/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Untrusted text from any source (lessons, help numbers, translations, packs, stores, names, paths,
 * the environment) reaches a terminal or a pipe as plain text, without a single control character,
 * C1 control, bidirectional or invisible code point, or escape sequence.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <sqlite3.h>

#include "e2e/bytes.h"
#include "skip.h"

/* The sequences allowed on an xterm; skips the test without infocmp. */
static struct patterns *xterm(void)
{
	static struct patterns allowed;

	if (!allowed.n && !allow_terminfo(&allowed, "xterm-256color"))
		skip_because("terminfo has no xterm-256color");
	allow(&allowed, "[?1006;1000l");
	allow_modes_off(&allowed);
	return &allowed;
}

/* Quits the program and checks all its output. */
static void end_was_text(struct terminal *t)
{
	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	all_bytes_are(t, xterm());
}

/* A desk has too few slots to keep a terminal per text. */
static void desk_clear_terminals(struct desk *desk)
{
	for (size_t i = 0; i < desk->n; i++) {
		assert_true(desk_is_sane(desk->terminals[i]));
		terminal_free(desk->terminals[i]);
	}
	desk->n = 0;
}

static void remove_below(struct desk *desk, const char *name)
{
	(void)nftw(desk_path(desk, name), desk_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- lessons and help numbers, full screen and in lines */

#define HEAD "[lesson]\nformat = 1\nlanguage = en\nminutes = 1\npass = 60\n"
#define PAGE "\n[page one]\ntitle = \"A page\"\ntext1 = \"Water.\"\n"

/* Writes a course with hostile text n in every file that can hold it. Files that are rejected for
 * it are quoted in the diagnostic. */
static const char *write_hostile_course(struct desk *desk, size_t n)
{
	struct strbuf text = STRBUF_INIT, folder = STRBUF_INIT;

	remove_below(desk, "course");
	strbuf_addf(&text,
		"[course]\nformat = 1\nid = c\nlanguage = en\ntitle = \"A course %s\"\nsummary = \"%s\"\n"
		"\n[topic t]\ntitle = \"%s\"\n",
		hostile(n), hostile(n), hostile(n));
	desk_write(desk, "course/course.ini", text.buf);
	desk_write(desk, "course/good/lesson.ini",
		HEAD "id = good\norder = 10\ntitle = \"Good\"\nsummary = \"Of it.\"\n" PAGE);
	strbuf_clear(&text);
	strbuf_addf(&text, HEAD "id = titled\norder = 20\ntitle = \"%s\"\nsummary = \"%s\"\n" PAGE,
		hostile(n), hostile(n));
	desk_write(desk, "course/titled/lesson.ini", text.buf);
	strbuf_clear(&text);
	strbuf_addf(&text,
		HEAD "id = broken\norder = 30\ntitle = \"Broken\"\nsummary = \"Of it.\"\n" PAGE
		     "nokey = \"%s\"\n",
		hostile(n));
	desk_write(desk, "course/broken/lesson.ini", text.buf);
	strbuf_addf(&folder, "course/%s/lesson.ini", hostile(n));
	if (!strchr(hostile(n), '/'))
		desk_write(desk, folder.buf, "[lesson\n");
	strbuf_clear(&text);
	strbuf_addf(&text,
		"[help]\nformat = 1\nlanguage = en\n\n[country aa]\nname = \"%s\"\n\n[entry aa-line]\ncountry = AA\nkind = emergency\norder = 10\n"
		"number = 1%s\nname = \"%s\"\nabout = \"%s\"\nhours = \"%s\"\nsource = https://example.org/%s\nverified_on = 2026-11-01\n",
		hostile(n), hostile(n), hostile(n), hostile(n), hostile(n), hostile(n));
	desk_write(desk, "course/help/help.ini", text.buf);
	strbuf_release(&text);
	strbuf_release(&folder);
	return desk_path(desk, "course");
}

static void no_lesson_title_folder_or_number_brings_a_sequence_to_the_screen(void **state)
{
	struct desk *desk = *state;

	for (size_t n = 0; hostile(n); n++) {
		struct terminal *t;

		t = desk_start(desk,
			&(struct start){ .lessons = write_hostile_course(desk, n),
				.args = { "--private" } });
		assert_shows(t, "Ctrl-X");
		press_until(t, KEY_ENTER, "Good", 4);
		/* the error has a screen of its own */
		terminal_send(t, digit_of(t, "Broken"));
		terminal_send(t, KEY_ENTER);
		assert_shows(t, "cannot be opened");
		for (const char *key = "12h"; *key; key++) {
			press_until(t, "q", "language", 2);
			terminal_send_bytes(t, key, 1);
			if (*key != 'h')
				terminal_send(t, KEY_ENTER);
			assert_settles(t);
		}
		end_was_text(t);
		desk_clear_terminals(desk);
	}
}

static void no_lesson_title_folder_or_number_brings_a_sequence_to_a_pipe(void **state)
{
	struct desk *desk = *state;

	for (size_t n = 0; hostile(n); n++) {
		const char *course = xstrdup(write_hostile_course(desk, n));

		run_is_plain(desk,
			&(struct start){ .lessons = course, .args = { "check", course } }, "check");
		run_is_plain(desk,
			&(struct start){
				.lessons = course, .args = { "check", "--languages", course } },
			"languages");
		run_is_plain(
			desk, &(struct start){ .lessons = course, .args = { "doctor" } }, "doctor");
		free((void *)(uintptr_t)course);
	}
}

/* ---- translations */

static void read_whole_file(const char *path, struct strbuf *out)
{
	FILE *f = fopen(path, "rb");
	char buf[4096];
	size_t n;

	assert_non_null(f);
	strbuf_clear(out);
	while ((n = fread(buf, 1, sizeof(buf), f)))
		strbuf_add(out, buf, n);
	fclose(f);
}

static void write_bytes(const char *path, const struct strbuf *bytes)
{
	FILE *f = fopen(path, "wb");

	assert_true(f && fwrite(bytes->buf, 1, bytes->len, f) == bytes->len && !fclose(f));
}

static uint32_t number_in(const struct strbuf *mo, size_t at)
{
	uint32_t n;

	memcpy(&n, mo->buf + at, sizeof(n));
	return n;
}

/*
 * Writes the French catalogue with a hostile text in front of every second translation and of each
 * plural form, so that the printf conversions stay intact.
 */
static void spoil_catalogue(const struct strbuf *mo, struct strbuf *out, size_t turn)
{
	size_t n = number_in(mo, 8), table = number_in(mo, 16), texts = 0;

	while (hostile(texts))
		texts++;
	strbuf_clear(out);
	strbuf_add(out, mo->buf, mo->len);
	for (size_t i = 1 + turn % 2; i < n; i += 2) {
		const char *s = mo->buf + number_in(mo, table + i * 8 + 4),
			   *end = s + number_in(mo, table + i * 8);
		uint32_t where[2] = { 0, (uint32_t)out->len };

		for (; s < end; s += strlen(s) + 1) {
			strbuf_addstr(out, hostile((i / 2 + turn) % texts));
			strbuf_add(out, s, strlen(s) + 1);
		}
		where[0] = (uint32_t)out->len - where[1] - 1;
		memcpy(out->buf + table + i * 8, where, sizeof(where));
	}
}

/* Copies the program, because it looks for catalogues next to itself. */
static const char *copy_program(struct desk *desk)
{
	desk_write(desk, "bin/locale/fr/LC_MESSAGES/vigie.mo", "");
	assert_int_equal(system(said("cp '%s' '%s/bin/vigie'", program_path(), desk->home)), 0);
	return desk_path(desk, "bin/vigie");
}

static void runs_in_french_are_plain(struct desk *desk, const char *program)
{
	static const char *const commands[][4] = {
		{ "--help" },
		{ "--version" },
		{ "doctor" },
		{ "check", "--explain", "unknown-key" },
		{ "check", "--languages" },
		{ "check", "nowhere" },
		{ "learners" },
		{ "report" },
		{ "frob" },
		{ "kiosk", "--config", "nowhere" },
		{ "new", "question", "single" },
		{ "--linear", "--private" },
		{ "translate", "nowhere" },
		{ "import", "nowhere" },
		{ "install", "nowhere" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		struct start start = { .program = program, .args = { "--lang", "fr" } };

		memcpy(start.args + 2, commands[i], sizeof(commands[i]));
		run_is_plain(desk, &start, commands[i][0]);
	}
}

static void no_translation_brings_a_sequence(void **state)
{
	struct desk *desk = *state;
	const char *program = xstrdup(copy_program(desk)),
		   *file = xstrdup(desk_path(desk, "bin/locale/fr/LC_MESSAGES/vigie.mo"));
	const struct start french = { .program = program, .args = { "--lang", "fr", "--private" } };
	struct strbuf mo = STRBUF_INIT, spoilt = STRBUF_INIT;

	read_whole_file(said("%s/fr/LC_MESSAGES/vigie.mo", locale_path()), &mo);
	for (size_t turn = 0; turn < 4; turn++) {
		struct terminal *t;

		spoil_catalogue(&mo, &spoilt, turn);
		write_bytes(file, &spoilt);
		runs_in_french_are_plain(desk, program);
		t = desk_start(desk, &french);
		for (const char *key = "\r\r\r?qhqoqgqaq1\r\r\r\ru\r1\r\r"; *key; key++) {
			terminal_send_bytes(t, key, 1);
			assert_settles(t);
		}
		/* every second translation is intact and in use */
		assert_true(strstr(terminal_bytes(t)->buf, "aide") ||
			strstr(terminal_bytes(t)->buf, "langue"));
		end_was_text(t);
		desk_clear_terminals(desk);
	}
	strbuf_release(&mo);
	strbuf_release(&spoilt);
	free((void *)(uintptr_t)program);
	free((void *)(uintptr_t)file);
}

/* ---- learner names, typed or read from a store that someone else wrote */

/* Creates a learner named ?1 whose places, runs, answers, settings and reviews all contain text
 * ?2. */
static const char person[] =
	"DELETE FROM setting WHERE learner = ?1; DELETE FROM place WHERE learner = ?1; DELETE FROM run WHERE learner = ?1;"
	"DELETE FROM review WHERE learner = ?1;"
	"INSERT INTO place (learner, lesson, page, seen, read) VALUES (?1, ?2, ?2, 1, 1), (?1, 'first', ?2, 1, 0);"
	"INSERT INTO run (id, learner, lesson, kind, seed, started, finished, score, max) VALUES (?1 || ?2 || 1, ?1, ?2, 'quiz',"
	" 1, 1, 2, 1, 1), (?1 || ?2 || 2, ?1, 'first', 'quiz', 1, 1, 2, 1, 1);"
	"INSERT INTO answer (run, number, question, response, score, max, at, tries, version)"
	" SELECT seq, 0, CASE lesson WHEN 'first' THEN 'first/hill' ELSE ?2 END, ?2, 0, 1, 1, 2, ?2"
	" FROM run WHERE learner = ?1;"
	"INSERT INTO attempt SELECT seq, 0, 1, ?2, 0, 1, 0, 1, 0, 1, ?2 FROM run WHERE learner = ?1;"
	"INSERT INTO setting VALUES (?1, 'country', ?2), (?1, 'language', ?2), (?1, 'theme', ?2), (?1, 'welcomed', ?2);"
	"INSERT INTO review (learner, ref, stage, streak, due) VALUES (?1, ?2, 1, 1, 1);";

static void add_person(struct desk *desk, const char *learner, const char *text)
{
	const char *sql = person;
	sqlite3_stmt *stmt;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	while (*sql) {
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, &sql), SQLITE_OK);
		sqlite3_bind_text(stmt, 1, learner, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, text, -1, SQLITE_STATIC);
		assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
		sqlite3_finalize(stmt);
	}
	sqlite3_close(db);
}

static void no_name_in_a_store_brings_a_sequence(void **state)
{
	static const char *const commands[][3] = {
		{ "learners" },
		{ "report" },
		{ "report", "--csv" },
		{ "report", "--html" },
		{ "report", "--json" },
		{ "report", "--xapi", "--base=https://example.org" },
		{ "doctor" },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	(void)desk_run(desk, &(struct start){ .args = { "--linear" } }, &out, &out);
	for (size_t n = 0; hostile(n); n++) {
		char *text = xstrdup(hostile(n));
		struct terminal *t;

		add_person(desk, text, text);
		add_person(desk, "", text);
		if (n % 4 == 0) {
			run_is_plain(desk,
				&(struct start){ .args = { "learners", "export", text } },
				"one person");
			run_is_plain(desk,
				&(struct start){ .args = { "learners", "rename", text, "Ana" } },
				"a new name");
			run_is_plain(desk,
				&(struct start){ .args = { "learners", "rename", "Ana", text } },
				"the old name");
			run_is_plain(desk, &(struct start){ .args = { "learners", "erase", text } },
				"a question");
			run_is_plain(desk,
				&(struct start){ .args = { "--linear", "--learner", text } },
				"lines");
			t = desk_start(desk,
				&(struct start){ .args = { "--learner", n % 8 ? "" : text } });
			for (const char *key = "hqvq,qaq1"; *key; key++) {
				terminal_send_bytes(t, key, 1);
				assert_settles(t);
			}
			end_was_text(t);
			desk_clear_terminals(desk);
		}
		free(text);
	}
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		run_is_plain(desk,
			&(struct start){
				.args = { commands[i][0], commands[i][1], commands[i][2] } },
			commands[i][1] ? commands[i][1] : commands[i][0]);
	strbuf_clear(&out);
	(void)desk_run(desk, &(struct start){ .args = { "learners" } }, &out, &out);
	assert_non_null(strstr(out.buf, "evil"));
	strbuf_release(&out);
}

/* Writes a course with an exam of one question. */
static const char *write_exam(struct desk *desk)
{
	desk_write(desk, "exam/one/lesson.ini",
		HEAD
		"id = one\norder = 10\ntitle = \"One\"\nsummary = \"Of the sea.\"\n" PAGE
		"[question wet]\ntype = truefalse\nafter = one\nprompt = \"The sea is wet.\"\ncorrect = true\nfeedback.true = \"Yes.\"\n"
		"feedback.false = \"It is.\"\n");
	desk_write(desk, "exam/exam/lesson.ini",
		HEAD "id = exam\norder = 20\ntitle = \"Exam\"\nsummary = \"One question.\"\n\n"
		     "[draw one]\nlesson = one\ncount = 1\n");
	return desk_path(desk, "exam");
}

static void read_certificate(const char *ending, struct strbuf *out)
{
	glob_t found;

	assert_int_equal(glob(said("vigie-certificate-*%s", ending), 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	read_whole_file(found.gl_pathv[0], out);
	assert_int_equal(unlink(found.gl_pathv[0]), 0);
	globfree(&found);
}

static void no_name_on_a_certificate_brings_a_sequence(void **state)
{
	struct desk *desk = *state;
	struct strbuf file = STRBUF_INIT;
	struct terminal *t;

	/* certificates are written to the home folder */
	assert_int_equal(chdir(desk->home), 0);
	t = desk_start(desk, &(struct start){ .lessons = write_exam(desk) });
	assert_shows(t, "Ctrl-X");
	press_until(t, KEY_ENTER, "language", 4);
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "One question");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "The sea is wet");
	terminal_send(t, digit_of(t, "True"));
	press_until(t, KEY_ENTER, "certificate", 4);
	press_until(t, KEY_ENTER, "kept nowhere", 2);
	for (size_t n = 0; hostile(n); n++) {
		char *text = xstrdup(hostile(n));

		/* drop the characters that the line discipline may act on (^C, ^Q, ^S, ^Z, ^\), and
		 * the one that hides */
		for (char *c = text; (c = strpbrk(c, "\003\021\023\030\032\034"));)
			*c = ' ';
		terminal_send(t, said("\025\033[200~%s\033[201~", text));
		free(text);
		assert_settles(t);
		assert_shows(t, "evil");
		terminal_send(t, "\r");
		assert_shows(t, "two files");
		terminal_send(t, "\r");
		assert_shows(t, "Saved");
		read_certificate(".txt", &file);
		is_plain(&file, "a certificate as text");
		assert_non_null(strstr(file.buf, "evil"));
		read_certificate(".html", &file);
		is_plain(&file, "a certificate as a page");
	}
	end_was_text(t);
	assert_int_equal(chdir("/"), 0);
	strbuf_release(&file);
}

/* ---- paths, packs, settings files, the environment */

/* Successful commands print these paths too. */
static void no_path_that_was_asked_for_brings_a_sequence(void **state)
{
	struct desk *desk = *state;
	const char *lesson =
		"[lesson]\nformat = 1\nid = x\nlanguage = en\norder = 1\nminutes = 1\npass = 60\ntitle = \"X\"\n"
		"summary = \"Of it.\"\n" PAGE;
	const char *pack = xstrdup(desk_path(desk, "pack.vigie"));

	desk_write(desk, "from/x/lesson.ini", lesson);
	run_is_plain(desk,
		&(struct start){
			.args = { "pack", desk_path(desk, "from"), "-o", pack }, .lessons = "" },
		"a pack");
	assert_int_equal(access(pack, R_OK), 0);
	for (size_t n = 0; hostile(n); n++) {
		char *dir = xstrdup(desk_path(desk, hostile(n)));

		if (strchr(hostile(n), '/') || mkdir(dir, 0700)) {
			free(dir);
			continue;
		}
		run_is_plain(desk,
			&(struct start){ .args = { "new", "lesson", "mine" }, .lessons = dir },
			"a new lesson");
		assert_int_equal(access(said("%s/mine/lesson.ini", dir), R_OK), 0);
		run_is_plain(desk,
			&(struct start){ .args = { "new", "scenario", "talk" }, .lessons = dir },
			"a new scenario");
		run_is_plain(desk,
			&(struct start){
				.args = { "translate", said("%s/mine/lesson.ini", dir), "fr" } },
			"a translation");
		run_is_plain(desk,
			&(struct start){ .args = { "export", said("%s/mine", dir), "-o",
						 said("%s/g", dir) } },
			"GIFT");
		run_is_plain(desk, &(struct start){ .args = { "install", pack }, .lessons = dir },
			"a place to install");
		assert_int_equal(access(said("%s/x/lesson.ini", dir), R_OK), 0);
		run_is_plain(desk,
			&(struct start){ .args = { "show", said("%s/mine", dir), "-o",
						 said("%s/no/x", dir) } },
			"a booklet");
		run_is_plain(desk,
			&(struct start){ .args = { "pack", dir, "-o", said("%s/p.vigie", dir) } },
			"a pack");
		free(dir);
	}
	free((void *)(uintptr_t)pack);
}

/* Makes a pack whose first file has that name and whose header has a valid checksum. */
static void spoil_pack(const struct strbuf *pack, const char *name, struct strbuf *out)
{
	enum { NAME = 100, SUM = 148, SUM_LEN = 8, BLOCK = 512 };
	unsigned sum = 0;

	strbuf_clear(out);
	strbuf_add(out, pack->buf, pack->len);
	memset(out->buf, 0, NAME);
	memcpy(out->buf, name, strlen(name) < NAME ? strlen(name) : NAME);
	memset(out->buf + SUM, ' ', SUM_LEN);
	for (size_t i = 0; i < BLOCK; i++)
		sum += (unsigned char)out->buf[i];
	snprintf(out->buf + SUM, SUM_LEN, "%06o", sum);
}

static void no_name_in_a_pack_brings_a_sequence(void **state)
{
	struct desk *desk = *state;
	struct strbuf pack = STRBUF_INIT, spoilt = STRBUF_INIT, out = STRBUF_INIT;
	const char *path = xstrdup(desk_path(desk, "bad.vigie"));

	run_is_plain(desk,
		&(struct start){
			.args = { "pack", TEST_DATA "/lessons/good", "-o", path }, .lessons = "" },
		"a pack");
	read_whole_file(path, &pack);
	for (size_t n = 0; hostile(n); n++) {
		spoil_pack(&pack, hostile(n), &spoilt);
		write_bytes(path, &spoilt);
		strbuf_clear(&out);
		assert_int_not_equal(
			desk_run(desk, &(struct start){ .args = { "install", path } }, &out, &out),
			0);
		assert_non_null(strstr(out.buf, "evil"));
		is_plain(&out, "a pack");
	}
	strbuf_release(&pack);
	strbuf_release(&spoilt);
	strbuf_release(&out);
	free((void *)(uintptr_t)path);
}

static void no_setting_or_environment_brings_a_sequence(void **state)
{
	static const char *const names[] = { "LANG", "LC_ALL", "LANGUAGE", "HOME", "EDITOR",
		"NO_COLOR", "XDG_CONFIG_HOME", "TERM" };
	struct desk *desk = *state;

	for (size_t n = 0; hostile(n); n++) {
		struct start all = { .args = { "doctor" } };
		struct terminal *t;
		char *text = xstrdup(hostile(n)), *lines = xmalloc(2048);

		snprintf(lines, 2048, "[vigie]\ntheme = %s\nlanguage = %s\ncountry = %s\n%s = 1\n",
			text, text, text, text);
		desk_write(desk, ".config/vigie/vigie.ini", lines);
		run_is_plain(
			desk, &(struct start){ .args = { "--linear", "--private" } }, "settings");
		snprintf(lines, 2048,
			"[kiosk]\nlanguages = %s\ncountry = %s\ndata = /%s\n%s = 1\n[hours]\nopen = %s\n",
			text, text, text, text, text);
		run_is_plain(desk,
			&(struct start){ .args = { "kiosk", "--config",
						 desk_write(desk, "kiosk.ini", lines) } },
			"a kiosk");
		for (size_t i = 0; i < ARRAY_SIZE(names); i++)
			all.env[i] = xstrdup(said("%s=%s", names[i], text));
		run_is_plain(desk, &all, "the environment");
		all.args[0] = "--linear";
		run_is_plain(desk, &all, "the environment, in lines");
		/* the terminal must be known before it can be drawn on */
		free((void *)(uintptr_t)all.env[ARRAY_SIZE(names) - 1]);
		all.env[ARRAY_SIZE(names) - 1] = NULL;
		all.args[0] = NULL;
		t = desk_start(desk, &all);
		assert_shows(t, "Ctrl-X");
		press_until(t, KEY_ENTER, "language", 4);
		terminal_send(t, ",qhqa");
		assert_settles(t);
		end_was_text(t);
		desk_clear_terminals(desk);
		for (size_t i = 0; i < ARRAY_SIZE(names); i++)
			free((void *)(uintptr_t)all.env[i]);
		free(text);
		free(lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(no_lesson_title_folder_or_number_brings_a_sequence_to_the_screen),
		TEST(no_lesson_title_folder_or_number_brings_a_sequence_to_a_pipe),
		TEST(no_translation_brings_a_sequence),
		TEST(no_name_in_a_store_brings_a_sequence),
		TEST(no_name_on_a_certificate_brings_a_sequence),
		TEST(no_path_that_was_asked_for_brings_a_sequence),
		TEST(no_name_in_a_pack_brings_a_sequence),
		TEST(no_setting_or_environment_brings_a_sequence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
