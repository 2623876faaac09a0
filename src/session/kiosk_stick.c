/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lessons are updated and counters exported by USB stick: vigie/lessons.vigie (a pack, made by
 * vigie pack) and the folder vigie/counters on it. A pack with a wrong checksum, a path that leads
 * outside, or an error that vigie check reports is rejected. The new lessons replace the previous
 * ones in one step; those are kept as lessons.old.
 */
#include "session/kiosk_stick.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "check/check.h"
#include "formats/tar.h"
#include "os/clock.h"
#include "os/file.h"
#include "questions/type.h"

/* ---- lessons */

/* Paths of a pack have at most one folder, and are in order (tar.h). */
static bool unpack(struct pack *pack, const char *to)
{
	const char *folder = NULL;

	for (size_t i = 0; i < pack->n; i++) {
		const struct pack_file *f = &pack->files[i];
		const char *path = arena_printf(&pack->arena, "%s/%s", to, f->path);
		size_t len = (size_t)(strrchr(path, '/') - path);

		if (strchr(f->path, '/') &&
			(!folder || strlen(folder) != len || strncmp(folder, path, len))) {
			if (folder && !file_sync_folder(folder))
				return false;
			folder = arena_memdupz(&pack->arena, path, len);
			if (mkdir(folder, 0700))
				return false;
		}
		if (!file_write_new(path, f->data, f->len))
			return false;
	}
	return (!folder || file_sync_folder(folder)) && file_sync_folder(to);
}

/* Checks the unpacked copy, not the stick, so that the files checked are the files installed. */
static bool is_sound(const char *path)
{
	struct date now = clock_today();
	struct check_result result = { 0 };
	struct diags diags = DIAGS_INIT;
	bool sound;

	check_path(path, &now, question_parse, &result, &diags);
	sound = !diags.errors && result.lessons + result.scenarios > 0;
	diags_release(&diags);
	return sound;
}

/*
 * Puts the fresh lessons in place, in one step where the system can, so that after a power cut
 * either the old or the new ones are there.
 */
static bool take_the_place(const char *fresh, const char *current, const char *old)
{
	file_remove_tree(old);
	if (file_exchange(fresh, current))
		return rename(fresh, old) == 0;
	if (rename(current, old) && errno != ENOENT)
		return false;
	if (rename(fresh, current) == 0)
		return true;
	(void)rename(old, current);
	return false;
}

enum taken { TAKEN, NOT_READ, NOT_WHOLE, NO_ROOM, NOT_SOUND, NOT_PLACED };

static const char *const sentences[] = {
	[TAKEN] = N_("The new lessons are in place. The next visit has them."),
	[NOT_READ] = N_(
		"The file vigie/lessons.vigie of the stick cannot be read. Nothing was changed."),
	[NOT_WHOLE] = N_(
		"The file vigie/lessons.vigie of the stick is damaged or no lesson pack. Nothing was changed."),
	[NO_ROOM] = N_("There is no room for the new lessons. Nothing was changed."),
	[NOT_SOUND] = N_(
		"The lessons on the stick have mistakes (vigie check says which). Nothing was changed."),
	[NOT_PLACED] = N_("The new lessons could not be put in place. Those from before stay."),
};

static enum taken place(const char *data, struct pack *pack)
{
	const char *current = arena_printf(&pack->arena, "%s/lessons", data);
	const char *fresh = arena_printf(&pack->arena, "%s.new", current);
	const char *old = arena_printf(&pack->arena, "%s.old", current);
	enum taken taken;

	file_remove_tree(fresh);
	if (mkdir(fresh, 0700) || !unpack(pack, fresh))
		taken = errno == ENOSPC || errno == EDQUOT ? NO_ROOM : NOT_PLACED;
	else if (!is_sound(fresh))
		taken = NOT_SOUND;
	else
		taken = take_the_place(fresh, current, old) && file_sync_folder(data) ? TAKEN
										      : NOT_PLACED;
	file_remove_tree(fresh);
	return taken;
}

const char *kiosk_update_lessons(struct kiosk_run *r)
{
	struct strbuf data = STRBUF_INIT, err = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	struct pack pack = { 0 };
	enum taken taken;

	if (!file_read_untrusted(arena_printf(&arena, "%s/vigie/lessons.vigie", r->config->usb),
		    PACK_MAX, &data))
		taken = NOT_READ;
	else if (!pack_read(&pack, data.buf, data.len, &err))
		taken = NOT_WHOLE;
	else
		taken = place(r->config->data, &pack);
	arena_release(&arena);
	pack_release(&pack);
	strbuf_release(&data);
	strbuf_release(&err);
	return _(sentences[taken]);
}

/* ---- counters */

void kiosk_open_counters(struct kiosk_run *r)
{
	struct strbuf err = STRBUF_INIT;

	if (!r->counters)
		r->counters = counters_open(r->counters_path, &err);
	strbuf_release(&err);
}

const char *kiosk_export_counters(struct kiosk_run *r)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	const char *folder = arena_printf(&arena, "%s/vigie/counters", r->config->usb);
	char day[32] = "";
	time_t now = time(NULL);
	struct tm tm = { 0 };
	bool good;

	localtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y%m%d-%H%M%S", &tm);
	kiosk_open_counters(r);
	good = r->counters && counters_report(r->counters, r->config->minimum, true, &out, &err) &&
		file_write_new(arena_printf(&arena, "%s/counters-%s.csv", folder, day), out.buf,
			out.len) &&
		file_sync_folder(folder);
	arena_release(&arena);
	strbuf_release(&out);
	strbuf_release(&err);
	return good
		? _("The counters are on the stick. Wait until its light stops, then take it out.")
		: _("The counters could not be written to the folder vigie/counters of the stick.");
}

/* ---- available lessons */

/*
 * Removes what a kiosk left that was killed while it took lessons. Where the two folders cannot be
 * exchanged in one step, it may have been between two steps: the lessons from before then return.
 */
static void clear_up(const char *lessons)
{
	struct arena arena = ARENA_INIT;
	const char *fresh = arena_printf(&arena, "%s.new", lessons);
	const char *old = arena_printf(&arena, "%s.old", lessons);

	if (file_exists(fresh)) {
		if (!file_exists(lessons))
			(void)rename(old, lessons);
		file_remove_tree(fresh);
	}
	arena_release(&arena);
}

void kiosk_choose_lessons(struct kiosk_run *r)
{
	struct paths *p = &r->s->paths;

	clear_up(r->usb_lessons);
	if (!file_is_real_folder(r->usb_lessons))
		return;
	p->lessons[0] = r->usb_lessons;
	p->n_lessons = 1;
	if (file_is_real_folder(r->usb_help))
		p->help = r->usb_help;
}
