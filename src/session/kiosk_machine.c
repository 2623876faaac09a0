/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/kiosk_machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/diag.h"
#include "base/strbuf.h"
#include "course/help.h"
#include "guard/sandbox.h"
#include "guard/secret.h"
#include "os/complain.h"
#include "os/file.h"

enum { OFFERS_BYTES = 65536, REPLY_BYTES = 256, IDS = 100000000 };

static const char *in_machine(struct kiosk_run *r, const char *name)
{
	return arena_printf(&r->config->arena, "%s/%s", r->config->machine, name);
}

void kiosk_machine_find(struct kiosk_run *r)
{
	if (!r->config->machine || file_is_real_folder(in_machine(r, "ask")))
		return;
	complain(0, _("the machine takes no words in %s; is vigie-machine-offers.service running?"),
		r->config->machine);
	r->config->machine = NULL;
}

void kiosk_machine_allow(struct kiosk_run *r, struct sandbox *box)
{
	if (!r->config->machine)
		return;
	box->read[box->n_read++] = r->config->machine;
	/* a time zone that is chosen is used at once */
	box->read[box->n_read++] = "/usr/share/zoneinfo";
	box->write[box->n_write++] = in_machine(r, "ask");
}

/* ---- what is offered */

static void offer_countries(struct kiosk_run *r)
{
	const char *lang = r->languages[r->kiosk.language].code.code;
	struct diags diags = DIAGS_INIT;
	struct help help = { 0 };

	offers_drop(&r->offers, OFFER_COUNTRY);
	help_load(&help, r->s->paths.help, lang, &diags);
	/* regions have longer codes */
	for (size_t i = 0; i < help.n; i++)
		if (strlen(help.countries[i].code) == 2 && !help.countries[i].n_members)
			offers_add(&r->offers, OFFER_COUNTRY, help.countries[i].code,
				help.countries[i].name, "");
	help_release(&help);
	diags_release(&diags);
}

static void speak_first(struct kiosk_run *r, const char *code)
{
	size_t len = strcspn(code, ",");

	for (size_t i = 0; i < r->n_languages; i++)
		if (strlen(r->languages[i].code.code) == len &&
			!memcmp(r->languages[i].code.code, code, len))
			r->kiosk.language = i;
	language_use(r->s->paths.locale, r->languages[r->kiosk.language].code.code);
	offer_countries(r);
}

void kiosk_machine_begin(struct kiosk_run *r)
{
	struct strbuf text = STRBUF_INIT;

	if (!r->config->machine)
		return;
	if (file_read_untrusted(in_machine(r, "offers"), OFFERS_BYTES, &text))
		offers_read(&r->offers, text.buf, text.len);
	strbuf_release(&text);
	for (size_t i = 0; i < r->n_languages; i++)
		offers_add(&r->offers, OFFER_LANGUAGE, r->languages[i].code.code,
			r->languages[i].name, "");
	offers_set_now(&r->offers, OFFER_LANGUAGE, r->languages[0].code.code);
	if (r->config->country)
		offers_set_now(&r->offers, OFFER_COUNTRY, r->config->country);
	offer_countries(r);
	r->asked = (unsigned)(time(NULL) % IDS);
	kiosk_set_offers(&r->kiosk, &r->offers, !r->config->code);
}

void kiosk_machine_tell_time(struct kiosk_run *r)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };

	if (r->kiosk.phase != KIOSK_SETUP)
		return;
	localtime_r(&now, &tm);
	strftime(r->kiosk.setup.clock, sizeof(r->kiosk.setup.clock), "%Y-%m-%d %H:%M", &tm);
}

/* ---- words */

/* If it cannot be written, no answer comes, and that is said. */
static void leave(struct kiosk_run *r, const char *word, const char *value)
{
	struct strbuf line = STRBUF_INIT;

	r->asked = (r->asked + 1) % IDS;
	strbuf_addf(&line, "%u %s%s%s\n", r->asked, word, *value ? " " : "", value);
	(void)file_write_private(in_machine(r, "ask/request"), line.buf, line.len);
	strbuf_release(&line);
}

void kiosk_machine_ask(struct kiosk_run *r)
{
	static const char languages[] = "languages ";

	if (!strncmp(r->kiosk.ask, languages, sizeof(languages) - 1))
		speak_first(r, r->kiosk.ask + sizeof(languages) - 1);
	leave(r, r->kiosk.ask, "");
}

void kiosk_machine_ask_code(struct kiosk_run *r)
{
	struct strbuf hash = STRBUF_INIT;

	if (secret_hash(r->kiosk.setup.code.text, &hash))
		leave(r, "code", hash.buf);
	strbuf_release(&hash);
}

static void use_zone(const struct kiosk_run *r)
{
	static const char word[] = "zone ";
	char zone[SETUP_ASK_BYTES];

	if (strncmp(r->kiosk.ask, word, sizeof(word) - 1))
		return;
	snprintf(zone, sizeof(zone), ":%s", r->kiosk.ask + sizeof(word) - 1);
	setenv("TZ", zone, 1);
	tzset();
}

enum kiosk_action kiosk_machine_take(struct kiosk_run *r)
{
	struct strbuf reply = STRBUF_INIT;
	enum kiosk_action what = KIOSK_NOTHING;
	char *end;

	if (!r->kiosk.ask || !file_read_untrusted(in_machine(r, "reply"), REPLY_BYTES, &reply))
		return KIOSK_NOTHING;
	if (strtoul(reply.buf, &end, 10) == r->asked && *end == ' ') {
		const char *refused = strncmp(end, " refused ", 9) ? NULL : end + 9;

		end[strcspn(end, "\n")] = '\0';
		if (!refused) {
			use_zone(r);
			kiosk_machine_tell_time(r);
		}
		what = kiosk_answered(&r->kiosk, refused);
	}
	strbuf_release(&reply);
	return what;
}
