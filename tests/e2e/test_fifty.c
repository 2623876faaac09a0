/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fifty learners answer three lessons through the program's own doors, line by line; then the
 * report must say what was worked out here, from what they meant to do and by other means.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <sqlite3.h>

#include "base/rand.h"
#include "e2e/desk.h"

enum { LEARNERS = 50, LESSONS = 3, ITEMS = 6, SITTINGS = 2, PICKS = 3 };

static const struct lesson {
	const char *id, *more;
	int items, mark, tries;
} lessons[LESSONS] = {
	{ "start", "", 5, 0, 1 },
	{ "work", "", 6, 60, 2 },
	{ "again", "compare = start\n", 5, 0, 1 },
};

/* One item of a sitting: the options picked, 1 to 3, of which 2 is right; 0: skipped. */
struct item {
	int first, second; /* second: 0 if there was none */
};

struct sitting {
	struct item items[ITEMS];
	int points, answered; /* thousandths */
	bool enough;
};

struct learner {
	char name[16];
	struct sitting sittings[LESSONS][SITTINGS];
	int n[LESSONS];
};

static struct learner learners[LEARNERS];

/* ---- what they do */

static int plan_item(struct item *item, const struct lesson *lesson, int care, uint64_t *rng)
{
	*item = (struct item){ 0, 0 };
	if (rand_below(rng, 100) < (uint32_t)(30 - care / 4))
		return 0;
	item->first = rand_below(rng, 100) < (uint32_t)care ? 2 : rand_below(rng, 2) ? 1 : 3;
	if (item->first == 2)
		return 1000;
	if (lesson->tries == 1)
		return 0;
	item->second = rand_below(rng, 2) ? 2 : 4 - item->first;
	return item->second == 2 ? 500 : 0;
}

static void plan_sitting(struct sitting *s, const struct lesson *lesson, int care, uint64_t *rng)
{
	s->points = s->answered = 0;
	for (int i = 0; i < lesson->items; i++) {
		s->points += plan_item(&s->items[i], lesson, care, rng);
		s->answered += s->items[i].first > 0;
	}
	s->enough = s->answered * 100 >= 80 * lesson->items;
}

static void plan(struct learner *l, int number, uint64_t *rng)
{
	snprintf(l->name, sizeof(l->name), "learner-%02d", number);
	for (int k = 0; k < LESSONS; k++) {
		int care = 30 + 25 * k + (int)rand_below(rng, 20);

		l->n[k] = 1;
		plan_sitting(&l->sittings[k][0], &lessons[k], care, rng);
		/* some who answered all do it again */
		if (k == 1 && l->sittings[k][0].answered == lessons[k].items && rand_below(rng, 2))
			plan_sitting(&l->sittings[k][l->n[k]++], &lessons[k], 90, rng);
	}
}

/* ---- how they do it: what is typed, line by line */

static void type_sitting(struct strbuf *out, const struct lesson *lesson, const struct sitting *s)
{
	for (int i = 0; i < lesson->items; i++) {
		if (!s->items[i].first) {
			strbuf_addstr(out, "s\n");
			continue;
		}
		strbuf_addf(out, "%d\n", s->items[i].first);
		if (s->items[i].second)
			strbuf_addf(out, "%d\n", s->items[i].second);
		strbuf_addch(out, '\n');
	}
	/* finish as it is, where answers are missing */
	if (!s->enough)
		strbuf_addstr(out, "2\n");
}

static void type_visit(struct strbuf *out, const struct learner *l)
{
	strbuf_addch(out, '\n');
	for (int k = 0; k < LESSONS; k++) {
		strbuf_addf(out, "%d\n1\n", k + 1);
		for (int n = 0; n < l->n[k]; n++) {
			if (n)
				strbuf_addstr(out, "t\n");
			type_sitting(out, &lessons[k], &l->sittings[k][n]);
		}
		strbuf_addstr(out, "<\n");
	}
	strbuf_addstr(out, "q\n");
}

static void write_file(const char *path, const struct strbuf *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text->buf, 1, text->len, f), text->len);
	assert_int_equal(fclose(f), 0);
}

static void write_lesson(struct desk *desk, const struct lesson *lesson, int order)
{
	struct strbuf text = STRBUF_INIT;
	char name[64];

	snprintf(name, sizeof(name), "course/%s", lesson->id);
	assert_int_equal(mkdir(desk_path(desk, name), 0700), 0);
	strbuf_addf(&text,
		"[lesson]\nformat = 1\nid = %s\norder = %d\nlanguage = en\ntitle = \"Lesson %s\"\n"
		"summary = \"Short.\"\nminutes = 5\npass = %d\n%s",
		lesson->id, order, lesson->id, lesson->mark, lesson->more);
	for (int i = 0; i < lesson->items; i++)
		strbuf_addf(&text,
			"[question q%d]\ntype = single\nprompt = \"Which of the three?\"\nshuffle = no\n"
			"tries = %d\noption.a = \"One\"\nfeedback.a = \"It is not.\"\noption.b = \"Two\"\n"
			"feedback.b = \"It is.\"\noption.c = \"Three\"\nfeedback.c = \"It is not.\"\n"
			"correct = b\n",
			i + 1, lesson->tries);
	snprintf(name, sizeof(name), "course/%s/lesson.ini", lesson->id);
	write_file(desk_path(desk, name), &text);
	strbuf_release(&text);
}

static void run(struct desk *desk, const char *const *args, const char *in, struct strbuf *out)
{
	struct strbuf err = STRBUF_INIT;
	struct start start = { .lessons = desk_path(desk, "course") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	if (in)
		start.in = open(in, O_RDONLY);
	assert_int_equal(desk_run(desk, &start, out, &err), 0);
	if (in)
		close(start.in);
	assert_string_equal(err.buf, "");
	strbuf_release(&err);
}

static void visit(struct desk *desk, const struct learner *l)
{
	const char *const args[] = { "--linear", "--learner", l->name, NULL };
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
	char path[256];

	snprintf(path, sizeof(path), "%s", desk_path(desk, "input"));
	type_visit(&text, l);
	write_file(path, &text);
	run(desk, args, path, &out);
	strbuf_release(&text);
	strbuf_release(&out);
}

/* ---- what the report says, asked with SQLite's JSON */

struct sheet {
	sqlite3 *db;
	struct strbuf json;
};

/* ?1 is the report; returns NaN for NULL or no row. */
static double figure(struct sheet *sheet, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static double figure(struct sheet *sheet, const char *format, ...)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt = NULL;
	double value = NAN;
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(&sql, format, ap);
	va_end(ap);
	if (sqlite3_prepare_v2(sheet->db, sql.buf, -1, &stmt, NULL) ||
		sqlite3_bind_text(stmt, 1, sheet->json.buf, -1, SQLITE_STATIC))
		fail_msg("%s: %s", sql.buf, sqlite3_errmsg(sheet->db));
	if (sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		value = sqlite3_column_double(stmt, 0);
	sqlite3_finalize(stmt);
	strbuf_release(&sql);
	return value;
}

#define LESSON_FIGURE(sheet, k, path)                                                                    \
	figure(sheet,                                                                                    \
		"SELECT value ->> '%s' FROM json_each(?1, '$.lessons') WHERE value ->> 'lesson' = '%s'", \
		path, lessons[k].id)

#define CELL_FIGURE(sheet, l, k, path)                                                  \
	figure(sheet,                                                                   \
		"SELECT c.value ->> '%s' FROM json_each(?1, '$.learners') AS p,"        \
		" json_each(p.value, '$.lessons') AS c WHERE p.value ->> 'name' = '%s'" \
		" AND c.value ->> 'lesson' = '%s'",                                     \
		path, (l)->name, lessons[k].id)

static void assert_near(double is, double should, const char *what)
{
	if (!(fabs(is - should) < 6e-4))
		fail_msg("%s: %g, not %g", what, is, should);
}

/* ---- the same, worked out here */

/* A percentage as it should be shown: never across the mark. */
static int percent(int points, int items, int mark)
{
	int all = 1000 * items, p = 0;

	while (p < 100 && 200 * points >= (2 * p + 1) * all)
		p++;
	if (p == 100 && points < all)
		p = 99;
	if (!p && points)
		p = 1;
	if (mark && 100 * points < mark * all && p >= mark)
		p = mark - 1;
	return p;
}

/* Returns the sitting that counts; NULL if none has enough answers. */
static const struct sitting *best(const struct learner *l, int k)
{
	const struct sitting *found = NULL;

	for (int n = 0; n < l->n[k]; n++)
		if (l->sittings[k][n].enough &&
			(!found || l->sittings[k][n].points > found->points))
			found = &l->sittings[k][n];
	return found;
}

static int by_size(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void check_person(struct sheet *sheet, const struct learner *l, int k)
{
	const struct lesson *lesson = &lessons[k];
	const struct sitting *s = best(l, k), *shown = s ? s : &l->sittings[k][l->n[k] - 1];

	assert_near(CELL_FIGURE(sheet, l, k, "finished"), l->n[k], "finished");
	assert_near(CELL_FIGURE(sheet, l, k, "asked"), lesson->items, "asked");
	assert_near(CELL_FIGURE(sheet, l, k, "answered"), shown->answered, "answered");
	assert_near(CELL_FIGURE(sheet, l, k, "points"), shown->points / 1000.0, "points");
	assert_near(CELL_FIGURE(sheet, l, k, "out_of"), lesson->items, "out of");
	assert_near(CELL_FIGURE(sheet, l, k, "percent"),
		percent(shown->points, lesson->items, lesson->mark), "percent");
	if (lesson->mark)
		assert_near(CELL_FIGURE(sheet, l, k, "passed"),
			s && 100 * s->points >= lesson->mark * 1000 * lesson->items, "passed");
}

static void check_lesson(struct sheet *sheet, int k)
{
	int v[LEARNERS], n = 0, passed = 0;
	double sum = 0, squares = 0;

	for (int i = 0; i < LEARNERS; i++) {
		const struct sitting *s = best(&learners[i], k);

		if (!s)
			continue;
		v[n] = percent(s->points, lessons[k].items, lessons[k].mark);
		sum += v[n++];
		passed += 100 * s->points >= lessons[k].mark * 1000 * lessons[k].items;
	}
	assert_true(n > 10 && n < LEARNERS);
	qsort(v, (size_t)n, sizeof(*v), by_size);
	for (int i = 0; i < n; i++)
		squares += (v[i] - sum / n) * (v[i] - sum / n);
	assert_near(LESSON_FIGURE(sheet, k, "$.results.people"), n, "people");
	assert_near(LESSON_FIGURE(sheet, k, "$.results.mean"), sum / n, "mean");
	assert_near(LESSON_FIGURE(sheet, k, "$.results.median"),
		n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2.0, "median");
	assert_near(LESSON_FIGURE(sheet, k, "$.results.smallest"), v[0], "smallest");
	assert_near(LESSON_FIGURE(sheet, k, "$.results.largest"), v[n - 1], "largest");
	assert_near(LESSON_FIGURE(sheet, k, "$.results.deviation"), sqrt(squares / (n - 1)),
		"deviation");
	if (lessons[k].mark)
		assert_near(LESSON_FIGURE(sheet, k, "$.results.passed"), passed, "passed");
}

/* The share of the points of the questions that both sittings answered. */
static bool compare(const struct sitting *a, const struct sitting *b, double *before, double *after)
{
	int common = 0, x = 0, y = 0;

	for (int i = 0; i < 5; i++) {
		if (!a->items[i].first || !b->items[i].first)
			continue;
		common++;
		x += a->items[i].first == 2;
		y += b->items[i].first == 2;
	}
	*before = common ? (double)x / common : 0;
	*after = common ? (double)y / common : 0;
	return common > 0;
}

static void check_before_and_after(struct sheet *sheet)
{
	double before = 0, after = 0, squares = 0, d[LEARNERS], mean;
	int n = 0;

	for (int i = 0; i < LEARNERS; i++) {
		const struct sitting *a = &learners[i].sittings[0][0],
				     *b = &learners[i].sittings[2][0];
		double x, y;

		if (!a->enough || !b->enough || !compare(a, b, &x, &y))
			continue;
		before += x;
		after += y;
		d[n++] = y - x;
	}
	assert_in_range(n, 21, 41);
	mean = (after - before) / n;
	for (int i = 0; i < n; i++)
		squares += (d[i] - mean) * (d[i] - mean);
	assert_near(LESSON_FIGURE(sheet, 2, "$.compared.people"), n, "pairs");
	assert_near(LESSON_FIGURE(sheet, 2, "$.compared.before"), before / n, "before");
	assert_near(LESSON_FIGURE(sheet, 2, "$.compared.after"), after / n, "after");
	assert_near(LESSON_FIGURE(sheet, 2, "$.compared.difference"), mean, "difference");
	/* the width of the interval, in standard errors, is Student's t for 20 to 40 degrees */
	mean = (LESSON_FIGURE(sheet, 2, "$.compared.interval.high") -
		       LESSON_FIGURE(sheet, 2, "$.compared.interval.low")) /
		2 / sqrt(squares / (n - 1) / n);
	assert_true(mean > 2.015 && mean < 2.091);
}

static void check_item(struct sheet *sheet, int k, int item)
{
	int n = 0, skipped = 0, right = 0, picked[PICKS + 1] = { 0 };

	for (int i = 0; i < LEARNERS; i++) {
		int first = learners[i].sittings[k][0].items[item].first;

		n += first > 0;
		skipped += !first;
		right += first == 2;
		picked[first]++;
	}
#define ITEM_FIGURE(path)                                                                                 \
	figure(sheet,                                                                                     \
		"SELECT value ->> '%s' FROM json_each(?1, '$.questions') WHERE value ->> 'lesson' = '%s'" \
		" AND value ->> 'question' = 'q%d'",                                                      \
		path, lessons[k].id, item + 1)
	assert_near(ITEM_FIGURE("$.n"), n, "first answers");
	assert_near(ITEM_FIGURE("$.skipped"), skipped, "skipped");
	assert_near(ITEM_FIGURE("$.facility"), (double)right / n, "facility");
	for (int pick = 1; pick <= PICKS; pick++)
		assert_near(
			figure(sheet,
				"SELECT r.value ->> 'n' FROM json_each(?1, '$.questions') AS q,"
				" json_each(q.value, '$.responses') AS r WHERE q.value ->> 'lesson' = '%s'"
				" AND q.value ->> 'question' = 'q%d' AND r.value ->> 'response' = '%c'",
				lessons[k].id, item + 1, 'a' + pick - 1),
			picked[pick], "picked");
}

static void the_report_says_what_fifty_learners_did(void **state)
{
	static const char *const args[] = { "report", "--json", NULL };
	struct desk *desk = *state;
	struct sheet sheet = { .json = STRBUF_INIT };
	uint64_t rng = 20261129;

	assert_int_equal(mkdir(desk_path(desk, "course"), 0700), 0);
	for (int k = 0; k < LESSONS; k++)
		write_lesson(desk, &lessons[k], k + 1);
	for (int i = 0; i < LEARNERS; i++) {
		plan(&learners[i], i, &rng);
		visit(desk, &learners[i]);
	}
	run(desk, args, NULL, &sheet.json);
	assert_int_equal(sqlite3_open(":memory:", &sheet.db), SQLITE_OK);
	for (int k = 0; k < LESSONS; k++) {
		for (int i = 0; i < LEARNERS; i++)
			check_person(&sheet, &learners[i], k);
		check_lesson(&sheet, k);
		for (int i = 0; i < lessons[k].items; i++)
			check_item(&sheet, k, i);
	}
	check_before_and_after(&sheet);
	sqlite3_close(sheet.db);
	strbuf_release(&sheet.json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_report_says_what_fifty_learners_did, desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
