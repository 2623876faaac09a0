/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_contract.h"

#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/csv.h"

#define AT(field) offsetof(struct report_event, field)

const struct report_column report_columns[] = {
	/* the contract */
	{ "store", REPORT_ID32, AT(store), REPORT_ANY, true },
	{ "kind", REPORT_WORD, AT(kind), REPORT_ANY, true },
	{ "person", REPORT_ID32, AT(person), REPORT_ANY, true },
	{ "run", REPORT_ID32, AT(run), REPORT_ANY, true },
	{ "number", REPORT_INTEGER, AT(number), REPORT_RESPONSES, true },
	{ "try", REPORT_INTEGER, AT(try), REPORT_RESPONSES, true },
	{ "lesson", REPORT_WORD, AT(lesson), REPORT_ANY, true },
	{ "question", REPORT_TEXT, AT(question), REPORT_RESPONSES, true },
	{ "version", REPORT_ID16, AT(version), 0, true },
	{ "response", REPORT_TEXT, AT(response), 0, true },
	{ "score", REPORT_INTEGER, AT(score), REPORT_RESPONSES | REPORT_FINISH, true },
	{ "max", REPORT_INTEGER, AT(max), REPORT_RESPONSES | REPORT_FINISH, true },
	{ "hints", REPORT_INTEGER, AT(hints), 0, true },
	{ "confidence", REPORT_INTEGER, AT(confidence), 0, true },
	{ "spent", REPORT_INTEGER, AT(spent), 0, true },
	{ "ending", REPORT_WORD, AT(ending), 0, true },
	{ "boot", REPORT_NOTHING_YET, AT(boot), 0, false },
	{ "said_at", REPORT_INTEGER, AT(said_at), 0, true },
	{ "received", REPORT_NOTHING_YET, AT(boot), 0, false },
	{ "contract", REPORT_INTEGER, AT(contract), REPORT_ANY, true },
	/* what a report needs besides */
	{ "sitting", REPORT_WORD, AT(sitting), REPORT_START, true },
	{ "learner", REPORT_TEXT, AT(learner), 0, true },
	{ "tries", REPORT_INTEGER, AT(tries), REPORT_RESPONSES, true },
	{ "last", REPORT_INTEGER, AT(last), REPORT_RESPONSES, true },
	{ "asked", REPORT_INTEGER, AT(asked), 0, true },
	{ "answered", REPORT_INTEGER, AT(answered), 0, true },
	{ "mark", REPORT_INTEGER, AT(mark), 0, true },
	{ "needed", REPORT_INTEGER, AT(needed), 0, true },
	{ "passed", REPORT_INTEGER, AT(passed), 0, true },
	{ "regraded", REPORT_INTEGER, AT(regraded), 0, true },
	/* for people */
	{ "title", REPORT_TEXT, AT(title), 0, false },
	{ "begun", REPORT_TEXT, AT(begun), 0, false },
	{ "text", REPORT_TEXT, AT(words), 0, false },
	{ "points", REPORT_DECIMAL, AT(points), 0, false },
	{ "out_of", REPORT_DECIMAL, AT(out_of), 0, false },
	{ "seconds", REPORT_INTEGER, AT(seconds), 0, false },
};
const size_t report_n_columns = ARRAY_SIZE(report_columns);

static const char *const kinds[] = { "start", "answer", "step", "finish" };

unsigned report_kind(const char *name)
{
	for (unsigned i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(kinds[i], name))
			return 1u << i;
	return 0;
}

const char *report_kind_name(unsigned kind)
{
	for (unsigned i = 0; i < ARRAY_SIZE(kinds); i++)
		if (kind == 1u << i)
			return kinds[i];
	BUG("kind %u", kind);
}

static bool is_number(enum report_type type)
{
	return type == REPORT_INTEGER || type == REPORT_DECIMAL || type == REPORT_NOTHING_YET;
}

static const char *text_at(const struct report_event *event, const struct report_column *c)
{
	return *(const char *const *)(const void *)((const char *)event + c->at);
}

static int64_t number_at(const struct report_event *event, const struct report_column *c)
{
	return *(const int64_t *)(const void *)((const char *)event + c->at);
}

void report_event_init(struct report_event *event)
{
	memset(event, 0, sizeof(*event));
	for (size_t i = 0; i < report_n_columns; i++)
		if (is_number(report_columns[i].type))
			*(int64_t *)(void *)((char *)event + report_columns[i].at) = REPORT_UNKNOWN;
}

void report_contract_header(struct strbuf *out)
{
	for (size_t i = 0; i < report_n_columns; i++)
		strbuf_addf(out, "%s%s", i ? "," : "", report_columns[i].name);
}

/* Much faster than printf, and there may be a million rows. */
static void add_number(struct strbuf *out, int64_t n, int least)
{
	char digits[24];
	size_t at = sizeof(digits);

	for (; n > 0 || least > 0; n /= 10, least--)
		digits[--at] = (char)('0' + n % 10);
	strbuf_add(out, digits + at, sizeof(digits) - at);
}

static void write_number(const struct report_column *c, int64_t n, struct strbuf *out)
{
	if (n < 0)
		return;
	if (c->type == REPORT_DECIMAL) {
		add_number(out, n / 1000, 1);
		strbuf_addch(out, '.');
		add_number(out, n % 1000, 3);
	} else {
		add_number(out, n, 1);
	}
}

void report_contract_write(const struct report_event *event, struct strbuf *out)
{
	for (size_t i = 0; i < report_n_columns; i++) {
		const struct report_column *c = &report_columns[i];

		if (i)
			strbuf_addch(out, ',');
		if (is_number(c->type))
			write_number(c, number_at(event, c), out);
		else if (text_at(event, c))
			csv_text(out, text_at(event, c));
	}
}

/* ---- reading */

static bool is_hex(const char *text, size_t digits)
{
	return strlen(text) == digits && strspn(text, "0123456789abcdef") == digits;
}

static bool read_integer(const char *text, int64_t *n)
{
	enum { DIGITS_MAX = 15 };
	size_t len = strlen(text);

	if (!len || len > DIGITS_MAX || strspn(text, "0123456789") != len)
		return false;
	for (*n = 0; *text; text++)
		*n = *n * 10 + (*text - '0');
	return true;
}

bool report_contract_read(
	const struct report_column *c, const char *text, struct report_event *event)
{
	void *field = (char *)event + c->at;

	if (!c->is_read)
		return true;
	/* an empty response is one: the question was skipped */
	if (!*text && c->type != REPORT_TEXT)
		return true;
	if (c->type == REPORT_INTEGER)
		return read_integer(text, field);
	if ((c->type == REPORT_ID32 && !is_hex(text, 32)) ||
		(c->type == REPORT_ID16 && !is_hex(text, 16)))
		return false;
	if (c->type == REPORT_WORD &&
		strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(text))
		return false;
	*(const char **)field = text;
	return true;
}

const struct report_column *report_contract_missing(const struct report_event *event)
{
	unsigned kind = event->kind ? report_kind(event->kind) : 0;

	for (size_t i = 0; i < report_n_columns; i++) {
		const struct report_column *c = &report_columns[i];

		if (!(c->needed & (kind ? kind : REPORT_ANY)) || !c->needed)
			continue;
		if (is_number(c->type) ? number_at(event, c) < 0 : !text_at(event, c))
			return c;
	}
	return NULL;
}
