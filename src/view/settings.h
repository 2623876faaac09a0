/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings that control how the course looks. One table names the settings and their values;
 * vigie.ini, the store, the settings screen and --theme all use it.
 *
 * To add a setting: a line in enum setting, an enum of its values, an entry in setting_infos[].
 */
#ifndef VIEW_SETTINGS_H
#define VIEW_SETTINGS_H

#include <stdbool.h>

enum setting {
	SET_SPEECH, /* first, so that it is found at once */
	SET_THEME,
	SET_LAYOUT,
	SET_HINTS,
	SET_CURSOR,
	SET_MOUSE,
	SET_LINEAR,
	/* from here on not in a kiosk */
	SET_DECOY,
	SET_LINKS,
	/* in vigie.ini alone, not on the settings screen */
	SET_EXAM, /* for trainers */
	SET_COUNT
};

enum theme { THEME_NONE, THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO, THEME_COUNT };
enum layout_mode { ARRANGE_WIDE, ARRANGE_NARROW, ARRANGE_SPACIOUS };
enum hint_times { HINTS_ALWAYS, HINTS_ONCE, HINTS_NEVER };
enum cursor_mode { CURSOR_VISIBLE, CURSOR_HIDDEN };
enum decoy { DECOY_CALENDAR, DECOY_CALCULATOR };
enum exam { EXAM_AFTER, EXAM_OPEN };
enum links { LINKS_AUTO, LINKS_YES, LINKS_NO };
enum { SETTING_NO, SETTING_YES }; /* speech, mouse, linear */

struct settings {
	int v[SET_COUNT]; /* value number, by enum setting */
};

struct setting_info {
	const char *key;           /* name in vigie.ini and in the store */
	const char *const *values; /* names of the values there, by number, NULL-terminated */
	const char *name;          /* N_(): name on the settings screen; NULL if not there */
	const char *const *names;  /* N_(): names of the values there */
	const char *about;         /* N_(): one sentence */
	int usual;
};

extern const struct setting_info setting_infos[SET_COUNT];

/* Sets every setting to its default. */
void settings_init(struct settings *settings);
/* Find a setting by key and a value by name; -1 if unknown. */
int setting_find(const char *key);
int setting_value(enum setting setting, const char *value);
int setting_count(enum setting setting);
/* Returns false, changing nothing, if there is no such setting or value. */
bool settings_set(struct settings *settings, const char *key, const char *value);

#endif
