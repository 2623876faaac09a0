/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/talk.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/technique.h"

const char *talk_techniques(uint32_t flags, struct view *view)
{
	struct strbuf names = STRBUF_INIT;
	const char *out;

	for (int i = 0; i < TECHNIQUES; i++)
		if (flags >> i & 1)
			strbuf_addf(&names, "%s%s", names.len ? ", " : "", _(techniques[i].name));
	out = view_printf(view, "%s", names.buf);
	strbuf_release(&names);
	return out;
}

const char *talk_reply(const struct reply *reply, struct view *view)
{
	return reply->kind == REPLY_DO ? view_printf(view, "→ %s", reply->text) : reply->text;
}

static const char *mark_note(int mark, struct view *view)
{
	if (mark == PLAY_MARK_NONE)
		return NULL;
	if (mark == PLAY_MARK_UNNAMED)
		/* TRANSLATORS: below a chat message that the person finds suspicious */
		return view_printf(view, "%s %s", mark_sign(MARK_NOTE), _("marked"));
	/* TRANSLATORS: a message is marked, and the technique is named: "marked: hurry" */
	return view_printf(
		view, _("%s marked: %s"), mark_sign(MARK_NOTE), _(techniques[mark].name));
}

/* True if the line before is by the same person. */
static bool goes_on(const struct play *play, size_t i)
{
	const struct message *messages = play->scenario->messages;

	return i > 0 && !play->lines[i - 1].reply &&
		messages[play->lines[i - 1].index].from == messages[play->lines[i].index].from;
}

static void message_line(const struct play *play, size_t number, const struct spot *spot,
	bool marks, struct view *view)
{
	int index = play->lines[number].index;
	const struct message *m = &play->scenario->messages[index];

	for (size_t i = 0; i < m->n_texts; i++) {
		struct block *b = view_add(view, m->from ? BLOCK_BUBBLE : BLOCK_TEXT, m->texts[i]);
		bool last = i + 1 == m->n_texts;

		b->tight = i > 0 && m->from;
		b->aside = !m->from;
		b->also = last && spot->in_sight;
		b->news = !i && spot->in_sight;
		if (!m->from) {
			/* TRANSLATORS: before what is told between the messages of a chat */
			b->label = i ? NULL : _("Story");
			continue;
		}
		b->label = i || goes_on(play, number) ? NULL : m->from->name;
		b->value = SIDE_THEM;
		b->id = spot->id;
		b->focus = i == 0 && spot->focus;
		if (last && marks)
			b->note = mark_note(play->marks[index], view);
	}
}

static void reply_line(const struct reply *reply, const struct spot *spot, struct view *view)
{
	struct block *b;

	if (reply->kind == REPLY_DO) {
		b = view_text(view, talk_reply(reply, view));
	} else {
		b = view_add(view, BLOCK_BUBBLE, reply->text);
		/* TRANSLATORS: above what the person has written in a chat */
		b->label = _("You");
		b->value = SIDE_ME;
	}
	b->role = ROLE_OWN;
	b->also = b->news = spot->in_sight;
}

void talk_line(
	const struct play *play, size_t i, const struct spot *spot, bool marks, struct view *view)
{
	const struct play_line *line = &play->lines[i];

	if (line->reply)
		reply_line(&play->scenario->replies[line->index], spot, view);
	else
		message_line(play, i, spot, marks, view);
}
