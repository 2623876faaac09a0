/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report and vigie learners, checked against figures computed by hand (trained.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/trained.h"
#include "skip.h"

/* Runs "vigie ARGS"; out gets standard output, err the diagnostics. */
static int vigie(struct desk *desk, struct strbuf *out, struct strbuf *err, const char *const *args)
{
	struct start start = { .lessons = desk_path(desk, "lessons") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	strbuf_clear(out);
	strbuf_clear(err);
	return desk_run(desk, &start, out, err);
}
#define VIGIE(...) vigie(desk, &out, &err, (const char *const[]){ __VA_ARGS__, NULL })

/* Fills the store, and the quizzes before and after with their four answers, the first ones right.
 */
static void train_pairs(struct desk *desk)
{
	train(desk);
	trained_sql(desk_store(desk),
		"UPDATE run SET asked = max / 1000, answered = max / 1000;"
		"WITH k (i) AS (VALUES (0), (1), (2), (3))"
		" INSERT INTO answer (run, number, question, response, score, max, at, tries)"
		" SELECT seq, i, 'q' || i, iif(1000 * i < score, 'true', 'false'),"
		" iif(1000 * i < score, 1000, 0), 1000, started, 1 FROM run, k"
		" WHERE lesson IN ('before', 'after')");
}

/* Returns the value at a JSON path, read by SQLite, in one of eight static buffers used in turn. */
static const char *json_at(const char *json, const char *path)
{
	static char values[8][128];
	static unsigned turn;
	char *value = values[turn++ % 8];
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT ?1 ->> ?2", -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_text(stmt, 1, json, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, path, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_ROW)
		fail_msg("%s: %s in %.300s", path, sqlite3_errmsg(db), json);
	snprintf(value, sizeof(values[0]), "%s",
		sqlite3_column_text(stmt, 0) ? (const char *)sqlite3_column_text(stmt, 0) : "null");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}

/* Returns the index of the element of array whose member has that value. */
static int find(const char *json, const char *array, const char *member, const char *value)
{
	for (int i = 0; i < 40; i++)
		if (!strcmp(json_at(json, said("$.%s[%d].%s", array, i, member)), value))
			return i;
	fail_msg("no %s %s", member, value);
	return -1;
}

static void assert_lesson(const char *json, const char *id, const char *member, const char *value)
{
	const char *is = json_at(
		json, said("$.lessons[%d].%s", find(json, "lessons", "lesson", id), member));

	if (strcmp(is, value) != 0)
		fail_msg("%s of %s is %s, not %s", member, id, is, value);
}

static void assert_question(const char *json, const char *id, const char *member, const char *value)
{
	const char *is = json_at(
		json, said("$.questions[%d].%s", find(json, "questions", "question", id), member));

	if (strcmp(is, value) != 0)
		fail_msg("%s of %s is %s, not %s", member, id, is, value);
}

static void the_figures_are_those_computed_by_hand(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train_pairs(desk);
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_string_equal(err.buf, "");
	assert_string_equal(json_at(out.buf, "$.people"), "41");
	/* 40 + 40 + 30 in the quiz, 10 in the exam; 4 x 30 before, 4 x 20 after */
	assert_string_equal(json_at(out.buf, "$.first_answers"), "320");

	assert_lesson(out.buf, "hills", "begun", "51");
	assert_lesson(out.buf, "hills", "finished", "50");
	assert_lesson(out.buf, "hills", "passed", "10");
	assert_lesson(out.buf, "hills", "people", "40");
	assert_lesson(out.buf, "hills", "seconds", "2450"); /* 40 x 60 + 10 x 5 */
	assert_lesson(out.buf, "hills", "again.people", "10");
	assert_lesson(out.buf, "hills", "again.first", "1.0");
	assert_lesson(out.buf, "hills", "again.last", "0.0");
	assert_lesson(out.buf, "before", "passed", "null");
	assert_lesson(out.buf, "before", "compared", "null");
	assert_lesson(out.buf, "after", "compared.people", "10");
	assert_lesson(out.buf, "after", "compared.before", "0.25");
	assert_lesson(out.buf, "after", "compared.after", "0.75");
	assert_lesson(out.buf, "after", "compared.difference", "0.5");
	assert_lesson(out.buf, "final", "finished", "10");
	assert_lesson(out.buf, "final", "passed", "0");

	/* the answer x and the rest y: a 1, 1; b 1, 1/2; c 0, 1/2; d 0, 0: r = 5 / root(10 x 5) */
	assert_question(out.buf, "my-single", "n", "40");
	assert_question(out.buf, "my-single", "facility", "0.5");
	assert_question(out.buf, "my-single", "discrimination", "0.7071");
	assert_question(out.buf, "my-single", "median_seconds", "10");
	assert_question(out.buf, "my-single", "hinted", "10");
	assert_question(out.buf, "my-single", "clinic[0]", "dead-distractor");
	assert_question(out.buf, "my-single", "clinic[1]", "null");
	assert_question(out.buf, "my-single", "responses[0].text", "A hill");
	assert_question(out.buf, "my-single", "responses[0].n", "19");
	assert_question(out.buf, "my-single", "responses[0].rest", "0.2632"); /* 10 x 1/2 of 19 */
	assert_question(out.buf, "my-single", "responses[1].right", "1");
	assert_question(out.buf, "my-single", "responses[1].n", "20");
	assert_question(
		out.buf, "my-single", "responses[1].rest", "0.75"); /* 10 x 1 + 10 x 1/2 of 20 */
	assert_question(out.buf, "my-single", "responses[2].n", "1");
	assert_question(out.buf, "my-single", "responses[2].dead", "1");
	/* those who know the rest get it right no more often than the others */
	assert_question(out.buf, "my-truefalse", "discrimination", "0.0");
	assert_question(out.buf, "my-truefalse", "median_seconds", "20");
	assert_question(out.buf, "my-truefalse", "clinic[0]", "weak");
	/* 30 answers: r = (15 - 400/30) / root((20 - 400/30) x (15 - 400/30)) */
	assert_question(out.buf, "my-text", "n", "30");
	assert_question(out.buf, "my-text", "facility", "0.6667");
	assert_question(out.buf, "my-text", "discrimination", "0.5");
	assert_question(out.buf, "my-text", "skipped", "10");
	assert_question(out.buf, "my-text", "responses[0].response", "hill");
	/* ten answers in an exam: too few for a verdict, though all are wrong */
	assert_question(out.buf, "my-number", "lesson", "hills");
	assert_question(out.buf, "my-number", "n", "10");
	assert_question(out.buf, "my-number", "facility", "0.0");
	assert_question(out.buf, "my-number", "discrimination", "null");
	assert_question(out.buf, "my-number", "responses[0].rest", "null");
	assert_question(out.buf, "my-number", "clinic[0]", "null");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void assert_says(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("“%s” is not in:\n%.6000s", words, text->buf);
}

static void on_the_screen_there_are_bars_and_the_caution(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train_pairs(desk);
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "with fewer than 30 of them");
	assert_says(&out, "\n  ████░░░░░░░░░░░░░░░░ 20 % passed (10 of 50; the mark is 70 %)\n");
	assert_says(&out,
		"\n    █████░░░░░░░░░░░░░░░ 25 % before\n    ███████████████░░░░░ 75 % after\n    difference: +50\n");
	assert_says(&out, "\n    ○   2 %     1  A wide plain");
	assert_says(&out, "\n    ✔  50 %    20  A mountain (they have 75 % of the rest)\n");
	assert_says(&out, "\n    Fewer than 30 answers: too few to judge the question.\n");
	assert_says(&out, "\n    ! It hardly tells those who know from those who do not.\n");
	for (const char *s = out.buf; *s; s += strcspn(s, "\n") + 1)
		assert_true(strcspn(s, "\n") < 3 * 80);
	assert_int_equal(VIGIE("report", "--ascii"), 0);
	assert_says(&out, "\n  ####................ 20 % passed");
	for (size_t i = 0; i < out.len; i++)
		assert_true((unsigned char)out.buf[i] < 0x80);
	assert_int_equal(VIGIE("report", "--lang", "fr"), 0);
	assert_says(&out, "Avant et après");
	assert_says(&out, "\n    discrimination\u00a0: 0,71 ± 0,16\n");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_group_is_named_one_by_one_or_by_a_pattern(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train(desk);
	assert_int_equal(VIGIE("report", "--json", "a1", "b2", "c3"), 0);
	assert_string_equal(json_at(out.buf, "$.people"), "3");
	assert_int_equal(VIGIE("report", "--json", "d*", "a7"), 0);
	assert_string_equal(json_at(out.buf, "$.people"), "11");
	assert_int_equal(VIGIE("report", "--json", "--learner", "c3"), 0);
	assert_string_equal(json_at(out.buf, "$.people"), "1");
	assert_int_equal(VIGIE("report", "--json", "nobody"), 1);
	assert_string_equal(out.buf, "");
	assert_says(&err, "no one of that name");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* RFC 4180: checks that every record has as many fields as the header; returns their number. */
static int assert_csv(const char *s, int columns)
{
	int records = 0, fields = 0, wanted = 0;

	while (*s) {
		fields++;
		if (*s == '"') {
			assert_null(strchr("=+-@\t\r\n", s[1]));
			for (s++; *s && (*s != '"' || s[1] == '"'); s++)
				s += *s == '"';
			assert_int_equal(*s++, '"');
		} else {
			s += strcspn(s, ",\"\r\n");
		}
		if (*s == ',') {
			s++;
			continue;
		}
		assert_memory_equal(s, "\r\n", 2);
		s += 2;
		if (!records++)
			wanted = fields;
		assert_int_equal(fields, wanted);
		fields = 0;
	}
	assert_int_equal(wanted, columns);
	return records;
}

static void csv_is_one_table_that_no_spreadsheet_runs(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train_pairs(desk);
	trained_sql(desk_store(desk),
		"UPDATE answer SET response = char(9) || 'say \"hill\",' || char(13, 10) || 'twice'"
		" WHERE question = 'my-text' AND response = 'hill'");
	assert_int_equal(VIGIE("report", "--csv"), 0);
	/* header, 4 lessons, 4 questions, 3 + 2 + 2 + 1 responses; 8 questions before and after, 10
	   responses; 101 people in a lesson */
	assert_int_equal(assert_csv(out.buf, 50), 17 + 18 + 101);
	assert_says(&out,
		"\r\n\"question\",\"hills\",\"my-single\",\"\",\"Which of these is the highest?\",,,,,,,,,,,40,0.5000,0.7071,10,10,0,0,,"
		"\"dead-distractor\",\"\",\"present\",0.1569,0,40,0,,");
	assert_says(&out, "\"response\",\"hills\",\"my-text\",\"'=1+1\",\"'=1+1\",");
	assert_says(&out, "\"' say \"\"hill\"\",\r\ntwice\"");
	assert_says(&out,
		"\"lesson\",\"after\",\"\",\"\",\"The one after\",20,20,,0,10,0.2500,0.7500,,,,,,,,,,,,,,,,,,,20,87.5,87.5000,12.8");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void every_answer_is_a_row_of_csv(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train(desk);
	trained_sql(desk_store(desk), "UPDATE run SET learner = '@dora' WHERE learner = 'd0'");
	assert_int_equal(VIGIE("report", "--csv", "--answers"), 0);
	/* header; 120 in the quiz, of which 10 skipped; 10 again, 20 missed, 20 in the exam; 121
	   sittings begun, 120 finished */
	assert_int_equal(assert_csv(out.buf, 36), 1 + 120 + 10 + 20 + 20 + 121 + 120);
	assert_says(&out,
		",0,1,\"hills\",\"my-single\",,\"c\",0,1000,0,0,,,,1700031010,,1,\"quiz\",\"'@dora\",1,1,,,,,,,"
		"\"One question of each type\",\"2023-11-15T06:50:00Z\",\"A wide plain\",0.000,1.000,10\r\n");
	assert_int_equal(VIGIE("report", "--csv", "--answers", "--bom"), 0);
	assert_memory_equal(out.buf,
		"\xef\xbb\xbf"
		"store,kind,person,run,",
		25);
	assert_int_equal(VIGIE("report", "--csv", "--bom"), 0);
	assert_memory_equal(out.buf,
		"\xef\xbb\xbf"
		"row,",
		7);
	assert_int_equal(VIGIE("learners", "export", "@dora", "--csv"), 0);
	assert_int_equal(assert_csv(out.buf, 36), 1 + 3 + 2);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void the_page_needs_nothing_else_and_nothing_gets_out_of_it(void **state)
{
	static const char *const outside[] = { "http:", "https:", "src=", "href=", "@import",
		"url(", "<script", "<img" };
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train_pairs(desk);
	trained_sql(desk_store(desk),
		"UPDATE answer SET response = '<img src=x>&\"' WHERE response = 'hill'");
	assert_int_equal(VIGIE("report", "--html", "-o", desk_path(desk, "r.html")), 0);
	assert_string_equal(out.buf, "");
	{
		FILE *f = fopen(desk_path(desk, "r.html"), "r");
		char buf[4096];
		size_t n;

		assert_non_null(f);
		while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
			strbuf_add(&out, buf, n);
		fclose(f);
	}
	assert_says(&out, "&lt;img src=x&gt;&amp;&quot;");
	for (char *s; (s = strstr(out.buf, "&lt;img src=x"));)
		memset(s, ' ', 13);
	for (size_t i = 0; i < ARRAY_SIZE(outside); i++)
		if (strstr(out.buf, outside[i]))
			fail_msg("%s is in the page", outside[i]);
	assert_says(&out, "<circle class=\"hollow\" cx=\"110.0\""); /* 10 + 4 x 25 */
	assert_says(&out, "<circle class=\"fill\" cx=\"310.0\"");
	assert_says(&out, "<title>hills / my-single</title>");
	assert_says(&out, "Before: 25 %. After: 75 %. Difference: +50.");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void what_is_not_there_is_said(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(VIGIE("report"), 3);
	assert_says(&err, "there is no progress at");
	assert_int_equal(VIGIE("learners", "erase", "x", "--yes"), 3);
	train(desk);
	assert_int_equal(VIGIE("learners", "forget"), 2);
	assert_int_equal(VIGIE("learners", "erase", "nobody", "--yes"), 1);
	assert_says(&err, "There is no learner “nobody”.");
	/* after a lesson is removed its ids remain */
	assert_int_equal(unlink(desk_path(desk, "lessons/hills/lesson.ini")), 0);
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_lesson(out.buf, "hills", "title", "hills");
	assert_question(out.buf, "my-single", "responses[0].text", "b");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_full_disk_is_no_success(void **state)
{
	static const char *const formats[] = { NULL, "--html", "--csv", "--json", "--xapi" };
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct start start = { .lessons = train(desk), .args = { "report" } };

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		start.args[1] = formats[i];
		start.args[2] = i + 1 == ARRAY_SIZE(formats) ? "--base=https://example.org" : NULL;
		start.out = open("/dev/full", O_WRONLY);
		strbuf_clear(&err);
		assert_int_equal(desk_run(desk, &start, &out, &err), 3);
		assert_says(&err, "could not be written");
		close(start.out);
	}
	strbuf_release(&out);
	strbuf_release(&err);
}

/* A pager that stops reading does not block other writers. */
static void a_slow_reader_does_not_lock_the_store(void **state)
{
	struct desk *desk = *state;
	struct start start = { .lessons = train(desk),
		.args = { "report", "--xapi", "--base=https://example.org" } };
	int ends[2], n = 0;
	sqlite3 *db = NULL;
	struct terminal *t;
	struct pollfd p;

	assert_int_equal(pipe(ends), 0);
	start.out = ends[1];
	t = desk_start(desk, &start);
	close(ends[1]);
	/* the program has begun to write, and has more than fits in a pipe */
	p = (struct pollfd){ ends[0], POLLIN, 0 };
	assert_int_equal(poll(&p, 1, 10000), 1);
	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE run SET seed = 8", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	for (char buf[4096]; read(ends[0], buf, sizeof(buf)) > 0; n++)
		;
	assert_true(n > 17);
	close(ends[0]);
	assert_ends(t, 0);
}

/* The store belongs to its owner, and its permissions decide. */
static void others_learn_nothing(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct start start = { .lessons = train(desk),
		.args = { "report", "--store", desk_store(desk) },
		.uid = 65534 };

	if (getuid()) {
		print_message("only root can become another user\n");
		skip_because("needs root: nobody else can be become here");
	}
	if (!others_may_come()) {
		print_message("others may not start the program where it lies\n");
		skip_because("another user may not start the program where it lies");
	}
	/* the directories are open to others, the file is not */
	assert_int_equal(chmod(desk->home, 0755), 0);
	assert_int_equal(chmod(desk_path(desk, ".local"), 0755) |
			chmod(desk_path(desk, ".local/share"), 0755) |
			chmod(desk_path(desk, ".local/share/vigie"), 0755),
		0);
	assert_int_equal(desk_run(desk, &start, &out, &err), 3);
	assert_string_equal(out.buf, "");
	assert_true(err.len > 0);
	start.args[0] = "learners";
	assert_int_equal(desk_run(desk, &start, &out, &err), 3);
	assert_string_equal(out.buf, "");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- learners */

static int count_in_folder(struct desk *desk, const char *word)
{
	struct strbuf command = STRBUF_INIT;
	char buf[32] = "";
	FILE *f;

	strbuf_addf(&command, "grep -rlaF '%s' '%s' | wc -l", word,
		desk_path(desk, ".local/share/vigie"));
	f = popen(command.buf, "r");
	assert_non_null(f);
	assert_non_null(fgets(buf, sizeof(buf), f));
	pclose(f);
	strbuf_release(&command);
	return atoi(buf);
}

static void learners_are_listed_renamed_merged_and_exported(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	train(desk);
	assert_int_equal(VIGIE("learners"), 0);
	assert_says(&out, "last begun  sittings  answers  name\n");
	assert_says(&out, "\n2023-11-15       4        4  a3\n");
	assert_int_equal(VIGIE("learners", "rename", "a3", "Anna"), 0);
	assert_string_equal(out.buf, "");
	assert_int_equal(VIGIE("learners", "rename", "Anna", "a4"), 1);
	assert_says(&err, "merge makes one of the two");
	assert_int_equal(VIGIE("learners", "merge", "a4", "Anna"), 0);
	assert_int_equal(VIGIE("learners"), 0);
	assert_says(&out, "       8        8  Anna\n");
	assert_null(strstr(out.buf, "a3"));
	assert_null(strstr(out.buf, "a4"));
	assert_int_equal(VIGIE("learners", "export", "Anna"), 0);
	assert_string_equal(json_at(out.buf, "$.learner"), "Anna");
	assert_string_equal(json_at(out.buf, "$.answers[1].response"), "true");
	assert_int_equal(VIGIE("learners", "export", "a3"), 1);
	strbuf_release(&out);
	strbuf_release(&err);
}

static struct terminal *ask_to_erase(struct desk *desk)
{
	struct start start = { .lessons = desk_path(desk, "lessons"),
		.args = { "learners", "erase", "SENTINEL" } };
	struct terminal *t = desk_start(desk, &start);

	assert_shows(t, "All that “SENTINEL” did is erased for good. Type the name to go on:");
	return t;
}

static void who_is_erased_is_asked_for_by_name_and_gone(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct terminal *t;
	int ends[2];

	train(desk);
	assert_int_equal(VIGIE("learners", "rename", "c3", "SENTINEL"), 0);
	trained_sql(desk_store(desk),
		"UPDATE answer SET response = 'SENTINEL typed' WHERE run IN"
		" (SELECT seq FROM run WHERE learner = 'SENTINEL')");
	desk_write(desk, ".local/share/vigie/progress.db.damaged-20260101-000000", "an old copy");
	/* without a terminal nobody can confirm */
	assert_int_equal(VIGIE("learners", "erase", "SENTINEL"), 1);
	assert_says(&err, "--yes");
	/* and a file cannot confirm for the person */
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "SENTINEL\n", 9), 9);
	close(ends[1]);
	assert_int_equal(desk_run(desk,
				 &(struct start){ .lessons = desk_path(desk, "lessons"),
					 .in = ends[0],
					 .args = { "learners", "erase", "SENTINEL" } },
				 &out, &err),
		1);
	close(ends[0]);
	assert_int_equal(count_in_folder(desk, "SENTINEL"), 1);
	t = ask_to_erase(desk);
	terminal_send(t, "yes\r");
	assert_ends(t, 1);
	assert_shows(t, "nothing was erased");
	assert_int_equal(count_in_folder(desk, "SENTINEL"), 1);
	t = ask_to_erase(desk);
	terminal_send(t, "SENTINEL\r");
	assert_ends(t, 0);
	assert_shows(t, "is an old damaged copy");
	assert_int_equal(count_in_folder(desk, "SENTINEL"), 0);
	/* and nobody else was erased */
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_string_equal(json_at(out.buf, "$.people"), "40");
	assert_int_equal(VIGIE("learners", "erase", "c4", "--yes"), 0);
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_string_equal(json_at(out.buf, "$.people"), "39");
	strbuf_release(&out);
	strbuf_release(&err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_figures_are_those_computed_by_hand),
		TEST(on_the_screen_there_are_bars_and_the_caution),
		TEST(a_group_is_named_one_by_one_or_by_a_pattern),
		TEST(csv_is_one_table_that_no_spreadsheet_runs),
		TEST(every_answer_is_a_row_of_csv),
		TEST(the_page_needs_nothing_else_and_nothing_gets_out_of_it),
		TEST(what_is_not_there_is_said),
		TEST(a_full_disk_is_no_success),
		TEST(a_slow_reader_does_not_lock_the_store),
		TEST(others_learn_nothing),
		TEST(learners_are_listed_renamed_merged_and_exported),
		TEST(who_is_erased_is_asked_for_by_name_and_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
