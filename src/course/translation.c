/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/translation.h"

#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "course/translation_lines.h"
#include "ini/ini_prose.h"

void translation_hash(char hash[SOURCE_HASH], const char *text)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	snprintf(hash, SOURCE_HASH, "%08x", (unsigned)(uint32_t)(h ^ h >> 32));
}

static const struct ini_section *find_same(const struct ini *ini, const struct ini_section *like)
{
	return ini ? ini_find(ini, like->kind, like->id) : NULL;
}

void translation_coverage(const struct ini *base, const struct ini *over, struct coverage *coverage)
{
	struct translation_lines lines;

	*coverage = (struct coverage){ 0 };
	translation_lines_read(&lines, over ? over->file : "");
	for (size_t i = 0; i < base->n; i++) {
		const struct ini_section *s = &base->sections[i], *from = find_same(over, s);

		for (size_t k = 0; k < s->n; k++) {
			const struct ini_entry *e = from ? ini_get(from, s->entries[k].key) : NULL;
			bool any = from && ini_is_synonym(s, s->entries[k].key) &&
				ini_has_synonyms(from);

			if (!ini_needs_translation(s, &s->entries[k]))
				continue;
			coverage->texts++;
			coverage->translated += e || any;
			coverage->stale += e && translation_is_stale(&lines, e, &s->entries[k]);
		}
	}
	translation_lines_release(&lines);
}

void translation_check(const struct ini *base, const struct ini *over, struct diags *diags)
{
	struct translation_lines lines;

	translation_lines_read(&lines, over->file);
	for (size_t i = 0; i < over->n; i++) {
		const struct ini_section *from = &over->sections[i], *s = find_same(base, from);

		for (size_t k = 0; s && k < from->n; k++) {
			const struct ini_entry *e = &from->entries[k], *b = ini_get(s, e->key);

			if (b && translation_is_stale(&lines, e, b))
				diag_add(diags, DIAG_WARNING, "stale-translation", e->file, e->line,
					e->column, e->source,
					_("the source of “%s” has changed since this was translated; vigie translate "
					  "shows it, then correct the text and remove the mark"),
					e->key);
		}
	}
	translation_lines_release(&lines);
}
