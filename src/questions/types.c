/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/type.h"

#include <string.h>

#include "base/i18n.h"
#include "text/text.h"

#define TYPE(name) extern const struct question_type question_##name;
#include "questions/types.def"
#undef TYPE

const struct question_type *const question_types[] = {
#define TYPE(name) &question_##name,
#include "questions/types.def"
#undef TYPE
	NULL
};

const struct question_type *question_type_find(const char *name)
{
	for (size_t i = 0; question_types[i]; i++)
		if (!strcmp(question_types[i]->name, name))
			return question_types[i];
	return NULL;
}

const char *question_how(const struct question *q, bool linear)
{
	return _(linear && q->type->how_linear ? q->type->how_linear : q->type->how);
}

bool question_is_typed(const struct question *q)
{
	return q->type->is_typed ? q->type->is_typed(q) : q->type->typed;
}

static const char *nearest_type(const char *name)
{
	const char *best = question_types[0]->name;
	int distance = text_distance(name, best, 20);

	for (size_t i = 1; question_types[i]; i++) {
		int d = text_distance(name, question_types[i]->name, 20);

		if (d < distance) {
			distance = d;
			best = question_types[i]->name;
		}
	}
	return best;
}

bool question_parse(struct reader *r, struct question *q)
{
	const char *name = reader_word(r, "type", true);

	if (!name)
		return false;
	q->type = question_type_find(name);
	if (!q->type) {
		reader_error(r, "type", "unknown-type",
			_("there is no question type “%s”; did you mean “%s”?"), name,
			nearest_type(name));
		return false;
	}
	return q->type->parse(r, q);
}
