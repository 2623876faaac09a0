/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie doctor: one line on each thing that the course needs, and what to do if it is not in order
 * (the exit status is then 1). Changes nothing.
 */
#include "cli/subcommand.h"

#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/qr.h"
#include "base/strbuf.h"
#include "course/catalog.h"
#include "guard/forget.h"
#include "guard/sandbox.h"
#include "os/between.h"
#include "os/complain.h"
#include "os/output.h"
#include "store/store.h"
#include "text/text.h"

static void line(const char *what, const char *text)
{
	output_print(stdout, "%s: %s\n", what, text);
}

static bool examine_store(const struct paths *paths, struct strbuf *text)
{
	enum store_state state = STORE_UNUSABLE;
	struct strbuf note = STRBUF_INIT;
	struct store *store = NULL;
	bool good;

	if (!paths->store_named || store_is_ours(paths->store, text))
		store = store_open_reading(paths->store, &state, &note);
	good = store && state == STORE_OK;
	store_close(store);
	if (good)
		good = store_is_writable(paths->store, text);
	if (!text->len && note.len)
		strbuf_addstr(text, note.buf);
	else if (good)
		/* TRANSLATORS: a file */
		strbuf_addf(text, _("%s is sound"), paths->store);
	strbuf_release(&note);
	return good;
}

static bool tell_store(const struct paths *paths)
{
	struct strbuf text = STRBUF_INIT;
	bool good = true;

	if (!paths->store) {
		strbuf_addstr(&text, _("no home folder is known; use --store FILE"));
		good = false;
	} else if (access(paths->store, F_OK) && errno == ENOENT) {
		strbuf_addf(&text, _("%s does not exist yet; it is made when the course starts"),
			paths->store);
	} else {
		good = examine_store(paths, &text);
	}
	line(_("store"), text.buf);
	strbuf_release(&text);
	return good;
}

static bool tell_lessons(const struct paths *paths, const char *lang)
{
	const char *folder = paths->n_lessons ? paths->lessons[paths->n_lessons - 1] : "-";
	struct course course = { 0 };
	struct diags diags = DIAGS_INIT;
	struct strbuf text = STRBUF_INIT;
	bool good;

	course_scan(&course, paths->lessons, paths->n_lessons, lang, &diags);
	good = course.n > 0 && !diags.errors;
	if (course.n)
		strbuf_addf(&text, _("%zu in %s, %zu errors (vigie check says which)"), course.n,
			folder, diags.errors);
	else
		strbuf_addf(&text,
			_("none in %s; start with vigie --lessons FOLDER, or install them again"),
			folder);
	line(_("lessons"), text.buf);
	strbuf_release(&text);
	diags_release(&diags);
	course_release(&course);
	return good;
}

static bool tell_locale(const char *lang)
{
	struct strbuf text = STRBUF_INIT;
	bool unicode = term_set_locale();

	strbuf_addf(&text,
		unicode ? _("%s, language %s") : _("%s, language %s; drawn with ASCII only"),
		nl_langinfo(CODESET), lang);
	if (!unicode)
		strbuf_addstr(
			&text, _(". For all letters and signs start with: LANG=C.UTF-8 vigie"));
	line(_("locale"), text.buf);
	strbuf_release(&text);
	return unicode;
}

/* Having no terminal is not a failure: the course then runs in plain lines. */
static bool tell_terminal(void)
{
	struct strbuf text = STRBUF_INIT;
	const char *term = getenv("TERM");
	bool known = term_is_supported(term);

	strbuf_addf(&text, _("TERM is “%s”; input is %s, output is %s"), term ? term : "",
		isatty(STDIN_FILENO) ? _("a terminal") : _("no terminal"),
		isatty(STDOUT_FILENO) ? _("a terminal") : _("no terminal"));
	if (!known)
		strbuf_addstr(&text,
			_(". Vigie cannot draw on it: start with TERM=xterm vigie, or in plain lines with vigie --linear"));
	line(_("terminal"), text.buf);
	strbuf_release(&text);
	return known;
}

/* What Ctrl-X can erase depends on the multiplexer or recorder in between. */
static void tell_hiding(void)
{
	struct between between = between_find();
	struct strbuf text = STRBUF_INIT;

	if (between.recorder)
		strbuf_addf(&text,
			_("this terminal is being recorded (%s): the recording keeps what was shown, whatever Ctrl-X sends"),
			between.recorder);
	else if (between.gnu_screen)
		strbuf_addstr(&text,
			_("GNU screen is running: it keeps the text that was shown, whatever Ctrl-X sends"));
	else
		strbuf_addstr(&text,
			_("Ctrl-X empties the screen and what was scrolled out; GNU screen or a recording would keep it"));
	line(_("leaving quickly"), text.buf);
	strbuf_release(&text);
}

/* Missing kiosk features are not a failure on a machine without a kiosk. */
static void tell_guard(void)
{
	struct strbuf text = STRBUF_INIT;
	int possible = sandbox_possible();

	sandbox_describe(possible, &text);
	if (possible != (SANDBOX_FILES | SANDBOX_CALLS))
		strbuf_addstr(&text,
			_(". For a kiosk use Linux 5.13 or newer, and build with libseccomp"));
	line(_("sandbox of a kiosk"), text.buf);
	line(_("memory"),
		forget_wipes_on_free()
			? _("is overwritten when freed")
			: _("is not overwritten when freed: this build or C library cannot do it"));
	line(_("codes for telephones"),
		qr_available() ? _("yes (libqrencode)") : _("no: built without libqrencode"));
	strbuf_release(&text);
}

static int run(const struct subcommand_context *context)
{
	bool good = tell_store(&context->paths);

	good = tell_lessons(&context->paths, context->lang) && good;
	good = tell_locale(context->lang) && good;
	good = tell_terminal() && good;
	tell_hiding();
	tell_guard();
	return output_finish(good ? 0 : EXIT_CHECK_FAILED);
}

const struct subcommand subcommand_doctor = {
	.name = "doctor",
	.summary = N_("report on store, lessons, locale, terminal and sandbox"),
	.options =
		(const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE, OPTION_END },
	.run = run,
};
