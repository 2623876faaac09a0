/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/spoken.h"

#include <string.h>

#include "base/i18n.h"

static const char dot[] = " · ";

bool spoken_has_dots(const char *text)
{
	return strstr(text, dot) != NULL;
}

void spoken_put(struct strbuf *out, const char *text)
{
	const char *at;

	while ((at = strstr(text, dot))) {
		bool ended = at > text && strchr(".!?", at[-1]);

		strbuf_add(out, text, (size_t)(at - text));
		/* the end of a sentence is a pause already */
		strbuf_addstr(out, ended ? " " : _(", "));
		text = at + strlen(dot);
	}
	strbuf_addstr(out, text);
}

static bool begins_with(const char *text, const char *word)
{
	return !strncmp(text, word, strlen(word));
}

void spoken_put_state(struct strbuf *out, const char *text, enum mark mark, const char *note)
{
	bool box = mark == MARK_ON || mark == MARK_OFF;
	const char *word = box ? "" : mark_word(mark);

	if ((*note && (mark == MARK_MISSED || begins_with(note, word))) || begins_with(text, word))
		word = "";
	strbuf_addf(out, "%s%s%s", word, *word && *note ? _(", ") : "", note);
}
