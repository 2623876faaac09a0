/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_guide.h"

#include "base/i18n.h"

/* TRANSLATORS: headings of a guide for those who teach a lesson to a group */
static const char *const headings[GUIDE_PARTS] = {
	[GUIDE_AIM] = NC_("guide", "Aim"),
	[GUIDE_TIME] = NC_("guide", "Time"),
	[GUIDE_ASK] = NC_("guide", "Ask the group"),
	[GUIDE_ARISE] = NC_("guide", "What may come up"),
	[GUIDE_CLOSE] = NC_("guide", "How to close"),
};

void booklet_guide(const struct guide *guide, struct view *view)
{
	for (int i = 0; i < GUIDE_PARTS; i++) {
		if (!guide->texts[i])
			continue;
		view_add(view, BLOCK_HEADING, i18n_context(headings[i]));
		view_text(view, guide->texts[i]);
	}
}
