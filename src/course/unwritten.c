/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/unwritten.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"

/*
 * A French lesson is checked by programs in other languages too, so its words are here as they are
 * in locale/fr.po.
 */
static const struct {
	const char *english, *french;
} wanted[] = {
	[UNWRITTEN_RIGHT] = { N_("Say why this is right."), "Dites pourquoi c’est juste." },
	[UNWRITTEN_WRONG] = { N_("Say why this is not right."),
		"Dites pourquoi ce n’est pas juste." },
	[UNWRITTEN_NEARLY] = { N_("Say what is missing."), "Dites ce qui manque." },
	[UNWRITTEN_OTHER] = { N_("Say what helps a person who answered something else."),
		"Dites ce qui aide une personne qui a répondu autre chose." },
	[UNWRITTEN_PAIR] = { N_("Say why the two belong together."),
		"Dites pourquoi les deux vont ensemble." },
	[UNWRITTEN_GAP] = { N_("Say why this belongs here."), "Dites pourquoi ce mot va ici." },
	[UNWRITTEN_ORDER] = { N_("Say why this is the order."), "Dites pourquoi c’est l’ordre." },
	[UNWRITTEN_BOX] = { N_("Say why it belongs there."), "Dites pourquoi cela va là." },
};

const char *unwritten_wanted(enum unwritten what)
{
	return _(wanted[what].english);
}

/* Folds a text, without the punctuation at its end. */
static void fold(struct strbuf *out, const char *text)
{
	strbuf_clear(out);
	text_fold(out, text, strlen(text), 0);
	while (out->len && strchr(".!: ", out->buf[out->len - 1]))
		strbuf_setlen(out, out->len - 1);
}

bool unwritten_is_wanted(const char *text)
{
	struct strbuf given = STRBUF_INIT, folded = STRBUF_INIT;
	bool is = false;

	fold(&given, text);
	for (size_t i = 0; i < ARRAY_SIZE(wanted) && !is; i++) {
		const char *const words[] = { wanted[i].english, wanted[i].french,
			_(wanted[i].english) };

		for (size_t k = 0; k < ARRAY_SIZE(words) && !is; k++) {
			fold(&folded, words[k]);
			is = !strcmp(given.buf, folded.buf);
		}
	}
	strbuf_release(&given);
	strbuf_release(&folded);
	return is;
}
