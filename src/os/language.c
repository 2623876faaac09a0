/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/language.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"

static struct arena strings;

/* A catalogue, and the file that it was read from; none if cat is NULL. */
struct loaded {
	char path[PATH_MAX];
	struct catalogue *cat;
};

static struct loaded in_use;
/* the one that was opened last for its name: mostly the one that is used next, kept until then */
static struct loaded at_hand;

/*
 * Returns a static buffer that the next call overwrites: a kiosk switches languages for weeks, so
 * nothing may pile up.
 */
static const char *catalogue_path(const char *locale_dir, const char *code)
{
	static char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s/LC_MESSAGES/vigie.mo", locale_dir, code);
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
	memset(languages[*n].code.code, 0, LANG_MAX);
	memcpy(languages[*n].code.code, code, strlen(code));
	languages[(*n)++].name = name;
}

size_t language_list(struct language *languages, size_t max, const char *locale_dir)
{
	DIR *dir = opendir(locale_dir);
	struct dirent *entry;
	size_t n = 0;

	add(languages, &n, "en", "English");
	while (dir && n < max && (entry = readdir(dir))) {
		const char *code = entry->d_name;

		if (i18n_valid_code(code) && strcmp(code, "en") &&
			access(catalogue_path(locale_dir, code), R_OK) == 0)
			add(languages, &n, code, own_name(locale_dir, code));
	}
	if (dir)
		closedir(dir);
	qsort(languages, n, sizeof(*languages), by_name);
	return n;
}

bool language_use(const char *locale_dir, const char *code)
{
	const char *path = catalogue_path(locale_dir, code);

	if (!strcmp(code, "en")) {
		i18n_set_catalogue(NULL);
		drop(&in_use);
		drop(&at_hand);
		return true;
	}
	if (holds(&in_use, path)) {
		drop(&at_hand);
		return true;
	}
	if (!holds(&at_hand, path) && !load(&at_hand, path))
		return false;
	i18n_set_catalogue(at_hand.cat);
	drop(&in_use);
	in_use = at_hand;
	at_hand.cat = NULL;
	return true;
}

static const char *find(const struct language *languages, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(languages[i].code.code, code))
			return languages[i].code.code;
	return NULL;
}

const char *language_choose(
	const struct language *languages, size_t n, const char *asked, const char *saved)
{
	struct lang wanted[8];
	size_t n_wanted = i18n_preferred(wanted, ARRAY_SIZE(wanted), env);
	const char *code = asked ? find(languages, n, asked) : NULL;

	if (!code && !asked && saved)
		code = find(languages, n, saved);
	for (size_t i = 0; !code && i < n_wanted; i++)
		code = find(languages, n, wanted[i].code);
	return code ? code : "en";
}

const char *language_start(const char *locale_dir, const char *asked)
{
	static struct language languages[LANGUAGES_MAX];
	size_t n = language_list(languages, LANGUAGES_MAX, locale_dir);
	const char *code = language_choose(languages, n, asked, NULL);

	language_use(locale_dir, code);
	return code;
}
