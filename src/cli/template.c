/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/template.h"

#include <stdio.h>
#include <string.h>

#include "base/language_code.h"
#include "base/mem.h"

/* Generated: TEMPLATE(name, bytes …). */
static const struct {
	const char *name, *text;
} templates[] = {
#define TEMPLATE(name, ...) { name, (const char[]){ __VA_ARGS__ } },
#include "templates.inc"
#undef TEMPLATE
};

const char *template_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(templates); i++)
		if (!strcmp(templates[i].name, name))
			return templates[i].text;
	return NULL;
}

const char *template_example(const char *name, struct lang *lang)
{
	char full[64];

	do {
		const char *text;

		snprintf(full, sizeof(full), "%s.%s", name, lang->code);
		text = template_find(full);
		if (text)
			return text;
	} while (language_code_shorten(lang));
	*lang = (struct lang){ "en" };
	snprintf(full, sizeof(full), "%s.en", name);
	return template_find(full);
}
