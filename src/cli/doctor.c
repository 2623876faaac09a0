/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie doctor: one line each on what the course stands on. Opens the store, and changes nothing else. */
#include "cli/cli.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/qr.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "course/catalog.h"
#include "guard/forget.h"
#include "guard/sandbox.h"
#include "store/store.h"

static void line(const char *what, const char *text)
{
	struct strbuf clean = STRBUF_INIT;

	text_sanitize(&clean, text, strlen(text));
	printf("%s: %s\n", what, clean.buf);
	strbuf_release(&clean);
}

static bool tell_store(const struct paths *paths)
{
	enum store_state state = STORE_UNUSABLE;
	struct strbuf err = STRBUF_INIT;
	struct store *store = NULL;

	if (!paths->store)
		strbuf_addstr(&err, _("no home folder is known; use --store FILE"));
	else if (access(paths->store, F_OK))
		strbuf_addf(&err, _("%s does not exist yet; it is made when the course starts"), paths->store);
	else
		store = store_open(paths->store, "", &state, &err);
	/* TRANSLATORS: a file */
	if (store && !err.len)
		strbuf_addf(&err, _("%s is sound"), paths->store);
	line(_("store"), err.buf);
	store_close(store);
	strbuf_release(&err);
	return store || state == STORE_UNUSABLE;
}

static bool tell_lessons(const struct paths *paths, const char *lang)
{
	struct course course = { 0 };
	struct diags diags = DIAGS_INIT;
	struct strbuf text = STRBUF_INIT;
	bool good;

	course_scan(&course, paths->lessons, paths->n_lessons, lang, &diags);
	good = course.n > 0 && !diags.errors;
	strbuf_addf(&text, _("%zu in %s, %zu errors (vigie check says which)"), course.n,
		paths->n_lessons ? paths->lessons[paths->n_lessons - 1] : "-", diags.errors);
	line(_("lessons"), text.buf);
	strbuf_release(&text);
	diags_release(&diags);
	course_release(&course);
	return good;
}

static void tell_locale(const char *lang)
{
	struct strbuf text = STRBUF_INIT;
	bool unicode = term_set_locale();

	strbuf_addf(&text, unicode ? _("%s, language %s") : _("%s, language %s; drawn with ASCII alone"), nl_langinfo(CODESET), lang);
	line(_("locale"), text.buf);
	strbuf_release(&text);
}

static void tell_terminal(void)
{
	struct strbuf text = STRBUF_INIT;
	const char *term = getenv("TERM");

	strbuf_addf(&text, _("TERM is “%s”; input is %s, output is %s"), term ? term : "",
		isatty(STDIN_FILENO) ? _("a terminal") : _("no terminal"), isatty(STDOUT_FILENO) ? _("a terminal") : _("no terminal"));
	line(_("terminal"), text.buf);
	strbuf_release(&text);
}

/* What Ctrl-X can erase depends on what stands between us and the glass. */
static void tell_hiding(void)
{
	line(_("leaving quickly"), getenv("STY") ? _("GNU screen is running: it keeps the text that was shown, whatever Ctrl-X sends")
		: _("Ctrl-X empties the screen and what was scrolled out; GNU screen or a recording would keep it"));
}

static void tell_guard(void)
{
	struct strbuf text = STRBUF_INIT;

	sandbox_describe(sandbox_possible(), &text);
	line(_("sandbox of a kiosk"), text.buf);
	line(_("memory"), forget_on_free() ? _("is overwritten when it is given back")
		: _("is given back as it is: this build or C library cannot overwrite it"));
	line(_("codes for telephones"), qr_available() ? _("yes (libqrencode)") : _("no: built without libqrencode"));
	strbuf_release(&text);
}

int cmd_doctor(const struct options *options)
{
	struct paths paths;
	const char *lang;
	bool good;

	paths_find(&paths, options);
	lang = language_start(&paths, options);
	good = tell_store(&paths);
	good = tell_lessons(&paths, lang) && good;
	tell_locale(lang);
	tell_terminal();
	tell_hiding();
	tell_guard();
	if (fflush(stdout))
		return EXIT_UNUSABLE;
	return good ? 0 : EXIT_NO;
}
