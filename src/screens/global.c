/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/global.h"

#include "base/i18n.h"

const struct binding global_bindings[] = { { CMD_HELP, { 'h', K_F2 },
						   N_("where help is: numbers to call"), 0 },
	{ CMD_LANGUAGE, { 'g', K_F3 }, N_("another language; your place is kept"), 0 },
	{ CMD_SETTINGS, { ',', K_F5 }, N_("settings: colours, lines, keys at the bottom"), 0 },
	{ CMD_LEAVE_QUICKLY, { K_CTRL('x'), K_F9 }, N_("clear the screen and leave at once"), 0 },
	{ CMD_MOUSE, { K_F4 }, N_("mouse off or on (off: the terminal can select text)"), 0 },
	{ CMD_REDRAW, { K_CTRL('l') }, N_("draw the screen again"), 0 },
	{ CMD_FIND, { '/' }, N_("find: lessons, pages, words, help numbers, keys"), 0 },
	{ CMD_KEYS, { '?', K_F1 }, N_("this list of keys"), 0 }, { 0 } };
