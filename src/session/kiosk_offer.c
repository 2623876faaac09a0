/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/kiosk_offer.h"

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/course_file.h"
#include "session/kiosk_stick.h"
#include "text/text.h"
#include "view/keyboard.h"

/* The names of the languages that are not shown, each in itself. */
static const char *other_languages(struct kiosk_run *r)
{
	struct strbuf names = STRBUF_INIT;
	const char *out;

	for (size_t i = 0; i < r->n_languages; i++)
		if (i != r->kiosk.language)
			strbuf_addf(&names, "%s%s", names.len ? " · " : "", r->languages[i].name);
	out = names.len ? arena_strdup(&r->offered.arena, names.buf) : NULL;
	strbuf_release(&names);
	return out;
}

void kiosk_offer(struct kiosk_run *r)
{
	const struct paths *p = &r->s->paths;
	struct kiosk *k = &r->kiosk;
	struct diags diags = DIAGS_INIT;
	const char *lang = r->languages[k->language].code.code;

	course_release(&r->offered);
	r->offered = (struct course){ 0 };
	k->n_ways = 0;
	kiosk_choose_lessons(r);
	for (size_t i = 0; i < p->n_lessons; i++)
		if (course_read_title(&r->offered, p->lessons[i], lang, &diags))
			break;
	for (size_t i = 0; i < r->offered.n_paths && k->n_ways + 1 < KIOSK_WAYS_MAX; i++)
		if (r->offered.paths[i].kiosk)
			k->ways[k->n_ways++] = r->offered.paths[i].title;
	if (k->n_ways)
		k->ways[k->n_ways++] = _("I need help: numbers to call");
	k->other_languages = other_languages(r);
	diags_release(&diags);
}

void kiosk_offer_release(struct kiosk_run *r)
{
	course_release(&r->offered);
	r->offered = (struct course){ 0 };
	r->kiosk.n_ways = 0;
}

int kiosk_offer_taken(const struct kiosk_run *r, const struct event *event)
{
	int command, number = 0;

	if (r->kiosk.phase != KIOSK_ATTRACT)
		return 0;
	if (event->kind == EVENT_KEY)
		number = text_decimal_value(event->key);
	else if (event->kind == EVENT_CLICK)
		number = layout_hit(&r->layout, &r->view, layout_follow(&r->layout, r->scroll),
				 event->x, event->y, &command) +
			1;
	return number > 0 && number <= (int)r->kiosk.n_ways ? number : 0;
}

static void press(struct kiosk_run *r, const struct event *event, uint32_t key)
{
	struct event pressed = { .kind = EVENT_KEY, .key = key };

	pressed.now = event->now;
	pressed.monotonic = event->monotonic;
	session_handle(r->s, &pressed);
}

void kiosk_offer_take(struct kiosk_run *r, int number, const struct event *event)
{
	if (number) {
		press(r, event, (uint32_t)('0' + number));
		press(r, event, K_ENTER);
	} else if (event->kind == EVENT_KEY &&
		(keyboard_latin(event->key) == 'g' || event->key == K_F3)) {
		press(r, event, K_F3);
	}
}
