/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_BOOKLET_SCENARIO_H
#define FORMATS_BOOKLET_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "view/block.h"

/*
 * Describes a whole scenario, or one place of it: its places are the messages, then the endings.
 * With answers, includes signs and debriefs.
 */
struct scenario;
void booklet_scenario(const struct scenario *scenario, bool answers, struct view *view);
size_t booklet_places(const struct scenario *scenario);
const char *booklet_place_id(const struct scenario *scenario, size_t at);
void booklet_place(const struct scenario *scenario, size_t at, bool answers, struct view *view);

#endif
