/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the keys of a section into values of a model, with diagnostics. Each read_ function records
 * its key as known; reader_finish then reports every key that no read_ call asked for, with a "did
 * you mean". A missing or malformed value gives a diagnostic and the default, so reading always
 * continues to the end.
 *
 * A misspelt key counts as the one that it most likely means: what vigie check reports is read
 * twice, first to give such keys their names (mend), then for the report. Nothing is said about the
 * value of a line whose form is faulty (ini/ini.h), nor about keys that a section with such lines
 * lacks if one of them may be it.
 *
 * In prose, the placeholders {fact-id} and {fact-id.year} are replaced with facts of the lesson
 * being read, if any, and those facts are recorded in used.
 */
#ifndef COURSE_READER_H
#define COURSE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/mem.h"
#include "ini/ini.h"

struct fact;
struct lesson;

struct known_key {
	const char *key;
	bool prefix; /* stands for every key with this prefix */
};

/* Set arena, diags, ini and lesson, zero the rest; begin and finish each section; release. */
struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct ini *ini;
	struct lesson *lesson;   /* lesson being built, for references; or NULL */
	const char *translation; /* language of the texts that are translated; or NULL */
	const struct ini_section *section;
	/* rename misspelt keys and kinds, in this arena: the first of two readings; or NULL */
	struct arena *mend;
	bool failed; /* something is wrong, even if it was reported before or belongs to a faulty
			line */

	struct known_key *asked; /* keys requested from this section */
	size_t n_asked, cap_asked;
	bool *seen; /* per entry of the section: a read_ call has consumed it */
	size_t cap_seen;
	const struct fact **used; /* distinct facts that its placeholders name */
	size_t n_used, cap_used;
};

void reader_begin(struct reader *r, const struct ini_section *section);
/* Reports unknown keys of the section. */
void reader_finish(struct reader *r);
/*
 * Reports a heading of a kind that is none of kinds, with the nearest one, which it counts as from
 * then on; message is a translated format for the kind and the nearest one. Returns false if there
 * is no near one, or nothing to say.
 */
bool reader_guess_kind(struct reader *r, const char *const *kinds, size_t n, const char *message);
/* For a report: reader_guess_kind() for all sections of the file of a kind that is none of kinds.
 */
void reader_guess_kinds(struct reader *r, const char *const *kinds, size_t n);
/* What the headings of a file may be, and what is said otherwise (messages marked with N_). */
struct reader_headings {
	const char *const *kinds; /* first that of the head, which has no id and begins the file */
	size_t n_kinds;
	const struct reader_reserved {
		const char *kind, *id, *message;
	} * reserved; /* ids that mean something else */
	size_t n_reserved;
	const char *unknown, *guessed;      /* formats for the kind, and the nearest one */
	const char *named;                  /* a format for the id that the head was given */
	const char *late_rule, *late;       /* the head is not the first section */
	const char *missing_rule, *missing; /* there is no head */
};
/* Reports headings that are not as h says, and leaves r without a section. */
void reader_check_headings(struct reader *r, const struct reader_headings *h);
/*
 * reader_count counts the sections of a kind. reader_next begins the next one after *at (0 at
 * first) and returns false if there are no more.
 */
size_t reader_count(const struct reader *r, const char *kind);
bool reader_next(struct reader *r, const char *kind, size_t *at);
void reader_release(struct reader *r);

/*
 * Reads prose, which must be quoted and not blank. Returns NULL if absent; if required, that is an
 * error (rule missing-key). A malformed value is returned unchanged after a diagnostic.
 */
const char *reader_prose(struct reader *r, const char *key, bool required);
/*
 * reader_prose() for an entry of the section, for key families that are read by iterating over the
 * entries.
 */
const char *reader_prose_entry(struct reader *r, const struct ini_entry *entry);
/*
 * True for a key that may hold emphasis in format 2: what is read as a sentence, not a name, an
 * answer to choose or a label in a drawing.
 */
bool reader_takes_emphasis(const struct ini_section *s, const char *key);
/* Reads a bare word or the rest of a line. A quoted value is an error (rule not-bare). */
const char *reader_word(struct reader *r, const char *key, bool required);
/* Reads an id: [a-z0-9-]{1,63}. Returns NULL if it is absent or malformed. */
const char *reader_id(struct reader *r, const char *key, bool required);
const char *reader_id_entry(struct reader *r, const struct ini_entry *entry);
bool reader_id_is_valid(const char *id);
/* Reads a whole number in decimal digits. Returns absent if the value is missing or malformed. */
int reader_int(struct reader *r, const char *key, int min, int max, int absent, bool required);
/* Reads yes or no. */
bool reader_bool(struct reader *r, const char *key, bool absent);
bool reader_date(struct reader *r, const char *key, struct date *out, bool required);
/*
 * Reads "a, b, c" as distinct ids into *list, in the arena, and returns their number. Keeps upper
 * case.
 */
size_t reader_list(struct reader *r, const char *key, const char ***list, bool required);
/*
 * Records every key with the prefix as known (for families that are read by iterating over
 * entries).
 */
void reader_know(struct reader *r, const char *prefix);
/*
 * In the first of two readings, gives the one entry that is a letter away from key its name, if the
 * section has no key: for a key without which no other of the section can be judged.
 */
void reader_mend_key(struct reader *r, const char *key);
/* True if the section has a key such as time1.2.on without time1.2, which reader_finish() reports.
 */
bool reader_lacks_owner(const struct reader *r);
/* Offers key to "did you mean" without reading it. */
void reader_suggest(struct reader *r, const char *key);

/*
 * Splits a key such as quote12_by. Returns false if it does not consist of stem, number and rest.
 */
struct numbered_key {
	int number;       /* 1 to 999: 12 */
	const char *rest; /* "_by" */
};
bool reader_key_is_numbered(const char *key, const char *stem, struct numbered_key *out);

/* Adds a diagnostic at the value of key, or at the section's heading if key is absent or NULL. */
void reader_error(struct reader *r, const char *key, const char *rule, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void reader_warn(struct reader *r, const char *key, const char *rule, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Adds a diagnostic at the value of an entry, and at the byte at of that value. */
void reader_error_at(struct reader *r, const struct ini_entry *entry, const char *rule,
	const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void reader_error_in(struct reader *r, const struct ini_entry *entry, size_t at, const char *rule,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#endif
