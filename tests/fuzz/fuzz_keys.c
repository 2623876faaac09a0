/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes of a keyboard -> events (view/decode.c) -> app -> canvas, over the small course. The byte
 * 0xfe, which is in no UTF-8, begins what no key says: a letter for what, and two bytes for how
 * much. After each event all that tests/screens/check.h knows must hold.
 *
 *	r resize   c click   w wheel   b choose block   m command   n not saved   s start again
 */
#include <stdint.h>
#include <string.h>

#include "view/decode.h"
#include "visit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MARK = 0xfe, EVENTS_MAX = 400, BYTES_MAX = 6000 };

static struct decode decode;
static int64_t now;
static int events;

static void restart(struct session *s)
{
	session_close(s);
	session_open(s);
}

static void happen(struct session *s, struct event event)
{
	if (events++ > EVENTS_MAX)
		return;
	if (s->left)
		restart(s);
	visit(s, event);
}

static void type_bytes(struct session *s, const uint8_t *data, size_t size)
{
	struct event event;

	while (size) {
		size_t n = decode_room(&decode);

		n = n < size ? n : size;
		decode_feed(&decode, (const char *)data, n, now);
		data += n;
		size -= n;
		while (decode_next(&decode, now, &event))
			happen(s, event);
	}
	/* nothing may be waited for without end */
	for (int i = 0; decode_wait(&decode, now) >= 0; i++) {
		if (i > 16)
			BUG("the decoder waits without end");
		now += decode_wait(&decode, now);
		while (decode_next(&decode, now, &event))
			happen(s, event);
	}
}

static void other(struct session *s, uint8_t what, int x, int y)
{
	static const char sentence[] = "Nothing could be saved, since the disk is full.";
	struct event event = { .x = x, .y = y };

	switch (what) {
	case 'r':
		event.kind = EVENT_RESIZE;
		break;
	case 'c':
		event.kind = EVENT_CLICK;
		break;
	case 'w':
		event.kind = EVENT_WHEEL;
		event.delta = x - 128;
		break;
	case 'b':
		event.kind = EVENT_CHOOSE;
		break;
	case 'm':
		event.kind = EVENT_COMMAND;
		event.x = x % (CMD_REDRAW + 1);
		break;
	case 'n':
		event.kind = EVENT_NOT_SAVED;
		event.text = sentence;
		event.len = strlen(sentence);
		break;
	case 's':
		restart(s);
		return;
	default:
		return;
	}
	happen(s, event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct setup setup = visit_setup(TEST_DATA "/lessons/good");
	struct session session;
	const uint8_t *end;

	if (!size || size > BYTES_MAX)
		return 0;
	setup.ascii = *data & 1;
	setup.first_visit = *data & 2;
	data++;
	end = data + size - 1;
	events = 0;
	decode_init(&decode, false);
	session_begin(&session, &setup);
	session_open(&session);
	while (data < end) {
		const uint8_t *mark = memchr(data, MARK, (size_t)(end - data));

		type_bytes(&session, data, (size_t)((mark ? mark : end) - data));
		if (!mark || end - mark < 4)
			break;
		other(&session, mark[1], mark[2], mark[3]);
		data = mark + 4;
	}
	session_end(&session);
	return 0;
}
