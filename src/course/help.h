/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Directory of helplines by country, from help.ini and its overlay. Entries with an error, and
 * those nobody read in a source, are left out (a wrong number is worse than none), and so is a
 * country without an emergency number; the others are shown.
 */
#ifndef COURSE_HELP_H
#define COURSE_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "course/reader.h"

/* In the order in which a person in danger needs them. */
enum help_kind {
	HELP_EMERGENCY,
	HELP_TRAFFICKING,
	HELP_CRISIS, /* for anyone in distress */
	HELP_CHILD,
	HELP_WOMEN,
	HELP_MISSING,
	HELP_VICTIMS,
	HELP_REPORT,
	HELP_DIRECTORY, /* finds the lines of a country */
	HELP_KINDS
};

/* What happens on a call, in that many lines. */
enum { HELP_CALL_LINES = 4 };

struct help_entry {
	const char *id, *number, *name;
	const char *about, *languages, *cost, *hours, *call; /* or NULL */
	const char *source;                                  /* addresses, separated by ", " */
	struct date read_on;
	enum help_kind kind;
	int order;
	const char **works_in; /* of a region: codes of the countries; none: all its members */
	size_t n_works_in;
};

struct help_country {
	const char *code; /* "FR", "EU", "INT" */
	const char *name;
	const char *sort;           /* folded name; or what the file gives instead, folded */
	bool larger;                /* a region: EU or INT */
	struct help_entry *entries; /* by kind, then by order */
	size_t n;
	const char **members; /* of a region: codes of the countries where its numbers work */
	size_t n_members;
	const char *call[HELP_CALL_LINES]; /* instead of the general line; or NULL */
};

struct help {
	struct arena arena;
	/* by name in the language of the texts; then the regions, in the order of the file */
	struct help_country *countries;
	size_t n;
	const char *call[HELP_CALL_LINES]; /* what is true of most calls; or NULL */
	const char *elsewhere; /* where to turn if only the emergency number is known; or NULL */
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
/*
 * Returns how many numbers are of use in a country: its own, then those of the European Union that
 * work there and are not its own, then those for everywhere. help_at gives one of them, or NULL
 * after the last; *of, unless of is NULL, is the index of the country or region it belongs to.
 */
size_t help_count(const struct help *help, int country);
const struct help_entry *help_at(const struct help *help, int country, size_t at, int *of);

#endif
