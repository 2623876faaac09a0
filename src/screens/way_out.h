/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SCREENS_WAY_OUT_H
#define SCREENS_WAY_OUT_H

struct view;

/* Adds what to do on leaving a conversation, each way below its name, as the screen tells it. */
void way_out_describe(struct view *view);

#endif
