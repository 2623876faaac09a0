/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "check/comments.h"

enum { LISTED_MAX = 3 }; /* more of a kind in one file become one line */

/* ---- words */

static void wish_all(struct selection *s, enum wish wish)
{
	for (size_t i = 0; i < RULES_N; i++)
		s->rules[i] = wish;
}

static bool is_word(const char *s, size_t len, const char *word)
{
	return strlen(word) == len && !memcmp(s, word, len);
}

static bool add_word(struct selection *s, const char *word, size_t len)
{
	enum wish wish = *word == '-' ? WISH_LEAVE_OUT : WISH_SHOW;
	size_t sign = *word == '-';
	int rule = rules_find(word + sign, len - sign);

	if (is_word(word, len, "none"))
		wish_all(s, WISH_LEAVE_OUT);
	else if (is_word(word + sign, len - sign, "all"))
		wish_all(s, wish);
	else if (rule >= 0)
		s->rules[rule] = wish;
	else
		return false;
	return true;
}

bool selection_add(struct selection *s, const char *words, struct strbuf *wrong)
{
	bool good = true;

	for (;;) {
		size_t from = strspn(words, " \t,"), len = strcspn(words + from, " \t,");

		if (!len)
			return good;
		words += from;
		if (!add_word(s, words, len) && good) {
			strbuf_add(wrong, words + (*words == '-'), len - (*words == '-'));
			good = false;
		}
		words += len;
	}
}

const char *selection_nearest(const char *word)
{
	return rules_nearest(word);
}

bool selection_set_level(struct selection *s, const char *level)
{
	s->errors_only = !strcmp(level, "error");
	s->no_notes = !strcmp(level, "warning");
	return s->errors_only || s->no_notes || !strcmp(level, "note");
}

/* ---- what files leave out */

/* What one comment says of one rule. */
struct asked {
	int from, to; /* lines */
	int rule;
	enum wish wish;
};

/* The comments of the file looked at last; diagnostics are sorted by file. */
struct file_wishes {
	const char *file;
	struct asked *v;
	size_t n, cap;
};

static void read_comment(struct file_wishes *f, const struct comments *c, size_t at)
{
	const char *words = comments_rules(c, at);
	struct selection said = { 0 };
	struct strbuf wrong = STRBUF_INIT;
	struct asked asked = { 0 };

	if (!words)
		return;
	selection_add(&said, words, &wrong);
	comments_range(c, at, &asked.from, &asked.to);
	for (int i = 0; i < RULES_N; i++) {
		if (said.rules[i] == WISH_NONE)
			continue;
		asked.rule = i;
		asked.wish = said.rules[i];
		ALLOC_GROW(f->v, f->n + 1, f->cap);
		f->v[f->n++] = asked;
	}
	strbuf_release(&wrong);
}

static void read_file(struct file_wishes *f, const char *file)
{
	struct comments c;

	if (f->file && !strcmp(f->file, file))
		return;
	f->file = file;
	f->n = 0;
	comments_read(&c, file);
	for (size_t i = 0; i < c.n; i++)
		read_comment(f, &c, i);
	comments_release(&c);
}

/* Of several comments the last one counts: that of a section stands below that of the file. */
static enum wish wish_of_file(struct file_wishes *f, const struct diag *d, int rule)
{
	enum wish wish = WISH_NONE;

	read_file(f, d->file);
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].rule == rule && d->line >= f->v[i].from && d->line <= f->v[i].to)
			wish = f->v[i].wish;
	return wish;
}

static bool is_shown(const struct selection *s, struct file_wishes *f, const struct diag *d)
{
	int rule = rules_find(d->rule, strlen(d->rule));
	enum wish wish = rule < 0 ? WISH_NONE : s->rules[rule];

	if (d->severity == DIAG_ERROR)
		return true;
	if (s->errors_only || (s->no_notes && d->severity == DIAG_NOTE))
		return false;
	if (wish == WISH_NONE && rule >= 0)
		wish = wish_of_file(f, d, rule);
	return wish != WISH_LEAVE_OUT;
}

/* ---- one line for many */

static const char *summary_of(const char *rule, size_t n)
{
	if (!strcmp(rule, "missing-translation"))
		return Q_("%zu text is not translated yet", "%zu texts are not translated yet", n);
	if (!strcmp(rule, "stale-translation"))
		return Q_("%zu translation is stale", "%zu translations are stale", n);
	if (!strcmp(rule, "language-lags"))
		return Q_("%zu lesson lacks this language", "%zu lessons lack this language", n);
	return NULL;
}

static bool is_alike(const struct diag *a, const struct diag *b)
{
	return !strcmp(a->rule, b->rule) && !strcmp(a->file, b->file);
}

static void stand_for_all(struct diags *diags, struct diag *d, size_t n)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text, summary_of(d->rule, n), n);
	strbuf_addstr(&text, "; ");
	/* TRANSLATORS: the name of a rule, and the message of the first of many like it */
	strbuf_addf(&text, _("--warn=%s lists each; the first: %s"), d->rule, d->message);
	d->message = arena_memdupz(&diags->arena, text.buf, text.len);
	d->line = d->column = 0;
	d->source = NULL;
	strbuf_release(&text);
}

/* Makes v[at] the line for all that are like it, and marks the others, if there are many. */
static void gather_alike(struct diags *diags, size_t at, bool *gone)
{
	size_t n = 0;

	for (size_t i = at; i < diags->n; i++)
		n += is_alike(&diags->v[i], &diags->v[at]);
	for (size_t i = at + 1; n > LISTED_MAX && i < diags->n; i++)
		gone[i] = gone[i] || is_alike(&diags->v[i], &diags->v[at]);
	if (n > LISTED_MAX)
		stand_for_all(diags, &diags->v[at], n);
}

static bool is_gathered(const struct selection *s, const struct diag *d)
{
	int rule = rules_find(d->rule, strlen(d->rule));

	return rule >= 0 && s->rules[rule] != WISH_SHOW && d->severity != DIAG_ERROR &&
		summary_of(d->rule, 1);
}

/* ---- */

/* Removes the marked ones; returns how many were notes. */
static size_t remove_marked(struct diags *diags, const bool *gone)
{
	size_t kept = 0, notes = 0, n = diags->n;

	for (size_t i = 0; i < n; i++) {
		if (gone[i])
			notes += diags->v[i].severity == DIAG_NOTE;
		else
			diags->v[kept++] = diags->v[i];
	}
	diags->n = kept;
	diags->notes -= notes;
	diags->warnings -= n - kept - notes;
	return notes;
}

void selection_apply(const struct selection *s, struct diags *diags, struct left_out *left)
{
	struct file_wishes f = { 0 };
	size_t n = diags->n, notes;
	bool *gone = xcalloc(n + 1, sizeof(*gone));

	for (size_t i = 0; i < n; i++)
		gone[i] = !is_shown(s, &f, &diags->v[i]);
	notes = remove_marked(diags, gone);
	left->notes += notes;
	left->warnings += n - diags->n - notes;
	memset(gone, 0, n * sizeof(*gone));
	for (size_t i = 0; i < diags->n; i++)
		if (!gone[i] && is_gathered(s, &diags->v[i]))
			gather_alike(diags, i, gone);
	remove_marked(diags, gone);
	free(gone);
	free(f.v);
}
