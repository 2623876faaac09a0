/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/hyperlinks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/mem.h"

/* "NAME=value" each. */
static const char *const *environment;

static char *look_up(const char *name)
{
	size_t n = strlen(name);

	for (const char *const *e = environment; *e; e++)
		if (!strncmp(*e, name, n) && (*e)[n] == '=')
			return (char *)(uintptr_t)(*e + n + 1);
	return NULL;
}

struct terminal {
	const char *env[4];
};

static void assert_all(const struct terminal *terminals, size_t n, bool known)
{
	for (size_t i = 0; i < n; i++) {
		environment = terminals[i].env;
		if (hyperlinks_known(look_up) != known)
			fail_msg("%s %s", terminals[i].env[0], terminals[i].env[1]);
	}
}

static void known_terminals_take_links(void **state)
{
	static const struct terminal terminals[] = {
		{ { "TERM=xterm-256color", "VTE_VERSION=7600" } },
		{ { "TERM=xterm-256color", "VTE_VERSION=5202" } },
		{ { "TERM=xterm-256color", "KONSOLE_VERSION=230805" } },
		{ { "TERM=xterm-256color", "KONSOLE_VERSION=210400" } },
		{ { "TERM=xterm-kitty" } },
		{ { "TERM=foot" } },
		{ { "TERM=foot-direct" } },
		{ { "TERM=alacritty" } },
		{ { "TERM=xterm-ghostty" } },
		{ { "TERM=xterm-256color", "TERM_PROGRAM=ghostty" } },
		{ { "TERM=xterm-256color", "TERM_PROGRAM=WezTerm" } },
		{ { "TERM=xterm-256color", "TERM_PROGRAM=iTerm.app" } },
		{ { "TERM=xterm-256color", "TERM_PROGRAM=vscode" } },
		{ { "TERM=xterm-256color", "WT_SESSION=0a-1b" } },
	};

	(void)state;
	assert_all(terminals, ARRAY_SIZE(terminals), true);
}

static void others_do_not(void **state)
{
	static const struct terminal terminals[] = {
		{ { "HOME=/" } },
		{ { "TERM=" } },
		{ { "TERM=xterm-256color" } },
		{ { "TERM=xterm", "VTE_VERSION=" } },
		{ { "TERM=xterm", "VTE_VERSION=5201" } },
		{ { "TERM=xterm", "VTE_VERSION=x" } },
		{ { "TERM=xterm", "VTE_VERSION=-6000" } },
		{ { "TERM=xterm", "KONSOLE_VERSION=200800" } },
		{ { "TERM=xterm", "TERM_PROGRAM=Apple_Terminal" } },
		{ { "TERM=xterm", "TERM_PROGRAM=WezTerminal" } },
		{ { "TERM=xterm", "WT_SESSION=" } },
		{ { "TERM=xterm-kittyish" } },
		{ { "TERM=rxvt-unicode" } },
	};

	(void)state;
	assert_all(terminals, ARRAY_SIZE(terminals), false);
}

/* What the outer terminal set in the environment says nothing about the one in between. */
static void nothing_is_known_through_another_program(void **state)
{
	static const struct terminal terminals[] = {
		{ { "TERM=screen", "VTE_VERSION=7600" } },
		{ { "TERM=tmux-256color", "VTE_VERSION=7600" } },
		{ { "TERM=xterm-256color", "TMUX=/tmp/tmux-1000/default,1,0",
			"VTE_VERSION=7600" } },
		{ { "TERM=xterm-256color", "STY=1.pts-0.host", "VTE_VERSION=7600" } },
		{ { "TERM=linux", "VTE_VERSION=7600" } },
		{ { "TERM=dumb", "VTE_VERSION=7600" } },
		{ { "VTE_VERSION=7600" } },
	};

	(void)state;
	assert_all(terminals, ARRAY_SIZE(terminals), false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_terminals_take_links),
		cmocka_unit_test(others_do_not),
		cmocka_unit_test(nothing_is_known_through_another_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
