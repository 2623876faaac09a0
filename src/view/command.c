/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/command.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/text.h"
#include "view/keyboard.h"

static const struct {
	uint32_t key;
	const char *name;
} names[] = {
	/* TRANSLATORS: names of keys, as printed on keyboards where your language is spoken */
	{ K_TAB, N_("Tab") },
	{ K_ENTER, N_("Enter") },
	{ K_ESC, N_("Esc") },
	{ K_SPACE, N_("Space") },
	{ K_BACKSPACE, N_("Backspace") },
	{ K_UP, "↑" },
	{ K_DOWN, "↓" },
	{ K_LEFT, "←" },
	{ K_RIGHT, "→" },
	{ K_HOME, N_("Home") },
	{ K_END, N_("End") },
	{ K_PAGE_UP, N_("PgUp") },
	{ K_PAGE_DOWN, N_("PgDn") },
	{ K_DELETE, N_("Delete") },
	{ K_BACK_TAB, N_("Shift-Tab") },
	{ K_F1, "F1" },
	{ K_F2, "F2" },
	{ K_F3, "F3" },
	{ K_F4, "F4" },
	{ K_F5, "F5" },
	{ K_F9, "F9" },
};

const char *command_key_name(uint32_t key, char *buf, size_t size)
{
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].key == key)
			return _(names[i].name);
	if (key < 32)
		/* TRANSLATORS: the key Ctrl together with a letter */
		snprintf(buf, size, _("Ctrl-%c"), (int)(key + 64));
	else
		buf[utf8_put(buf, key)] = '\0';
	return buf;
}

/* Keys other than letters; all are easy to find on a braille keyboard and clear when read aloud. */
static const struct {
	char sign;
	uint32_t key;
} signs[] = {
	{ '>', K_RIGHT },
	{ '+', K_DOWN },
	{ '-', K_UP },
	{ '.', K_SPACE },
};

const char *command_line_name(uint32_t key, char *buf, size_t size)
{
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
		if (signs[i].key == key) {
			snprintf(buf, size, "%c", signs[i].sign);
			return buf;
		}
	if (key != K_ENTER && key != K_ESC && key != K_CTRL('x') && key != K_F9 &&
		(key <= K_SPACE || key >= K_BACKSPACE))
		return NULL;
	return command_key_name(key, buf, size);
}

/* The signs that are keys; a voice passes over most of them, so plain lines print their names. */
static const char *sign_word(char sign)
{
	switch (sign) {
	/* TRANSLATORS: names of signs on the keyboard, as a screen reader says them */
	case ',':
		return C_("sign", "comma");
	case '/':
		return C_("sign", "slash");
	case '?':
		return C_("sign", "question mark");
	case '>':
		return C_("sign", "greater than");
	case '+':
		return C_("sign", "plus");
	case '-':
		return C_("sign", "minus");
	case '.':
		return C_("sign", "dot");
	case '=':
		return C_("sign", "equals");
	default:
		return NULL;
	}
}

const char *command_line_word(uint32_t key, char *buf, size_t size)
{
	const char *name = command_line_name(key, buf, size);
	const char *word = name && !name[1] ? sign_word(*name) : NULL;

	return word ? word : name;
}

char command_line_sign(const char *line)
{
	static const char known[] = ",/?>+-.=";

	for (const char *sign = known; *sign; sign++)
		if (text_equal_folded(line, sign_word(*sign), TEXT_NO_ACCENTS))
			return *sign;
	return '\0';
}

/* Returns the character of a line that has one only, else 0. */
static uint32_t only_character(const char *line)
{
	struct utf8_decoder decoder = { 0 };
	uint32_t code = 0;

	while (*line)
		if (utf8_feed(&decoder, (unsigned char)*line++, &code))
			break;
	return *line ? 0 : code;
}

uint32_t command_line_key(const char *line)
{
	uint32_t code;

	if (!*line)
		return K_ENTER;
	if (!strcasecmp(line, "F9"))
		return K_F9;
	/* "<" is what it was called before it had a word that can be read aloud */
	if (!strcasecmp(line, "Esc") || !strcmp(line, _("Esc")) || !strcmp(line, "<"))
		return K_ESC;
	code = keyboard_latin(only_character(line));
	if (code <= K_SPACE || code >= K_BACKSPACE)
		return K_NONE;
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
		if ((unsigned char)signs[i].sign == code)
			return signs[i].key;
	return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

/* Ctrl-G goes back where Esc is kept: no screen reader is known to take it. */
static bool may_be_kept(uint32_t key, bool lines)
{
	if (key == K_CTRL('g'))
		return false;
	return key < K_ESC ? key != K_TAB && key != K_ENTER : key == K_ESC && !lines;
}

void binding_keys(
	const struct binding *binding, bool reader, bool lines, uint32_t keys[BINDING_KEYS + 1])
{
	size_t n = 0;

	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < BINDING_KEYS && binding->keys[i]; i++)
			if ((reader && may_be_kept(binding->keys[i], lines)) == last)
				keys[n++] = binding->keys[i];
	keys[n] = K_NONE;
}
