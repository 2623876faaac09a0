/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads any bytes as a catalogue of translations. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/conversions.h"
#include "base/catalogue.h"
#include "base/i18n.h"
#include "text/text.h"
#include "base/mem.h"
#include "base/plural.h"
#include "base/strbuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The ids in the seed files, and some that no seed has. */
static const char *const ids[] = { "", "Help", "key\004Help", "Quit", "%s is %d", "One page", "z" };

static void read_catalogue(const uint8_t *data, size_t size)
{
	struct strbuf err = STRBUF_INIT;
	struct catalogue *cat = catalogue_from_memory(data, size, text_is_clean, &err);

	if (!cat == !err.len)
		BUG("neither or both of a catalogue and an error");
	for (size_t i = 0; cat && i < ARRAY_SIZE(ids); i++) {
		const char *s = catalogue_get(cat, ids[i]);

		if (s && !format_is_compatible(ids[i], s, false))
			BUG("a dangerous translation of %s", ids[i]);
		for (unsigned long n = 0; n < 5; n++) {
			s = catalogue_get_plural(cat, ids[i], "%d pages", n);
			if (s && !format_is_compatible("%d pages", s, true))
				BUG("a dangerous plural of %s", ids[i]);
		}
	}
	catalogue_free(cat);
	strbuf_release(&err);
}

static void read_rule(const uint8_t *data, size_t size)
{
	struct plural plural;

	if (!plural_parse(&plural, (const char *)data, size))
		return;
	for (unsigned long n = 0; n < 200; n++)
		if (plural_form(&plural, n) >= plural.forms)
			BUG("form out of range for %lu", n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf text = STRBUF_INIT;
	const char *half;

	read_catalogue(data, size);
	read_rule(data, size);
	strbuf_add(&text, (const char *)data, size);
	half = memchr(text.buf, '\n', text.len);
	if (half)
		format_is_compatible(text.buf, half + 1, size % 2);
	strbuf_release(&text);
	return 0;
}
