/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/settings.h"

#include <string.h>

#include "base/i18n.h"

static const char *const themes[] = { "none", "dark", "light", "contrast", "mono", NULL };
static const char *const theme_names[] = {
	/* TRANSLATORS: values of the setting "colours"; a word or two each */
	N_("the terminal's own"),
	N_("light on dark"),
	N_("dark on light"),
	N_("high contrast"),
	N_("none at all"),
};
static const char *const arrangements[] = { "wide", "narrow", "spacious", NULL };
static const char *const arrangement_names[] = {
	/* TRANSLATORS: values of the setting "lines" */
	N_("usual"),
	N_("short"),
	N_("with room between"),
};
static const char *const times[] = { "always", "once", "never", NULL };
static const char *const times_names[] = {
	/* TRANSLATORS: values of the setting "keys at the bottom" */
	N_("always"),
	N_("once on each screen"),
	N_("never"),
};
static const char *const sights[] = { "visible", "hidden", NULL };
static const char *const sight_names[] = {
	/* TRANSLATORS: values of the setting "cursor" */
	N_("visible"),
	N_("hidden"),
};
static const char *const off_on[] = { "off", "on", NULL };
static const char *const off_on_names[] = {
	/* TRANSLATORS: values of the setting "mouse" */
	N_("off"),
	N_("on"),
};
static const char *const no_yes[] = { "no", "yes", NULL };
static const char *const no_yes_names[] = { N_("no"), N_("yes") };
static const char *const decoys[] = { "calendar", "calculator", NULL };
static const char *const decoy_names[] = {
	/* TRANSLATORS: values of the setting "shown after hiding" */
	N_("calendar"),
	N_("calculator"),
};
static const char *const exams[] = { "after", "open", NULL };
static const char *const links[] = { "auto", "yes", "no", NULL };
static const char *const link_names[] = {
	/* TRANSLATORS: value of the setting "links" */
	N_("where known"),
	N_("yes"),
	N_("no"),
};

const struct setting_info setting_infos[SET_COUNT] = {
	[SET_SPEECH] = { "speech", no_yes, N_("For speech"), no_yes_names,
		N_("For screen readers that speak: whole rows, words instead of signs, and the cursor "
		   "after what is new. For braille, leave it off."),
		SETTING_NO },
	[SET_THEME] = { "theme", themes, N_("Colours"), theme_names,
		N_("The course is readable without any colour; every mark has a sign and a word."),
		THEME_NONE },
	[SET_LAYOUT] = { "layout", arrangements, N_("Lines"), arrangement_names,
		N_("Short lines are easier to follow for some. Larger letters are a setting of the terminal."),
		ARRANGE_WIDE },
	[SET_HINTS] = { "hints", times, N_("Keys at the bottom"), times_names,
		N_("“?” shows the keys in any case."), HINTS_ALWAYS },
	[SET_CURSOR] = { "cursor", sights, N_("Cursor"), sight_names,
		N_("Braille and speech follow the cursor, which is on the focused item."),
		CURSOR_VISIBLE },
	[SET_MOUSE] = { "mouse", off_on, N_("Mouse"), off_on_names,
		N_("Off, the terminal itself can select text. F4 does the same for now."),
		SETTING_YES },
	[SET_LINEAR] = { "linear", no_yes, N_("Plain lines"), no_yes_names,
		N_("Best for speech, and for simple terminals; from the next start on."),
		SETTING_NO },
	[SET_DECOY] = { "decoy", decoys, N_("Shown after hiding"), decoy_names,
		N_("What is on the screen after hiding. Both work; q closes them."),
		DECOY_CALENDAR },
	[SET_LINKS] = { "links", links, N_("Links"), link_names,
		N_("Addresses open with a click, where the terminal is known to take links; never with speech or in plain lines."),
		LINKS_AUTO },
	[SET_EXAM] = { "exam", exams, NULL, NULL, NULL, EXAM_AFTER },
};

void settings_init(struct settings *settings)
{
	for (int i = 0; i < SET_COUNT; i++)
		settings->v[i] = setting_infos[i].usual;
}

int setting_find(const char *key)
{
	for (int i = 0; i < SET_COUNT; i++)
		if (!strcmp(setting_infos[i].key, key))
			return i;
	return -1;
}

int setting_value(enum setting setting, const char *value)
{
	const char *const *values = setting_infos[setting].values;

	for (int i = 0; values[i]; i++)
		if (!strcmp(values[i], value))
			return i;
	return -1;
}

int setting_count(enum setting setting)
{
	int n = 0;

	while (setting_infos[setting].values[n])
		n++;
	return n;
}

bool settings_set(struct settings *settings, const char *key, const char *value)
{
	int setting = setting_find(key);
	int number = setting < 0 ? -1 : setting_value((enum setting)setting, value);

	if (number < 0)
		return false;
	settings->v[setting] = number;
	return true;
}
