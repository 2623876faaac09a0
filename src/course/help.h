/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Directory of helplines by country, from help.ini and its overlay. Entries with an error, and
 * those not verified, are left out (a wrong number is worse than none); the others are shown.
 */
#ifndef COURSE_HELP_H
#define COURSE_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "course/reader.h"

struct help_entry {
	const char *id, *number, *name;
	const char *about, *hours; /* or NULL */
	const char *source;
	struct date verified_on;
	int order;
};

struct help_country {
	const char *code; /* "FR", "EU", "INT" */
	const char *name;
	struct help_entry *entries; /* by order */
	size_t n;
	const char **members; /* of a region: codes of the countries where its numbers work */
	size_t n_members;
};

struct help {
	struct arena arena;
	struct help_country *countries; /* only those with an entry, in the order of the file */
	size_t n;
};

/*
 * Loads dir/help.ini overlaid with dir/LANG.ini (lang may be NULL). An unreadable file gives an
 * empty directory and diagnostics.
 */
void help_load(struct help *help, const char *dir, const char *lang, struct diags *diags);
void help_release(struct help *help);
/*
 * Returns the index of the country of a locale name such as fr_BE.UTF-8, or -1. Uses the region
 * only, and never guesses from a language.
 */
int help_country_of_locale(const struct help *help, const char *locale);
int help_find(const struct help *help, const char *code);
/* True if the country code is a member of the region larger, which is an index or -1. */
bool help_is_member(const struct help *help, int larger, const char *code);

#endif
