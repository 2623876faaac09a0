/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/field.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"

/* Rejects text that does not fit whole: half an answer would be a different answer. */
static void insert(struct field *f, const char *text, size_t len)
{
	struct strbuf clean = STRBUF_INIT;

	text_sanitize(&clean, text, len);
	while (clean.len > FIELD_BYTES - f->len)
		strbuf_setlen(&clean, text_prev(clean.buf, clean.len, clean.len));
	memmove(f->text + f->caret + clean.len, f->text + f->caret, f->len - f->caret);
	memcpy(f->text + f->caret, clean.buf, clean.len);
	f->len += clean.len;
	f->caret += clean.len;
	f->text[f->len] = '\0';
	strbuf_release(&clean);
}

static void cut(struct field *f, size_t from, size_t to)
{
	memmove(f->text + from, f->text + to, f->len - to);
	f->len -= to - from;
	f->caret = from;
	f->text[f->len] = '\0';
}

static size_t next(const struct field *f)
{
	return f->caret + text_next(f->text + f->caret, f->len - f->caret, NULL);
}

static bool edit_key(struct field *f, uint32_t key)
{
	char utf8[4];

	switch (key) {
	case K_LEFT:
		f->caret = text_prev(f->text, f->len, f->caret);
		return true;
	case K_RIGHT:
		f->caret = next(f);
		return true;
	case K_HOME:
	case K_CTRL('a'):
		f->caret = 0;
		return true;
	case K_END:
	case K_CTRL('e'):
		f->caret = f->len;
		return true;
	case K_BACKSPACE:
	case K_CTRL('h'):
		cut(f, text_prev(f->text, f->len, f->caret), f->caret);
		return true;
	case K_DELETE:
	case K_CTRL('d'):
		cut(f, f->caret, next(f));
		return true;
	case K_CTRL('u'):
		cut(f, 0, f->caret);
		return true;
	default:
		if (key < 32 || key >= K_UP)
			return false;
		insert(f, utf8, (size_t)utf8_put(utf8, key));
		return true;
	}
}

bool field_update(struct field *f, const struct input *in)
{
	if (in->text) {
		const size_t most = 4 * (size_t)FIELD_BYTES;

		insert(f, in->text, in->len < most ? in->len : most);
		return true;
	}
	return in->command == CMD_NONE && in->key ? edit_key(f, in->key) : false;
}

void field_set(struct field *f, const char *text)
{
	memset(f, 0, sizeof(*f));
	insert(f, text, strlen(text));
}
