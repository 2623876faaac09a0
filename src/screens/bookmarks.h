/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages that a person marks to come back to. They are a setting of the person, "marks", like the
 * chosen path (plan.h): in no report, export or event, and in a kiosk gone with the visit.
 */
#ifndef SCREENS_BOOKMARKS_H
#define SCREENS_BOOKMARKS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct effects;
struct model;
struct model_place;

enum { BOOKMARKS_MAX = 50 };

/* Takes the setting as stored; false if key is another one. */
bool bookmarks_set(struct model *model, const char *key, const char *value);
bool bookmarks_has(const struct model *model, int lesson, int page);
/* Marks a page, or takes its mark away, and says so. The oldest mark goes when there are too many.
 */
void bookmarks_toggle(const struct model *model, int lesson, int page, struct effects *fx);
/* Returns the marked pages that can be read, the newest first, in the arena. */
struct model_place *bookmarks_list(const struct model *model, struct arena *arena, size_t *n);

#endif
