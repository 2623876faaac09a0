/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/guide_words.h"

#include "base/i18n.h"

/* TRANSLATORS: headings of a guide for those who teach a lesson to a group */
static const char *const headings[GUIDE_PARTS] = {
	[GUIDE_AIM] = NC_("guide", "Aim"),
	[GUIDE_TIME] = NC_("guide", "Time"),
	[GUIDE_ASK] = NC_("guide", "Ask the group"),
	[GUIDE_ARISE] = NC_("guide", "What may come up"),
	[GUIDE_CLOSE] = NC_("guide", "How to close"),
};

const char *guide_words_heading(enum guide_part part)
{
	return i18n_context(headings[part]);
}
