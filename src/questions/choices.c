/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/choices.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "questions/interaction.h"
#include "questions/printed.h"
#include "text/text.h"
#include "view/focus.h"

static struct option *find_option(const struct question *q, const char *id, size_t len)
{
	for (size_t i = 0; i < q->n_options; i++)
		if (strlen(q->options[i].id) == len && !memcmp(q->options[i].id, id, len))
			return &q->options[i];
	return NULL;
}

static bool is_option_id(const char *id)
{
	return id[0] >= 'a' && id[0] <= 'h' && !id[1];
}

/* True if the option or its reason is named in another way than all others, which was reported. */
static bool has_other_names(const struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++)
		if (!is_option_id(q->options[i].id))
			return true;
	return false;
}

/* Reads an option whose name is none, so that only its name is reported, and only of the first. */
static void read_misnamed(struct reader *r, struct question *q, const char *key)
{
	const char *id = key + strlen("option.");
	bool told = has_other_names(q);

	if (!told)
		reader_error(r, key, "bad-option",
			_("an option is named option.a to option.h, not “%s”"), key);
	if (q->n_options < OPTIONS_MAX) {
		struct option *o = &q->options[q->n_options++];

		o->id = id;
		o->text = reader_prose(r, key, true);
		o->feedback = reader_prose(r, arena_printf(r->arena, "feedback.%s", id), false);
	}
}

static void read_options(struct reader *r, struct question *q)
{
	const struct ini_section *s = r->section;

	q->options = arena_alloc(r->arena, OPTIONS_MAX * sizeof(*q->options));
	for (size_t i = 0; i < s->n; i++) {
		const char *key = s->entries[i].key, *id = key + strlen("option.");
		struct option *o;

		if (strncmp(key, "option.", strlen("option.")))
			continue;
		if (!is_option_id(id)) {
			read_misnamed(r, q, key);
			continue;
		}
		if (q->n_options == OPTIONS_MAX)
			continue;
		o = &q->options[q->n_options++];
		o->id = id;
		o->text = reader_prose(r, key, true);
		o->feedback = reader_prose(r, arena_printf(r->arena, "feedback.%s", id), false);
	}
}

/* ---- options and reasons, judged together */

static const struct option *find_without_reason(const struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++)
		if (!q->options[i].feedback && is_option_id(q->options[i].id))
			return &q->options[i];
	return NULL;
}

static bool is_orphan(const struct question *q, const char *key)
{
	const char *id = key + strlen("feedback.");

	return !strncmp(key, "feedback.", strlen("feedback.")) && is_option_id(id) &&
		!find_option(q, id, 1);
}

/*
 * Reports reasons without an option and options without a reason. One of each is one mistake: they
 * are the two halves of a pair. Returns how many reasons have no option.
 */
static size_t check_reasons(struct reader *r, struct question *q)
{
	const struct option *bare = find_without_reason(q);
	const struct ini_section *s = r->section;
	bool told = has_other_names(q);
	size_t orphans = 0;

	for (size_t i = 0; i < s->n; i++) {
		const char *key = s->entries[i].key;

		if (!is_orphan(q, key))
			continue;
		orphans++;
		reader_prose_entry(r, &s->entries[i]);
		if (!told && bare)
			reader_error_at(r, &s->entries[i], "unknown-option",
				_("there is no option.%s for this reason, and option.%s has none; give both the "
				  "same letter"),
				key + strlen("feedback."), bare->id);
		else if (!told)
			reader_error_at(r, &s->entries[i], "unknown-option",
				_("there is no option.%s for this reason; add it, or remove the line"),
				key + strlen("feedback."));
	}
	for (size_t i = 0; i < q->n_options && !orphans; i++)
		if (!q->options[i].feedback && is_option_id(q->options[i].id))
			reader_error(r, arena_printf(r->arena, "option.%s", q->options[i].id),
				"missing-feedback",
				_("option.%s has no feedback; add feedback.%s = \"why it is right or not\""),
				q->options[i].id, q->options[i].id);
	return orphans;
}

/* ---- the right ones */

/* Returns the option that is meant by a capital letter, a number from 1 or its text; or NULL. */
static const struct option *meant(const struct question *q, const char *word)
{
	char small = (char)(*word >= 'A' && *word <= 'H' ? *word - 'A' + 'a' : *word);
	size_t number = (size_t)(*word - '1');

	if (*word && !word[1] && find_option(q, &small, 1))
		return find_option(q, &small, 1);
	if (*word && !word[1] && *word >= '1' && number < q->n_options)
		return &q->options[number];
	for (size_t i = 0; i < q->n_options; i++)
		if (q->options[i].text && text_equal_folded(q->options[i].text, word, 0))
			return &q->options[i];
	return NULL;
}

/* Appends the letters that a list of other names means; false if one of them means nothing. */
static bool add_meant(
	struct reader *r, const struct question *q, const char *value, struct strbuf *out)
{
	const struct option *o = meant(q, value);

	if (o)
		strbuf_addstr(out, o->id);
	while (!o && *value) {
		size_t from = strspn(value, " "), to = strcspn(value, ","), end = to;

		while (end > from && value[end - 1] == ' ')
			end--;
		o = meant(q, arena_memdupz(r->arena, value + from, end > from ? end - from : 0));
		if (!o)
			return false;
		strbuf_addf(out, "%s%s", out->len ? ", " : "", o->id);
		value += to + (value[to] == ',');
		if (*value)
			o = NULL;
	}
	return out->len > 0;
}

/* True if the value has only small letters one by one, as it should. */
static bool is_letters(const char *value)
{
	for (; *value; value++)
		if (!strchr("abcdefgh, ", *value) ||
			(strchr("abcdefgh", *value) && value[1] && !strchr(", ", value[1])))
			return false;
	return true;
}

/*
 * Reports an option that is named in another way than by its letter. Returns false if it is not, or
 * not by what is meant.
 */
static bool report_other_name(struct reader *r, const struct question *q, const char *key)
{
	const struct ini_entry *e = ini_get(r->section, key);
	struct strbuf letters = STRBUF_INIT;
	bool other = false;

	if (e && !e->faulty && add_meant(r, q, e->value, &letters) && !is_letters(e->value)) {
		reader_error(r, key, "unknown-option",
			_("options are named by their letters; write %s = %s"), key, letters.buf);
		other = true;
	} else if (e && e->quoted && !letters.len) {
		reader_error(r, key, "unknown-option",
			_("options are named by their letters and not by a text; write %s = and the letter"),
			key);
		other = true;
	}
	if (other)
		reader_know(r, key);
	strbuf_release(&letters);
	return other;
}

/* Marks the options that key names and returns their number. */
static size_t mark_options(
	struct reader *r, struct question *q, const char *key, bool required, bool pin)
{
	const char **ids;
	size_t n = reader_list(r, key, &ids, required);

	for (size_t i = 0; i < n; i++) {
		struct option *o = find_option(q, ids[i], strlen(ids[i]));

		if (!o && !ini_get(r->section, arena_printf(r->arena, "feedback.%s", ids[i])))
			reader_error(r, key, "unknown-option",
				_("option.%s is named here but does not exist; add it or name another"),
				ids[i]);
		else if (o && pin)
			o->pinned = true;
		else if (o)
			o->correct = true;
	}
	return n;
}

bool choices_parse(struct reader *r, struct question *q, bool several)
{
	size_t before = r->diags->errors, n = 0, orphans;

	reader_know(r, "option.");
	read_options(r, q);
	orphans = check_reasons(r, q);
	if (q->n_options + orphans < 2)
		reader_error(r, NULL, "too-few-options",
			_("a question of this type needs two to eight options: option.a, option.b …"));
	if (!report_other_name(r, q, "correct"))
		n = mark_options(r, q, "correct", true, false);
	if (!several && n > 1)
		reader_error(r, "correct", "several-correct",
			_("a question of type single has one right option; name one, or use type = multiple"));
	if (!report_other_name(r, q, "pin"))
		mark_options(r, q, "pin", false, true);
	q->shuffle = reader_bool(r, "shuffle", true);
	return r->diags->errors == before;
}

void choices_begin(void *work, const struct question *q, uint64_t seed)
{
	struct choices *c = work;
	int mixed[OPTIONS_MAX];
	size_t n = 0;

	memset(c, 0, sizeof(*c));
	c->focus = -1;
	for (size_t i = 0; i < q->n_options; i++) {
		c->order[i] = (int)i;
		if (!q->options[i].pinned)
			mixed[n++] = (int)i;
	}
	if (q->shuffle && n > 1) {
		int order[OPTIONS_MAX];
		size_t next = 0;

		rand_shuffle(&seed, order, n);
		for (size_t i = 0; i < q->n_options; i++)
			if (!q->options[i].pinned)
				c->order[i] = mixed[order[next++]];
	}
}

void choices_restore(void *work, const struct question *q, const char *response)
{
	struct choices *c = work;

	while (*response) {
		size_t len = strcspn(response, ",");
		const struct option *o = find_option(q, response, len);

		if (o)
			c->on[o - q->options] = true;
		response += len + (response[len] == ',');
	}
	for (size_t i = 0; i < q->n_options; i++)
		if (c->on[c->order[i]]) {
			c->focus = (int)i;
			break;
		}
}

static enum mark option_mark(const struct choices *c, const struct question *q, int option,
	enum showing showing, bool several)
{
	const struct option *o = &q->options[option];

	if (showing == SHOW_OPEN)
		return !several ? MARK_NONE : c->on[option] ? MARK_ON : MARK_OFF;
	if (c->on[option])
		return o->correct ? MARK_RIGHT : MARK_WRONG;
	return o->correct ? MARK_MISSED : MARK_NONE;
}

static const char *option_text(const struct option *o)
{
	if (o->text)
		return o->text;
	return strcmp(o->id, "true") ? _("False") : _("True");
}

/* True if the option's reason matters for this answer: it was chosen, or missed. */
static bool wants_reason(const struct choices *c, const struct question *q, int option,
	enum showing showing, bool several)
{
	if (showing == SHOW_ALL_REASONS)
		return true;
	return c->on[option] || (several && q->options[option].correct);
}

/*
 * The words at the edge. Where they are heard the mark has its word before them; elsewhere they say
 * what the sign says, where several answers each have one.
 */
static const char *status_word(enum mark mark, bool on, bool several, const struct view *view)
{
	if (mark == MARK_MISSED)
		return several && !view->linear ? _("was missing") : _("this one was right");
	if (!on)
		return NULL;
	if (view->spoken || !several)
		return _("your answer");
	return mark == MARK_RIGHT ? _("your answer, right") : _("your answer, not right");
}

/* What has a number now can be chosen now: after the answer, a sign says what was chosen. */
static const char *answered_label(struct view *view, int number, bool on, bool several)
{
	if (view->linear)
		return view_printf(view, "%d", number);
	if (view->spoken)
		return NULL;
	if (on)
		return "■";
	return several ? "□" : " ";
}

void choices_describe(const struct choices *c, const struct question *q, enum showing showing,
	bool several, struct view *view)
{
	if (showing == SHOW_OPEN)
		view->numbers = several ? NUMBERS_TICK : NUMBERS_ANSWER;
	for (size_t i = 0; i < q->n_options; i++) {
		int option = c->order[i];
		enum mark mark = option_mark(c, q, option, showing, several);
		struct block *b = view_choice(view, (int)i, view_printf(view, "%zu", i + 1),
			option_text(&q->options[option]),
			showing == SHOW_OPEN && (int)i == c->focus);

		b->mark = mark;
		b->own = c->on[option];
		if (showing != SHOW_OPEN) {
			b->label = answered_label(view, (int)i + 1, b->own, several);
			b->note = status_word(mark, b->own, several, view);
			b->role = b->own ? ROLE_OWN : ROLE_TEXT;
		}
		if (!b->note && c->tried[option])
			b->note = _("already tried");
	}
}

void choices_reasons(const struct choices *c, const struct question *q, enum showing showing,
	bool several, struct view *view)
{
	for (size_t i = 0; i < q->n_options; i++) {
		int option = c->order[i];
		struct block *b;

		if (!wants_reason(c, q, option, showing, several))
			continue;
		if (!several && showing == SHOW_ANSWERED) {
			b = view_text(view, q->options[option].feedback);
		} else if (view->linear) {
			b = view_add(view, BLOCK_ITEM, q->options[option].feedback);
			b->label = view_printf(view, "%zu", i + 1);
		} else {
			/* by its words: the numbers are gone */
			b = view_add(view, BLOCK_TERM, q->options[option].feedback);
			b->label = option_text(&q->options[option]);
		}
		b->show = showing == SHOW_ANSWERED;
	}
}

void choices_note_tried_one(void *work, const struct question *q, const char *response)
{
	struct choices *c = work;
	const struct option *o = find_option(q, response, strlen(response));

	if (o)
		c->tried[o - q->options] = true;
	c->focus = -1;
}

bool choices_update_one(void *work, const struct question *q, const struct input *in)
{
	struct choices *c = work;
	bool picked;

	return focus_update(&c->focus, (int)q->n_options, in, &picked);
}

void choices_describe_one(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	choices_describe(work, q, showing, false, view);
}

void choices_reasons_one(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	choices_reasons(work, q, showing, false, view);
}

void choices_response_one(const void *work, const struct question *q, struct strbuf *out)
{
	const struct choices *c = work;

	if (c->focus >= 0)
		strbuf_addstr(out, q->options[c->order[c->focus]].id);
}

struct grade choices_grade_one(const struct question *q, const char *response)
{
	struct grade g = { 0, q->points * POINT };

	for (size_t i = 0; i < q->n_options; i++)
		if (q->options[i].correct && !strcmp(q->options[i].id, response))
			g.score = g.max;
	return g;
}

void choices_interact(const struct question *q, struct interaction *out)
{
	struct interaction_slot slots[OPTIONS_MAX] = { 0 };
	size_t right = 0;

	out->kind = INTERACTION_CHOICE;
	out->separator = ',';
	for (size_t i = 0; i < q->n_options; i++) {
		interaction_add_part(out, q->options[i].id, option_text(&q->options[i]));
		if (q->options[i].correct)
			interaction_slot_add(&slots[right++], q->options[i].id);
	}
	interaction_combine(out, slots, right);
}

void choices_print(
	const struct choices *c, const struct question *q, bool several, struct printed *out)
{
	struct printed_choice *choices = printed_choices(out, q->n_options);
	struct printed_row *row = printed_add(out, NULL, NULL);

	out->kind = several ? PRINTED_SEVERAL : PRINTED_ONE;
	row->choices = choices;
	row->n_choices = q->n_options;
	for (size_t i = 0; i < q->n_options; i++) {
		const struct option *o = &q->options[c->order[i]];

		choices[i] = (struct printed_choice){ o->id, option_text(o), o->feedback };
		row->right |= (unsigned)o->correct << i;
	}
}

void choices_print_one(const void *work, const struct question *q, struct printed *out)
{
	choices_print(work, q, false, out);
}
