/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strict reader for INI files; no other code uses iniparser.
 *
 * Check:  iniparser does not validate (it cuts values at ';', lets the last duplicate win, keeps no
 *         positions), so ini_scan.h validates the bytes first: regular file, size, UTF-8, controls,
 *         line length, form of each line, duplicates. Then iniparser parses the file from memory,
 *         and both results must agree. It gets the file in pieces of whole sections, because its
 *         dictionary is quadratic in the number of keys.
 * Faults: a line that breaks a rule of form gives one diagnostic and, for a report, its best
 * reading: nothing else is said about that line (base/diag.h), and nothing is missed because of it.
 * Owner:  everything lives in the arena that is passed in.
 * Order:  sections and entries keep the order of the file.
 */
#ifndef INI_INI_H
#define INI_INI_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;

enum {
	INI_MAX_FILE = 512 * 1024, /* bytes */
	INI_MAX_LINE = 1000,       /* bytes; iniparser rejects lines of 1023 and more */
	INI_MAX_KEYS = 10000,      /* keys and headings */
	INI_MAX_PROBLEMS = 100     /* format errors reported per file */
};

struct ini_entry {
	const char *key;
	const char *value;  /* without its quotes */
	const char *file;   /* file the value came from: the overlay if it was translated */
	const char *source; /* whole line of the value, for diagnostics */
	int line, key_column, column; /* of key and value; columns count from 1, in cells */
	bool quoted;                  /* value was quoted, so it is prose */
	bool translated;              /* value came from the overlay */
	bool told;                    /* why the overlay has no text for it was reported */
	bool faulty; /* its line breaks a rule of form, which was reported: value is a guess */
	const char *typed; /* what the file has in place of key, which was misspelt; or NULL */
	bool certain;      /* typed is one letter away from key, and from no other */
};

struct ini_section {
	const char *kind; /* "page" of [page three-parts] */
	const char *id;   /* "three-parts", or "" */
	const char *name; /* "page three-parts" */
	const char *file, *source;
	int line;
	struct ini_entry *entries;
	size_t n;
	bool faulty;       /* its heading breaks a rule of form, which was reported */
	bool incomplete;   /* has a faulty line of which not even the key can be guessed */
	const char *typed; /* what the file has in place of kind, which was misspelt; or NULL */
};

struct ini {
	const char *file;
	bool faulty; /* only the best reading of a malformed file: for reports, never for use */
	struct ini_section *sections;
	size_t n;
};

/*
 * Reads path. Returns NULL if it cannot be read or is not a well-formed INI file; diagnostics
 * report all problems of the file at once. With diags->thorough, a malformed file gives its best
 * reading instead (struct ini.faulty), so that the rest of it can be judged too. If absent is not
 * NULL, a missing file is not an error: *absent becomes true and NULL is returned without a
 * diagnostic.
 */
struct ini *ini_read(struct arena *arena, const char *path, bool *absent, struct diags *diags);

/*
 * ini_read() of a file that it has accepted before and that has not changed since: iniparser, by
 * far the slower of the two readers, is not asked again.
 */
struct ini *ini_read_again(
	struct arena *arena, const char *path, bool *absent, struct diags *diags);

/*
 * ini_read() for the lesson list: parses only up to the second section. Counts the headings after
 * it in *counts, unless that is NULL.
 */
struct ini_counts {
	int pages, questions, draws, endings;
};
struct ini *ini_read_head(struct arena *arena, const char *path, struct ini_counts *counts,
	bool *absent, struct diags *diags);

/* ini_read() from memory, for tests and fuzzing; path is only used as a name. */
struct ini *ini_parse(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags);

/*
 * Overlays base with the texts of over: same section, same key, quoted. Reports missing
 * translations (rule missing-translation, a warning), keys that base does not have
 * (extra-translation) and values that are not text (not-prose). The accept… keys of a question, and
 * the name.… and text.… keys of a workshop, are exempt: extra ones are added, and missing ones are
 * not reported.
 */
void ini_overlay(
	struct arena *arena, struct ini *base, const struct ini *over, struct diags *diags);

/*
 * Gives the keys that a malformed file has before its first heading the one that was left out,
 * [kind]; drops them if it stands further below.
 */
void ini_name_head(struct ini *ini, const char *kind);

/* Find the section [kind id] (id "" for none) and the key in a section. Return NULL if missing. */
const struct ini_section *ini_find(const struct ini *ini, const char *kind, const char *id);
const struct ini_entry *ini_get(const struct ini_section *section, const char *key);

/*
 * True if the value names the id: in a list or, with an opening brace, in a text, where the same
 * word may stand outside braces too. *at becomes its place as bytes, from the brace.
 */
bool ini_refers(const struct ini_entry *e, const char *id, size_t *at);

#endif
