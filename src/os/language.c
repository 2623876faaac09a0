/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/language.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/language_file.h"
#include "text/text.h"

static struct arena strings;

/* A catalogue, and the file that it was read from; none if cat is NULL. */
struct loaded {
	char path[PATH_MAX];
	struct catalogue *cat;
};

static struct loaded in_use;
/* the one that was opened last for its name: language_start() mostly uses it next */
static struct loaded at_hand;

/*
 * Folders of gettext have names such as pt_BR and sr@latin. Returns a static buffer that the next
 * call overwrites: a kiosk switches languages for weeks, so nothing may pile up.
 */
static const char *catalogue_path(const char *locale_dir, const char *code)
{
	static char path[PATH_MAX];
	struct arena arena = ARENA_INIT;
	const char *dir = language_file_exact(&arena, locale_dir, code, "");

	snprintf(path, sizeof(path), "%s/LC_MESSAGES/vigie.mo",
		dir ? dir : arena_printf(&arena, "%s/%s", locale_dir, code));
	arena_release(&arena);
	return path;
}

static const char *env(const char *name)
{
	return getenv(name);
}

/* A catalogue gives the name of its own language as the translation of this msgid. */
/* TRANSLATORS: translate this to the name of YOUR language in your language: "Français", "Español"
 */
#define OWN_NAME NC_("the name of your language", "English")

static bool holds(const struct loaded *loaded, const char *path)
{
	return loaded->cat && !strcmp(loaded->path, path);
}

static void drop(struct loaded *loaded)
{
	catalogue_free(loaded->cat);
	loaded->cat = NULL;
}

/* An unreadable catalogue counts as missing: the program then uses English. */
static bool load(struct loaded *loaded, const char *path)
{
	struct strbuf err = STRBUF_INIT;

	drop(loaded);
	snprintf(loaded->path, sizeof(loaded->path), "%s", path);
	loaded->cat = catalogue_open(path, text_is_clean, &err);
	strbuf_release(&err);
	return loaded->cat != NULL;
}

static const char *own_name(const char *locale_dir, const char *code)
{
	const char *path = catalogue_path(locale_dir, code);
	const struct loaded *loaded = holds(&in_use, path) ? &in_use : &at_hand;
	const char *name = NULL;

	if (holds(loaded, path) || load(&at_hand, path))
		name = catalogue_get(loaded->cat, OWN_NAME);
	return arena_strdup(&strings, name ? name : code);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct language *)a)->name, ((const struct language *)b)->name);
}

static void add(struct language *languages, size_t *n, const char *code, const char *name)
{
	language_code_read(&languages[*n].code, code, strlen(code));
	languages[(*n)++].name = name;
}

static bool is_listed(const struct language *languages, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(languages[i].code.code, code))
			return true;
	return false;
}

/* The names cost a look into each catalogue; without named they are empty. */
static size_t list(struct language *languages, size_t max, const char *locale_dir, bool named)
{
	DIR *dir = opendir(locale_dir);
	struct dirent *entry;
	size_t n = 0;

	add(languages, &n, "en", "English");
	while (dir && n < max && (entry = readdir(dir))) {
		struct lang lang;

		if (language_code_read_locale(&lang, entry->d_name, strlen(entry->d_name)) &&
			!is_listed(languages, n, lang.code) &&
			access(catalogue_path(locale_dir, lang.code), R_OK) == 0)
			add(languages, &n, lang.code, named ? own_name(locale_dir, lang.code) : "");
	}
	if (dir)
		closedir(dir);
	qsort(languages, n, sizeof(*languages), by_name);
	return n;
}

size_t language_list(struct language *languages, size_t max, const char *locale_dir)
{
	size_t n = list(languages, max, locale_dir, true);

	drop(&at_hand);
	return n;
}

bool language_use(const char *locale_dir, const char *code)
{
	const char *path;

	if (!strcmp(code, "en")) {
		i18n_set_catalogue(NULL);
		drop(&in_use);
		return true;
	}
	path = catalogue_path(locale_dir, code);
	if (holds(&in_use, path))
		return true;
	if (!holds(&at_hand, path) && !load(&at_hand, path))
		return false;
	i18n_set_catalogue(at_hand.cat);
	drop(&in_use);
	in_use = at_hand;
	at_hand.cat = NULL;
	return true;
}

/* Finds the code itself or the nearest less specific one: pt if there is no pt-BR. */
static const char *find(const struct language *languages, size_t n, const char *code)
{
	struct lang lang;

	if (!language_code_read(&lang, code, strlen(code)))
		return NULL;
	do {
		for (size_t i = 0; i < n; i++)
			if (!strcmp(languages[i].code.code, lang.code))
				return languages[i].code.code;
	} while (language_code_shorten(&lang));
	return NULL;
}

const char *language_choose(
	const struct language *languages, size_t n, const char *asked, const char *saved)
{
	struct lang wanted[32];
	size_t n_wanted = i18n_preferred(wanted, ARRAY_SIZE(wanted), env);
	const char *code = asked ? find(languages, n, asked) : NULL;

	if (!code && !asked && saved)
		code = find(languages, n, saved);
	for (size_t i = 0; !code && i < n_wanted; i++)
		code = find(languages, n, wanted[i].code);
	return code ? code : "en";
}

const char *language_of_lessons(const char *chosen, const char *asked, const char *saved)
{
	static struct lang wanted[32];
	size_t n;

	if (asked)
		return asked;
	if (saved && language_code_covers(chosen, saved))
		return NULL;
	n = i18n_preferred(wanted, ARRAY_SIZE(wanted), env);
	for (size_t i = 0; i < n; i++)
		if (language_code_covers(chosen, wanted[i].code))
			return wanted[i].code;
	return NULL;
}

const char *language_start(const char *locale_dir, const char *asked)
{
	static struct language languages[LANGUAGES_MAX];
	size_t n = list(languages, LANGUAGES_MAX, locale_dir, false);
	const char *code = language_choose(languages, n, asked, NULL);

	language_use(locale_dir, code);
	drop(&at_hand);
	return code;
}
