/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/session_settings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/config.h"
#include "os/between.h"
#include "store/store.h"

static void read_store(struct settings *settings, struct store *store)
{
	for (int i = 0; store && i < SET_COUNT; i++) {
		struct strbuf value = STRBUF_INIT;

		if (store_get_setting(store, setting_infos[i].key, &value))
			settings_set(settings, setting_infos[i].key, value.buf);
		strbuf_release(&value);
	}
}

static bool environment_wants_lines(void)
{
	const char *accessible = getenv("ACCESSIBLE"), *term = getenv("TERM");

	if (accessible && *accessible && strcmp(accessible, "0") && strcmp(accessible, "false"))
		return true;
	return !term || !*term || !strcmp(term, "dumb") || !isatty(STDIN_FILENO) ||
		!isatty(STDOUT_FILENO);
}

bool session_wants_lines(const struct session *s, const struct session_options *options)
{
	return options->linear || s->app.model.settings.v[SET_LINEAR] == SETTING_YES ||
		environment_wants_lines();
}

void session_read_settings(
	struct session *s, struct store *store, const struct session_options *options)
{
	struct model *m = &s->app.model;
	struct between between = between_find();
	int *hints = &m->settings.v[SET_HINTS];

	*hints = -1;
	if (s->paths.config)
		config_read(s->paths.config, &m->settings, &s->config_diags);
	read_store(&m->settings, store);
	if (options->speech)
		settings_set(&m->settings, "speech", "yes");
	if (options->theme)
		settings_set(&m->settings, "theme", options->theme);
	/* a footer that stays is unobtrusive; the same line read aloud again and again is not */
	if (*hints < 0)
		*hints = session_wants_lines(s, options) ? HINTS_ONCE : HINTS_ALWAYS;
	m->recorder = between.recorder;
	m->gnu_screen = between.gnu_screen;
	m->reader = between.reader;
	m->config_path = s->paths.config;
	m->config_diags = &s->config_diags;
}
