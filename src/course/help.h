/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where help is: numbers by country, from help.ini and its overlay. An entry with an error, or that
 * nobody verified, is left out (a wrong number is worse than none); the others are shown.
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
	const char **members; /* of what is larger than a country: codes of those where its numbers
				 work too */
	size_t n_members;
};

struct help {
	struct arena arena;
	struct help_country *countries; /* in the order of the file; those with an entry */
	size_t n;
};

/* Reads dir/help.ini with dir/LANG.ini laid over it (lang may be NULL). An unreadable file gives an
 * empty directory and diagnostics. */
void help_load(struct help *help, const char *dir, const char *lang, struct diags *diags);
void help_release(struct help *help);
/* Index of the country of a locale name such as fr_BE.UTF-8 (region only; never guessed from a
 * language), or -1. */
int help_country_of_locale(const struct help *help, const char *locale);
int help_find(const struct help *help, const char *code);
/* Is the country with that code a member of the larger one, an index or -1? */
bool help_is_member(const struct help *help, int larger, const char *code);

#endif
