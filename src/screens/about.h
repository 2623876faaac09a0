/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be known before anything is shown that should not be kept. */
#ifndef SCREENS_ABOUT_H
#define SCREENS_ABOUT_H

struct model;
struct view;

/* Says that the terminal keeps what is shown, if it does. Comes first on a screen. */
void about_recording(const struct model *model, struct view *view);

#endif
