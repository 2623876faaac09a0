/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the keys of a section to values of a model, with diagnostics. Each read_ function notes its
 * key as known; reader_finish then reports what nobody asked for, with "did you mean". Missing and
 * ill-formed values give a diagnostic and the default, so reading always goes on to the end.
 *
 * In prose the placeholders {fact-id} and {fact-id.year} are filled in from the facts of the lesson
 * that is being read (if there is one); the facts so named are noted in used.
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
	bool prefix; /* every key that begins so */
};

/* Set arena, diags, ini and lesson, zero the rest; begin and finish each section; release. */
struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct ini *ini;
	struct lesson *lesson; /* what is being built, for references; or NULL */
	const struct ini_section *section;

	struct known_key *asked; /* keys asked for in this section */
	size_t n_asked, cap_asked;
	bool *seen; /* by entry of the section: somebody read it */
	size_t cap_seen;
	const struct fact **used; /* facts named by placeholders in this section, each once */
	size_t n_used, cap_used;
};

void reader_begin(struct reader *r, const struct ini_section *section);
/* Reports unknown keys of the section. */
void reader_finish(struct reader *r);
/* How many sections of that kind there are; begins the next one after *at (0 at first), false if
 * there is none. */
size_t reader_count(const struct reader *r, const char *kind);
bool reader_next(struct reader *r, const char *kind, size_t *at);
void reader_release(struct reader *r);

/*
 * Prose. Must be quoted and not blank. NULL if absent; if required that is an error (rule
 * missing-key). What is ill-formed comes back as it stands, after a diagnostic.
 */
const char *reader_prose(struct reader *r, const char *key, bool required);
/* The same for an entry of the section, for families of keys read by walking the entries. */
const char *reader_prose_entry(struct reader *r, const struct ini_entry *entry);
/* A bare word or rest of line. Quoted is an error (rule not-bare). */
const char *reader_word(struct reader *r, const char *key, bool required);
/* An id: [a-z0-9-]{1,63}. NULL if absent or ill-formed. */
const char *reader_id(struct reader *r, const char *key, bool required);
const char *reader_id_entry(struct reader *r, const struct ini_entry *entry);
bool reader_id_is_valid(const char *id);
/* A whole number in decimal digits. absent if there is none or it is ill-formed. */
int reader_int(struct reader *r, const char *key, int min, int max, int absent, bool required);
/* yes or no. */
bool reader_bool(struct reader *r, const char *key, bool absent);
bool reader_date(struct reader *r, const char *key, struct date *out, bool required);
/* "a, b, c" as ids, each once; *list in the arena; returns the count. Capitals are kept. */
size_t reader_list(struct reader *r, const char *key, const char ***list, bool required);
/* Marks every key that begins with prefix as known (for families read by walking the entries). */
void reader_know(struct reader *r, const char *prefix);
/* Offers key to "did you mean", without reading it. */
void reader_suggest(struct reader *r, const char *key);

/* A key such as quote12_by taken apart; false if it is not stem, number and rest. */
struct numbered_key {
	int number;       /* 1 to 999: 12 */
	const char *rest; /* "_by" */
};
bool reader_key_is_numbered(const char *key, const char *stem, struct numbered_key *out);

/* A diagnostic at the value of key (at the section's heading if the key is absent or NULL). */
void reader_error(struct reader *r, const char *key, const char *rule, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void reader_warn(struct reader *r, const char *key, const char *rule, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* A diagnostic at the value of an entry. */
void reader_error_at(struct reader *r, const struct ini_entry *entry, const char *rule,
	const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
