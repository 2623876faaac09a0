/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_guide.h"

#include "screens/guide_words.h"

void booklet_guide(const struct guide *guide, struct view *view)
{
	for (int i = 0; i < GUIDE_PARTS; i++) {
		if (!guide->texts[i])
			continue;
		view_add(view, BLOCK_HEADING, guide_words_heading((enum guide_part)i));
		view_text(view, guide->texts[i]);
	}
}
