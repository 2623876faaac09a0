/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_BOOKLET_SCENARIO_H
#define FORMATS_BOOKLET_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "course/scenario.h"
#include "view/block.h"

struct booklet;

/*
 * Describes a whole scenario, or one place of it: its places are the messages, then the endings.
 * With answers, includes signs and debriefs.
 */
void booklet_scenario(struct booklet *booklet, const struct scenario *scenario, bool answers);
size_t booklet_places(const struct scenario *scenario);
const char *booklet_place_id(const struct scenario *scenario, size_t at);
void booklet_place(const struct scenario *scenario, size_t at, bool answers, struct view *view);

/*
 * The conditions of a message or reply in words, the replies that were chosen; NULL if there are
 * none.
 */
const char *booklet_condition(
	const struct scenario *scenario, const struct condition *condition, struct view *view);
/* The signs in a message, and why they are some. */
void booklet_signs(const struct message *message, struct view *view);
/* The place that a message or reply leads to. */
size_t booklet_target(const struct scenario *scenario, struct target target);

#endif
