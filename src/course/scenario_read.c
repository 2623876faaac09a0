/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/scenario_read.h"

#include <string.h>

#include "base/i18n.h"
#include "course/guide.h"
#include "course/lesson_read.h"
#include "course/reference.h"
#include "course/technique.h"
#include "ini/ini.h"
#include "text/nearest.h"

enum { MINUTES_MAX = 240, ORDER_MAX = 9999 };

static const char story[] = "story"; /* "sender" of narration */

/* ---- sections */

static const char *const kinds[] = {
	"scenario",
	"source",
	"person",
	"message",
	"reply",
	"ending",
};

static const struct reader_reserved reserved[] = {
	{ "person", story, N_("“story” is reserved for narration; give the person another id") },
	{ "reply", "back", N_("“back” is reserved for stepping back; give the reply another id") },
};

static const struct reader_headings headings = {
	.kinds = kinds,
	.n_kinds = ARRAY_SIZE(kinds),
	.reserved = reserved,
	.n_reserved = ARRAY_SIZE(reserved),
	.unknown = N_("a scenario has no section of the kind [%s]; lessons/README.md lists them"),
	.guessed = N_("a scenario has no section of the kind [%s]; did you mean [%s]?"),
	.named = N_("the heading is just [scenario]; put the id on its own line, id = %s"),
	.late_rule = "scenario-not-first",
	.late = N_(
		"[scenario] must be the first section, the list of lessons reads nothing else; move it"),
	.missing_rule = "no-scenario",
	.missing = N_(
		"there is no section [scenario] in the file; it comes first and names the scenario"),
};

/* ---- values */

/* Returns the index of the value in words; absent if the key is missing or has another value. */
static int read_choice(struct reader *r, const char *key, const char *const *words, size_t n,
	int absent, bool required)
{
	const char *word = reader_word(r, key, required);
	char list[160] = "";
	size_t len = 0;

	if (!word)
		return absent;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(words[i], word))
			return (int)i;
	for (size_t i = 0; i < n && len + strlen(words[i]) + 3 < sizeof(list); i++) {
		memcpy(list + len, ", ", i ? 2 : 0);
		len += i ? 2 : 0;
		memcpy(list + len, words[i], strlen(words[i]) + 1);
		len += strlen(words[i]);
	}
	/* TRANSLATORS: a key, the words it can have, the word it has */
	reader_error(r, key, "bad-value", _("“%s” is one of: %s; not “%s”"), key, list, word);
	return absent;
}

/* Reads text1, text2 … and returns their number. */
static size_t read_texts(struct reader *r, const char ***texts)
{
	const struct ini_section *s = r->section;
	struct numbered_key k;
	size_t n = 0;
	int last = 0;

	reader_suggest(r, "text1");
	*texts = arena_alloc(r->arena, (s->n + 1) * sizeof(**texts));
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!reader_key_is_numbered(e->key, "text", &k) || *k.rest)
			continue;
		lesson_check_number(r, e, k.number, &last);
		(*texts)[n++] = lesson_read_list_text(r, e->key, true);
	}
	if (!n)
		lesson_read_list_text(r, "text1", true);
	return n;
}

static int find_choice(const struct scenario *s, const char *id)
{
	for (size_t i = 0; i < s->n_choices; i++)
		if (!strcmp(s->choices[i], id))
			return (int)i;
	return -1;
}

static void report_choice(
	struct reader *r, const struct scenario *s, const char *key, const char *id)
{
	const struct ini_entry *e = ini_get(r->section, key);
	struct nearest near = { .given = id };

	for (size_t i = 0; i < s->n_choices; i++)
		nearest_offer(&near, s->choices[i]);
	if (near.word)
		reference_error(r, e, id, "unknown-choice",
			_("no reply remembers “%s”; did you mean “%s”?"), id, near.word);
	else
		reference_error(r, e, id, "unknown-choice",
			_("no reply remembers “%s”; add set = %s to one, or correct the word"), id,
			id);
}

/* Reads a list of remembered choices as bits; all choices that any reply sets are known already. */
static uint32_t read_choices(struct reader *r, const struct scenario *s, const char *key)
{
	const char **ids;
	size_t n = reader_list(r, key, &ids, false);
	uint32_t bits = 0;

	for (size_t i = 0; i < n; i++) {
		int choice = find_choice(s, ids[i]);

		if (choice >= 0)
			bits |= (uint32_t)1 << choice;
		else if (strcmp(key, "set"))
			report_choice(r, s, key, ids[i]);
	}
	return bits;
}

static struct condition read_condition(struct reader *r, const struct scenario *s)
{
	struct condition c;

	c.set = read_choices(r, s, "if");
	c.unset = read_choices(r, s, "unless");
	return c;
}

static int find_ending(const struct scenario *s, const char *id)
{
	for (size_t i = 0; i < s->n_endings; i++)
		if (!strcmp(s->endings[i].id, id))
			return (int)i;
	return -1;
}

static void report_target(struct reader *r, const char *key, const char *id)
{
	const struct ini_entry *e = ini_get(r->section, key);
	struct nearest near = { .given = id };

	reference_offer(&near, r, "message");
	reference_offer(&near, r, "ending");
	if (near.word)
		reference_unknown(r, e, "unknown-message",
			ini_find(r->ini, "message", near.word) ? "message" : "ending", id);
	else
		reference_error(r, e, id, "unknown-message",
			_("there is no [message %s] and no [ending %s]; add one, or correct the id"),
			id, id);
}

static struct target read_target(
	struct reader *r, const struct scenario *s, const char *key, bool required)
{
	const char *id = reader_id(r, key, required);
	struct target t = { TARGET_NONE, -1 };

	if (!id)
		return t;
	t.index = scenario_message(s, id);
	t.kind = TARGET_MESSAGE;
	if (t.index >= 0)
		return t;
	t.index = find_ending(s, id);
	t.kind = t.index < 0 ? TARGET_NONE : TARGET_ENDING;
	if (t.index < 0)
		report_target(r, key, id);
	return t;
}

/* ---- collected first, because other sections refer to it */

static void foresee_choices(struct reader *r, struct scenario *s)
{
	size_t at = 0;

	s->choices = arena_alloc(r->arena, SCENARIO_CHOICES * sizeof(*s->choices));
	while (reader_next(r, "reply", &at)) {
		const char **ids;
		struct diags quiet = DIAGS_INIT, *told = r->diags;
		size_t n;

		/* its section is read again later, then with diagnostics */
		r->diags = &quiet;
		n = reader_list(r, "set", &ids, false);
		r->diags = told;
		diags_release(&quiet);
		for (size_t i = 0; i < n; i++) {
			if (find_choice(s, ids[i]) >= 0)
				continue;
			if (s->n_choices == SCENARIO_CHOICES) {
				reader_error(r, "set", "scenario-too-large",
					_("more than %d choices are remembered; do with fewer"),
					SCENARIO_CHOICES);
				return;
			}
			s->choices[s->n_choices++] = ids[i];
		}
	}
}

static void foresee(struct reader *r, struct scenario *s)
{
	size_t at = 0;

	s->messages = arena_alloc(r->arena, reader_count(r, "message") * sizeof(*s->messages));
	s->replies = arena_alloc(r->arena, reader_count(r, "reply") * sizeof(*s->replies));
	s->endings = arena_alloc(r->arena, reader_count(r, "ending") * sizeof(*s->endings));
	for (; at < r->ini->n; at++) {
		const struct ini_section *section = &r->ini->sections[at];

		if (!strcmp(section->kind, "message"))
			s->messages[s->n_messages++] =
				(struct message){ .id = section->id, .line = section->line };
		else if (!strcmp(section->kind, "reply"))
			s->replies[s->n_replies++] =
				(struct reply){ .id = section->id, .line = section->line };
		else if (!strcmp(section->kind, "ending"))
			s->endings[s->n_endings++] =
				(struct ending){ .id = section->id, .line = section->line };
	}
	foresee_choices(r, s);
}

/* ---- [scenario] */

void scenario_read_head(struct reader *r, struct scenario *s)
{
	static const char *const roles[] = { "self", "friend" };
	static const char *const natures[] = { "risky", "honest" };
	const char **tags;

	lesson_read_format(r, SCENARIO_FORMAT);
	s->id = reader_id(r, "id", true);
	s->order = reader_int(r, "order", 0, ORDER_MAX, 0, true);
	s->language = lesson_read_language(r);
	s->title = lesson_read_list_text(r, "title", true);
	s->summary = lesson_read_list_text(r, "summary", true);
	s->minutes = reader_int(r, "minutes", 1, MINUTES_MAX, 1, true);
	s->content_note = lesson_read_list_text(r, "content_note", false);
	s->role = (enum role_played)read_choice(
		r, "role", roles, ARRAY_SIZE(roles), PLAYED_SELF, true);
	s->kind = (enum scenario_kind)read_choice(
		r, "kind", natures, ARRAY_SIZE(natures), SCENARIO_RISKY, true);
	reader_id(r, "start", true);
	reader_list(r, "tags", &tags, false);
	s->author = lesson_read_list_text(r, "author", false);
	s->licence = reader_word(r, "licence", false);
	reader_date(r, "reviewed", &s->reviewed, false);
	guide_check(r);
	reader_finish(r);
}

static void find_start(struct reader *r, struct scenario *s)
{
	const char *id = reader_id(r, "start", false);

	s->start = id ? scenario_message(s, id) : -1;
	if (id && s->start < 0)
		reference_unknown(
			r, ini_get(r->section, "start"), "unknown-message", "message", id);
	else if (id && s->messages[s->start].condition.set)
		reader_error(r, "start", "bad-condition",
			_("the first message cannot depend on choices; remove its condition, or begin with another"));
}

/* ---- [person] */

static void read_persons(struct reader *r, struct scenario *s)
{
	size_t at = 0;

	s->persons = arena_alloc(r->arena, reader_count(r, "person") * sizeof(*s->persons));
	while (reader_next(r, "person", &at)) {
		struct person *p = &s->persons[s->n_persons++];

		p->id = r->section->id;
		p->name = lesson_read_list_text(r, "name", true);
		p->about = lesson_read_list_text(r, "about", true);
		reader_finish(r);
	}
}

static void report_person(struct reader *r, const char *id)
{
	struct nearest near = { .given = id };

	nearest_offer(&near, story);
	if (near.word)
		reference_error(r, ini_get(r->section, "from"), id, "unknown-person",
			_("there is no [person %s]; did you mean “%s”?"), id, story);
	else
		reference_unknown(r, ini_get(r->section, "from"), "unknown-person", "person", id);
}

static const struct person *find_person(struct reader *r, const struct scenario *s, const char *id)
{
	for (size_t i = 0; i < s->n_persons; i++)
		if (!strcmp(s->persons[i].id, id))
			return &s->persons[i];
	report_person(r, id);
	return NULL;
}

/* ---- [message] */

static void report_flag(struct reader *r, const char *id)
{
	const struct ini_entry *e = ini_get(r->section, "flag");
	struct nearest near = { .given = id };

	for (int i = 0; i < TECHNIQUES; i++)
		nearest_offer(&near, techniques[i].id);
	nearest_offer(&near, "none");
	if (near.word)
		reference_error(r, e, id, "unknown-flag",
			_("unknown sign “%s”; did you mean “%s”?"), id, near.word);
	else
		reference_error(r, e, id, "unknown-flag",
			_("unknown sign “%s”; choose one from lessons/README.md, or write none"),
			id);
}

static uint32_t read_flags(struct reader *r)
{
	const char *word = reader_word(r, "flag", true);
	const char **ids;
	uint32_t bits = 0;
	size_t n;

	if (!word || !strcmp(word, "none"))
		return 0;
	n = reader_list(r, "flag", &ids, false);
	for (size_t i = 0; i < n; i++) {
		int technique = technique_find(ids[i]);

		if (technique >= 0)
			bits |= (uint32_t)1 << technique;
		else
			report_flag(r, ids[i]);
	}
	return bits;
}

/*
 * Reads whether the message is a warning sign, and why: without the reason nothing is learned from
 * marking it.
 */
static void read_judgement(struct reader *r, struct message *m)
{
	m->flags = read_flags(r);
	m->why = lesson_read_list_text(r, "why", false);
	if (!ini_get(r->section, "why"))
		reader_error(r, NULL, "missing-why",
			_("the message does not say why it is or is not a sign; add why = \"…\""));
}

/* Narration says what happens and is nobody's message, so that it is no sign either. */
static void check_story(struct reader *r)
{
	const char *key = ini_get(r->section, "flag") ? "flag" : "why";

	if (!ini_get(r->section, key))
		return;
	reader_error(r, key, "unknown-key",
		_("a story is nobody’s message and no sign; remove flag and why"));
	reader_know(r, "flag");
	reader_know(r, "why");
}

static void read_message(struct reader *r, struct scenario *s, struct message *m)
{
	const char *from;

	reader_mend_key(r, "from");
	from = reader_id(r, "from", true);

	m->n_texts = read_texts(r, &m->texts);
	m->condition = read_condition(r, s);
	m->next = read_target(r, s, "next", false);
	if (from && strcmp(from, story)) {
		m->from = find_person(r, s, from);
		/* a story whose name is misspelt has neither */
		if (m->from || ini_get(r->section, "flag") || ini_get(r->section, "why"))
			read_judgement(r, m);
	} else if (!from && !r->mend) {
		reader_know(r, "");
	} else {
		check_story(r);
	}
	if ((m->condition.set || m->condition.unset) && !ini_get(r->section, "next"))
		reader_error(r, NULL, "bad-condition",
			_("a message that comes only sometimes needs next, the message that comes in any case"));
	reader_finish(r);
}

static void check_names(struct reader *r, const struct scenario *s)
{
	size_t at = 0;

	while (reader_next(r, "ending", &at))
		if (scenario_message(s, r->section->id) >= 0)
			reader_error(r, NULL, "same-id",
				_("a message also has the id “%s”, so it is unclear which is meant; give "
				  "the ending another"),
				r->section->id);
}

/* ---- [reply] */

static void read_reply(struct reader *r, struct scenario *s, struct reply *reply)
{
	static const char *const what[] = { "say", "do" };
	static const char *const safe[] = { "neutral", "yes", "no" };
	const char *message = reader_id(r, "message", true);

	reply->message = message ? scenario_message(s, message) : -1;
	if (message && reply->message < 0)
		reference_unknown(
			r, ini_get(r->section, "message"), "unknown-message", "message", message);
	reply->text = lesson_read_list_text(r, "text", true);
	reply->kind =
		(enum reply_kind)read_choice(r, "kind", what, ARRAY_SIZE(what), REPLY_SAY, false);
	reply->next = read_target(r, s, "goto", true);
	reply->sets = read_choices(r, s, "set");
	reply->condition = read_condition(r, s);
	reply->debrief = lesson_read_list_text(r, "debrief", false);
	reply->safety =
		(enum safety)read_choice(r, "safe", safe, ARRAY_SIZE(safe), SAFETY_NEUTRAL, true);
	if (!ini_get(r->section, "debrief"))
		reader_error(r, NULL, "missing-debrief",
			_("say afterwards what this reply does and what is safe; add debrief = \"…\""));
	reader_finish(r);
}

static void give_replies(struct reader *r, struct scenario *s)
{
	for (size_t i = 0; i < s->n_messages; i++) {
		struct message *m = &s->messages[i];
		int *replies = arena_alloc(r->arena, (s->n_replies + 1) * sizeof(*replies));

		for (size_t k = 0; k < s->n_replies; k++)
			if (s->replies[k].message == (int)i)
				replies[m->n_replies++] = (int)k;
		m->replies = replies;
	}
}

/* True if a reply answers a message that does not exist, as was reported: it may be any. */
static bool has_stray_reply(const struct scenario *s)
{
	for (size_t i = 0; i < s->n_replies; i++)
		if (s->replies[i].message < 0)
			return true;
	return false;
}

static void check_ways(struct reader *r, const struct scenario *s)
{
	size_t at = 0;

	for (size_t i = 0; reader_next(r, "message", &at); i++) {
		const struct message *m = &s->messages[i];

		if (m->n_replies && m->next.kind != TARGET_NONE)
			reader_error(r, "next", "next-and-replies",
				_("a reply answers this message, so next would never be used; keep one of the two"));
		else if (!m->n_replies && !ini_get(r->section, "next") && !r->section->faulty &&
			!has_stray_reply(s))
			reader_error(r, NULL, "dead-end",
				_("nothing comes after this message; add next, or a [reply] with message = %s"),
				m->id);
	}
}

/* Reports a choice that is remembered but never tested: most likely a typo. */
static void check_choices(struct reader *r, const struct scenario *s)
{
	uint32_t asked = 0, told = 0;
	size_t at = 0;

	if (s->n_choices == SCENARIO_CHOICES)
		return; /* if there are too many, that was reported already */
	for (size_t i = 0; i < s->n_messages; i++)
		asked |= s->messages[i].condition.set | s->messages[i].condition.unset;
	for (size_t i = 0; i < s->n_replies; i++)
		asked |= s->replies[i].condition.set | s->replies[i].condition.unset;
	for (size_t i = 0; reader_next(r, "reply", &at); i++) {
		uint32_t unused = s->replies[i].sets & ~asked & ~told;

		told |= unused;
		for (size_t k = 0; k < s->n_choices; k++)
			if (unused >> k & 1)
				reader_warn(r, "set", "unused-choice",
					_("“%s” is remembered, but no if or unless asks for it; use it, or remove it"),
					s->choices[k]);
	}
}

/* ---- [ending] */

static void read_ending(struct reader *r, struct ending *e)
{
	static const char *const ends[] = { "safe", "good", "open", "harm-averted" };

	e->title = lesson_read_list_text(r, "title", true);
	e->n_texts = read_texts(r, &e->texts);
	e->kind =
		(enum ending_kind)read_choice(r, "kind", ends, ARRAY_SIZE(ends), ENDING_OPEN, true);
	reader_finish(r);
}

/* ---- the whole file */

static void read_graph(struct reader *r, struct scenario *s)
{
	size_t errors = r->diags->errors, at, i;

	for (at = i = 0; reader_next(r, "message", &at); i++)
		read_message(r, s, &s->messages[i]);
	for (at = i = 0; reader_next(r, "reply", &at); i++)
		read_reply(r, s, &s->replies[i]);
	for (at = i = 0; reader_next(r, "ending", &at); i++)
		read_ending(r, &s->endings[i]);
	check_names(r, s);
	give_replies(r, s);
	check_ways(r, s);
	/* a mistyped condition leaves the choice that it means unused */
	if (r->diags->errors == errors)
		check_choices(r, s);
}

void scenario_read(struct reader *r, struct scenario *s)
{
	size_t errors = r->diags->errors, at = 0;

	s->start = -1;
	reader_check_headings(r, &headings);
	foresee(r, s);
	if (reader_next(r, "scenario", &at))
		scenario_read_head(r, s);
	s->n_sources = lesson_read_sources(r, &s->sources);
	read_persons(r, s);
	read_graph(r, s);
	at = 0;
	if (reader_next(r, "scenario", &at))
		find_start(r, s);
	/* With unresolved references, the walk would report errors that only follow from those. */
	if (r->diags->errors == errors && !r->failed && !r->ini->faulty)
		scenario_walk(r, s);
	r->section = NULL;
}
