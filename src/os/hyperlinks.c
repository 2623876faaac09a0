/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/hyperlinks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Each rule is from the list that the specification names, "OSC 8 adoption in terminal emulators"
 * (github.com/Alhadis/OSC8-Adoption), and from what the terminal's own pages say. A variable says
 * what the innermost terminal is only if nothing stands between: see is_between().
 */
static const struct {
	const char *variable;
	const char *value; /* or the beginning of it, with a star; NULL: any number from least on */
	long least;
} rules[] = {
	/*
	 * GNOME Terminal and all others on VTE: since 0.50; a rare crash was mended in 0.52.2
	 * (gist.github.com/egmontkob, "Hyperlinks in terminal emulators"). 0.52.2 is 5202.
	 */
	{ "VTE_VERSION", NULL, 5202 },
	/* Konsole: since 20.08, off unless its profile allows it; 21.04 is 210400 */
	{ "KONSOLE_VERSION", NULL, 210400 },
	/* kitty: since 0.19 (github.com/kovidgoyal/kitty/issues/68); it sets TERM itself */
	{ "TERM", "xterm-kitty", 0 },
	/* foot: since 1.7.0 (its CHANGELOG); also foot-extra, foot-direct */
	{ "TERM", "foot*", 0 },
	/* alacritty: since 0.11 (its CHANGELOG); it sets no other variable (issue 781) */
	{ "TERM", "alacritty*", 0 },
	/* ghostty: from its beginning (ghostty.org/docs/vt, OSC 8) */
	{ "TERM", "xterm-ghostty", 0 },
	{ "TERM_PROGRAM", "ghostty", 0 },
	/* WezTerm: since 2018 (wezterm.org, "Hyperlinks"); TERM is xterm-256color */
	{ "TERM_PROGRAM", "WezTerm", 0 },
	/* iTerm2: since 3.1 of 2017 (iterm2.com, "Escape codes") */
	{ "TERM_PROGRAM", "iTerm.app", 0 },
	/* Visual Studio Code: since xterm.js 5.0 of 2022 */
	{ "TERM_PROGRAM", "vscode", 0 },
	/* Windows Terminal: since 1.4 of 2020 (github.com/microsoft/terminal) */
	{ "WT_SESSION", "*", 0 },
};

static bool begins(const char *s, const char *head)
{
	return s && !strncmp(s, head, strlen(head));
}

/*
 * tmux and GNU screen hand the variables of the terminal that they were started in to every
 * terminal that they are shown on later. tmux 3.4 passes links on, but also keeps their addresses
 * for itself after the screen was erased. A console ignores what it does not know since Linux 5
 * only, and inherits the variables too.
 */
static bool is_between(hyperlinks_env *env)
{
	const char *term = env("TERM");

	return env("TMUX") || env("STY") || !term || begins(term, "screen") ||
		begins(term, "tmux") || begins(term, "linux") || begins(term, "dumb");
}

static bool is_value(const char *value, const char *rule)
{
	size_t n = strlen(rule);

	return rule[n - 1] == '*' ? !strncmp(value, rule, n - 1) : !strcmp(value, rule);
}

bool hyperlinks_known(hyperlinks_env *env)
{
	if (is_between(env))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		const char *value = env(rules[i].variable);

		if (!value || !*value)
			continue;
		if (rules[i].value ? is_value(value, rules[i].value)
				   : strtol(value, NULL, 10) >= rules[i].least)
			return true;
	}
	return false;
}
