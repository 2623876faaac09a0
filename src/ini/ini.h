/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One INI file, read strictly: the only place with iniparser.
 *
 * iniparser alone is no validator (it cuts values at ';', lets the last duplicate win, keeps no
 * positions), so the bytes are looked over first (ini_scan.h): regular file, size, UTF-8, controls,
 * line length, form of each line, duplicates. What passes goes to iniparser, from memory, and the
 * two readings must agree (in pieces of whole sections, since its dictionary is quadratic in the
 * number of keys). Everything lives in the arena that is handed in. Order is the order of the file.
 */
#ifndef INI_INI_H
#define INI_INI_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;

enum {
	INI_MAX_FILE = 512 * 1024, /* bytes */
	INI_MAX_LINE = 1000,       /* bytes; iniparser refuses the file from 1023 on */
	INI_MAX_KEYS = 10000,      /* keys and headings */
	INI_MAX_PROBLEMS = 100     /* diagnostics on the form of one file */
};

struct ini_entry {
	const char *key;
	const char *value;  /* without the quotes */
	const char *file;   /* where the value stands: the overlay's file if it came from there */
	const char *source; /* that whole line, for diagnostics */
	int line, key_column, column; /* of key and value, from 1, in cells */
	bool quoted;                  /* prose */
	bool translated;              /* value came from the overlay */
};

struct ini_section {
	const char *kind; /* "page" of [page three-parts] */
	const char *id;   /* "three-parts", or "" */
	const char *name; /* "page three-parts" */
	const char *file, *source;
	int line;
	struct ini_entry *entries;
	size_t n;
};

struct ini {
	const char *file;
	struct ini_section *sections;
	size_t n;
};

/*
 * Reads path. NULL if it cannot be read or does not have the form of an INI file (diagnostics say
 * why, all problems of the file at once). If absent is not NULL, a file that is not there is no
 * problem: *absent becomes true, and NULL comes back without a diagnostic.
 */
struct ini *ini_read(struct arena *arena, const char *path, bool *absent, struct diags *diags);

/*
 * The catalogue's quick look: only the part before the second section is read so; what the rest
 * holds is counted by its headings into *counts, unless that is NULL.
 */
struct ini_counts {
	int pages, questions, draws;
};
struct ini *ini_read_head(struct arena *arena, const char *path, struct ini_counts *counts,
	bool *absent, struct diags *diags);

/* The same as ini_read from memory, for tests and fuzzing; path only names it. */
struct ini *ini_parse(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags);

/*
 * Lays the texts of over upon base: same section, same key, quoted. Diagnoses what is missing (rule
 * missing-translation, a warning), what base does not have (extra-translation) and what is no text
 * (not-prose). accept… keys of a question are free: more are added, fewer are no fault.
 */
void ini_overlay(
	struct arena *arena, struct ini *base, const struct ini *over, struct diags *diags);

/* The section [kind id] ("" for none), the key in a section; NULL if there is none. */
const struct ini_section *ini_find(const struct ini *ini, const char *kind, const char *id);
const struct ini_entry *ini_get(const struct ini_section *section, const char *key);

#endif
