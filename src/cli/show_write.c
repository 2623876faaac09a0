/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/show_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/options.h"
#include "formats/booklet.h"
#include "formats/booklet_write.h"
#include "os/output.h"

const char *show_locale(const char *category)
{
	const char *const names[] = { "LC_ALL", category, "LANG" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "";
}

/* Where paper of the size Letter is used: the territories that CLDR's paperSize names. */
static bool uses_letter(const char *country)
{
	static const char list[] = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE";

	for (const char *s = list; s; s = strchr(s, ' '), s = s ? s + 1 : NULL)
		if (!strncmp(s, country, 2))
			return true;
	return false;
}

static bool is_letter(const struct options *o, const char *country)
{
	const char *locale = show_locale("LC_PAPER"), *region = strchr(locale, '_');

	if (o->paper)
		return !strcmp(o->paper, "letter");
	if (o->country)
		country = o->country;
	if (country)
		return strlen(country) == 2 && uses_letter(country);
	return region && strlen(region) > 2 && uses_letter(region + 1);
}

int show_write(const struct options *o, const char *country, struct booklet *b)
{
	struct strbuf out = STRBUF_INIT;
	int status;

	b->letter = is_letter(o, country);
	if (o->html)
		booklet_html(b, &out);
	else
		booklet_text(b, &out);
	status = output_write(o->output, &out);
	strbuf_release(&out);
	return status;
}
