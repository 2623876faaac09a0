/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_answers.h"

#include <stddef.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/unwritten.h"
#include "ini/ini.h"
#include "text/text.h"

#define AT(entry) (entry)->file, (entry)->line, (entry)->column, (entry)->source

/*
 * What people write to fill the line where a reason should stand. Folded, without the characters
 * at the end.
 */
static const char *const placeholders[] = {
	"right",
	"not right",
	"wrong",
	"correct",
	"incorrect",
	"not correct",
	"that is right",
	"that is wrong",
	"yes",
	"no",
	"true",
	"false",
	"feedback",
	"todo",
	"xxx",
	"juste",
	"pas juste",
	"faux",
	"vrai",
	"exact",
	"oui",
	"non",
	"bonne réponse",
	"mauvaise réponse",
};

static bool is_placeholder(const char *text)
{
	struct strbuf folded = STRBUF_INIT;
	bool is = false;

	if (text_is_unwritten(text) || unwritten_is_wanted(text))
		return true;
	text_fold(&folded, text, strlen(text), 0);
	while (folded.len && strchr(".!: ", folded.buf[folded.len - 1]))
		strbuf_setlen(&folded, folded.len - 1);
	is = !strcmp(folded.buf, "…") || !folded.len;
	for (size_t i = 0; i < ARRAY_SIZE(placeholders) && !is; i++)
		is = !strcmp(folded.buf, placeholders[i]);
	strbuf_release(&folded);
	return is;
}

static void check_feedback(const struct ini_entry *e, struct diags *diags)
{
	if (strstr(e->key, "feedback") && is_placeholder(e->value))
		diag_add(diags, DIAG_WARNING, "placeholder-feedback", AT(e),
			_("“%s” gives no reason; say why this answer is or is not right"),
			e->value);
}

/* An error would keep people from lessons that they could open so far. */
static void check_option(const struct ini_section *s, size_t at, struct diags *diags)
{
	const struct ini_entry *e = &s->entries[at];

	for (size_t i = 0; i < at; i++) {
		const struct ini_entry *other = &s->entries[i];

		if (strncmp(other->key, "option.", strlen("option.")) || !other->quoted ||
			!text_equal_folded(e->value, other->value, 0))
			continue;
		diag_add(diags, DIAG_WARNING, "equal-sides", AT(e),
			_("“%s” and “%s” have the same text and cannot be told apart; change one"),
			other->key, e->key);
		return;
	}
}

void check_answers(const struct ini *ini, bool translated_only, struct diags *diags)
{
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; !strcmp(s->kind, "question") && k < s->n; k++) {
			const struct ini_entry *e = &s->entries[k];

			if (!e->quoted || (translated_only && !e->translated))
				continue;
			check_feedback(e, diags);
			if (!strncmp(e->key, "option.", strlen("option.")))
				check_option(s, k, diags);
		}
	}
}
