/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_help.h"

#include "base/i18n.h"
#include "screens/help_page.h"

static void line(struct view *v, const char *label)
{
	struct block *b = view_add(v, BLOCK_FIELD, "");

	b->label = label;
	b->value = 1;
}

static void describe_blank(struct view *v)
{
	view_text(v,
		_("Write the numbers of your country here before you copy this page: the police, the national hotline and the town hall know them. With --country a page with numbers that were read at their sources is printed."));
	line(v, _("Emergency"));
	line(v, _("Against trafficking"));
	line(v, _("Children and young people"));
	line(v, _("Somebody near here"));
	view_dim(v,
		_("If a number does not answer, call the emergency number. A call or a screen can be "
		  "watched: if you can, use a telephone that nobody else looks at."));
}

void booklet_help(struct booklet *b, const struct help *help, int country)
{
	/* TRANSLATORS: the title of the last page of what is printed */
	booklet_begin(
		b, country < 0 ? BOOKLET_TEXT : BOOKLET_HELP, _("Talk to somebody: help numbers"));
	if (country < 0) {
		describe_blank(&b->view);
		return;
	}
	/* as for plain lines: no number in large digits, which are made of characters */
	b->view.linear = true;
	help_page_describe(help, country, &b->view);
	b->view.linear = false;
}
