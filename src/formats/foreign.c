/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/foreign.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/foreign_parts.h"
#include "text/text.h"

/* ---- reports */

static void report(struct foreign_writer *w, enum severity severity, int line, int column,
	const char *fmt, va_list ap)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_vaddf(&text, fmt, ap);
	diag_add(w->sections.diags, severity, "import", w->sections.file, line, column, NULL,
		severity == DIAG_ERROR ? _("the question is left out: %s") : "%s", text.buf);
	strbuf_release(&text);
}

bool foreign_leave_out(struct foreign_writer *w, int line, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(w, DIAG_ERROR, line, column, fmt, ap);
	va_end(ap);
	w->left_out++;
	return false;
}

void foreign_warn(struct foreign_writer *w, int line, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(w, DIAG_WARNING, line, column, fmt, ap);
	va_end(ap);
}

bool foreign_fault(struct foreign_writing *w, const char *fmt, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&text, fmt, ap);
	va_end(ap);
	sections_error(w->s, "%s", text.buf);
	strbuf_release(&text);
	return false;
}

void foreign_at(struct foreign_writing *w, size_t i)
{
	const struct foreign_answer *a = &w->q->answers[i];

	if (a->line) {
		w->s->line = a->line;
		w->s->column = a->column;
	}
}

static void at_question(struct foreign_writing *w)
{
	w->s->line = w->q->line;
	w->s->column = w->q->column;
}

/* ---- texts */

const char *foreign_key(struct foreign_writing *w, const char *stem, size_t i)
{
	return arena_printf(&w->s->arena, "%s%c", stem, (char)('a' + i));
}

const char *foreign_plain(struct foreign_writing *w, const struct markup_text *text)
{
	struct strbuf out = STRBUF_INIT, lost = STRBUF_INIT;
	const char *result;

	if (text->text)
		markup_convert(&out, text, false, &lost);
	result = arena_memdupz(&w->s->arena, out.buf, out.len);
	strbuf_release(&out);
	strbuf_release(&lost);
	return result;
}

static bool put(
	struct foreign_writing *w, const char *key, const struct markup_text *text, bool emphasis)
{
	struct strbuf out = STRBUF_INIT, lost = STRBUF_INIT;
	size_t before = w->s->diags->errors;

	if (text->text)
		markup_convert(&out, text, emphasis, &lost);
	if (lost.len && text_is_blank(out.buf))
		sections_error(w->s, _("“%s” is only a picture (%s), which a lesson does not show"),
			key, lost.buf);
	else if (lost.len)
		sections_warn(w->s,
			_("a picture or the like was left out of “%s”; say in words what it shows: %s"),
			key, lost.buf);
	if (w->s->diags->errors == before)
		sections_text(w->s, key, out.buf);
	strbuf_release(&out);
	strbuf_release(&lost);
	return w->s->diags->errors == before;
}

bool foreign_put(struct foreign_writing *w, const char *key, const struct markup_text *text)
{
	return put(w, key, text, true);
}

bool foreign_put_plain(struct foreign_writing *w, const char *key, const struct markup_text *text)
{
	return put(w, key, text, false);
}

/* True if there is anything to read, which a picture alone is not. */
static bool has_words(struct foreign_writing *w, const struct markup_text *text)
{
	return text->text && !text_is_blank(foreign_plain(w, text));
}

bool foreign_feedback(struct foreign_writing *w, const char *id, const char *key,
	const struct markup_text *feedback, enum unwritten wanted)
{
	if (!key)
		key = arena_printf(&w->s->arena, "feedback.%s", id);
	if (has_words(w, feedback))
		return foreign_put(w, key, feedback);
	w->unwritten++;
	sections_text(w->s, key,
		arena_printf(&w->s->arena, "%s %s", UNWRITTEN_MARK, unwritten_wanted(wanted)));
	return true;
}

/* ---- a question */

/* Names the category and the tags, which a lesson has no place for, to whoever edits the file. */
static void put_comments(struct foreign_writing *w)
{
	const struct foreign_question *q = w->q;
	struct arena *arena = &w->s->arena;

	if (q->category && (!w->category || strcmp(w->category, q->category) != 0))
		sections_comment(w->s, arena_printf(arena, _("category: %s"), q->category));
	if (q->tags)
		sections_comment(w->s, arena_printf(arena, _("tags: %s"), q->tags));
}

bool foreign_begin(struct foreign_writing *w, const char *type)
{
	const struct foreign_question *q = w->q;
	const char *name = q->id && *q->id ? q->id : q->title;

	at_question(w);
	sections_begin(w->s, "question", name && *name ? name : foreign_plain(w, &q->prompt));
	sections_bare(w->s, "type", type);
	put_comments(w);
	w->pool_at = w->s->out->len;
	if (q->points > 1)
		sections_bare(w->s, "points", arena_printf(&w->s->arena, "%d", q->points));
	return foreign_put(w, "prompt", &q->prompt);
}

static bool write_truefalse(struct foreign_writing *w)
{
	const struct foreign_answer *a = w->q->answers;
	bool yes = a[0].weight > 0;

	if (!foreign_begin(w, "truefalse"))
		return false;
	sections_bare(w->s, "correct", yes ? "true" : "false");
	return foreign_feedback(
		       w, "true", NULL, &a[0].feedback, yes ? UNWRITTEN_RIGHT : UNWRITTEN_WRONG) &&
		foreign_feedback(
			w, "false", NULL, &a[1].feedback, yes ? UNWRITTEN_WRONG : UNWRITTEN_RIGHT);
}

static bool write_type(struct foreign_writing *w)
{
	switch (w->q->type) {
	case FOREIGN_CHOICE:
		return foreign_write_choice(w);
	case FOREIGN_TRUEFALSE:
		return write_truefalse(w);
	case FOREIGN_SHORT:
		return foreign_write_short(w);
	case FOREIGN_NUMBER:
		return foreign_write_number(w);
	case FOREIGN_MATCH:
		return foreign_write_match(w);
	case FOREIGN_CLASSIFY:
		return foreign_write_classify(w);
	case FOREIGN_ORDER:
		return foreign_write_order(w);
	case FOREIGN_GAPS:
		return foreign_write_gaps(w);
	}
	BUG("a question of type %d", (int)w->q->type);
}

static bool write_question(struct foreign_writing *w)
{
	const struct foreign_question *q = w->q;

	if (!write_type(w))
		return false;
	at_question(w);
	if (has_words(w, &q->explain) && !foreign_put(w, "explain", &q->explain))
		return false;
	for (size_t i = 0; i < q->n_hints; i++)
		if (!foreign_put(w, arena_printf(&w->s->arena, "hint%zu", i + 1), &q->hints[i]))
			return false;
	return true;
}

/* Hands on why the question stays out, or else what was lost on the way. */
static void hand_on(struct foreign_writer *w, const struct diags *own, bool written)
{
	for (size_t i = 0; i < own->n; i++) {
		const struct diag *d = &own->v[i];

		if (written)
			foreign_warn(w, d->line, d->column, "%s", d->message);
		else if (d->severity == DIAG_ERROR) {
			foreign_leave_out(w, d->line, d->column, "%s", d->message);
			return;
		}
	}
}

bool foreign_write(struct foreign_writer *w, const struct foreign_question *q)
{
	struct diags own = DIAGS_INIT, *diags = w->sections.diags;
	struct foreign_writing writing = { &w->sections, w->category, q, 0, 0 };
	size_t before = w->sections.out->len, n = w->sections.n;
	bool written;

	w->sections.diags = &own;
	at_question(&writing);
	written = write_question(&writing) && !own.errors;
	w->sections.diags = diags;
	if (written) {
		w->taken++;
		foreign_remember(w, writing.pool_at, q->category);
		if (writing.unwritten && !w->unwritten)
			w->unwritten_line = q->line;
		w->unwritten += writing.unwritten;
		if (q->category)
			w->category = arena_strdup(&w->sections.arena, q->category);
	} else {
		strbuf_setlen(w->sections.out, before);
		w->sections.n = n;
	}
	hand_on(w, &own, written);
	diags_release(&own);
	return written;
}

void foreign_finish(struct foreign_writer *w)
{
	foreign_write_pools(w);
	if (w->unwritten)
		foreign_warn(w, w->unwritten_line, 0,
			Q_("there is no feedback for %zu answer, which a lesson needs; write it where the lesson says %s",
				"there is no feedback for %zu answers, which a lesson needs; write it where the lesson says %s",
				w->unwritten),
			w->unwritten, UNWRITTEN_MARK);
	sections_release(&w->sections);
}
