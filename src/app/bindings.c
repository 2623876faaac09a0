/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From keys to commands: the bindings of the screen on top, then those that hold everywhere. */
#include "app/app_parts.h"

#include "screens/global.h"
#include "view/keyboard.h"

static const struct binding *find_in(const struct binding *b, uint32_t key)
{
	for (; b && b->command; b++) {
		if ((b->flags & BIND_DIGITS) && key >= '1' && key <= '9')
			return b;
		for (size_t i = 0; i < BINDING_KEYS && b->keys[i]; i++)
			if (b->keys[i] == key)
				return b;
	}
	return NULL;
}

static const struct binding *find_here(const struct app *app, uint32_t key)
{
	const struct binding *b = find_in(app->stack[app->depth - 1].screen->bindings, key);

	return b ? b : find_in(global_bindings, key);
}

const struct binding *bindings_find(const struct app *app, uint32_t key)
{
	const struct binding *b = find_here(app, key);

	return b ? b : find_here(app, keyboard_latin(key));
}

/* Keys that a text field handles itself. */
bool app_is_typing_key(uint32_t key)
{
	static const uint32_t editing[] = { K_LEFT, K_RIGHT, K_HOME, K_END, K_BACKSPACE, K_DELETE,
		K_CTRL('a'), K_CTRL('d'), K_CTRL('e'), K_CTRL('h'), K_CTRL('u') };

	if (key >= 32 && key < K_UP && key != K_BACKSPACE)
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(editing); i++)
		if (editing[i] == key)
			return true;
	return false;
}

enum command app_command_for_key(const struct app *app, uint32_t key)
{
	const struct binding *b = bindings_find(app, key);

	return b ? b->command : CMD_NONE;
}

const struct binding *bindings_digits(const struct app *app)
{
	const struct binding *b = app->stack[app->depth - 1].screen->bindings;

	while (b && b->command && !(b->flags & BIND_DIGITS))
		b++;
	return b && b->command ? b : NULL;
}
