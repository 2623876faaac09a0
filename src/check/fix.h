/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Repairs of what has one safe answer in a lesson file: text in, text out, nothing is read or
 * written. Whatever has two answers stays as it is.
 */
#ifndef CHECK_FIX_H
#define CHECK_FIX_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct strbuf;

enum fix_id {
#define FIX(id, name, sentence, function) FIX_##id,
#include "check/fixes.def"
#undef FIX
	FIX_COUNT
};

/* What was repaired. Zeroed memory is an empty list. */
struct fix {
	enum fix_id id;
	int line; /* from 1; 0: the whole file */
};
struct fixes {
	struct fix *v;
	size_t n, cap;
};

void fixes_release(struct fixes *fixes);
/* The stable name of a repair, and its sentence, translated. */
const char *fix_name(enum fix_id id);
const char *fix_sentence(enum fix_id id);

/*
 * What a translation takes from the file it translates. lang: language of the texts, or NULL;
 * format: of the lesson, or 0. Both are found in a file that states them itself.
 */
struct fix_context {
	const char *lang;
	int format;
};

/*
 * Appends the repaired text to out and what was done to fixes. plain gets the text before repairs
 * of its lines: in UTF-8, without a byte-order mark, lines ended by LF; its lines and those of out
 * have the same numbers. Returns false, with plain and out empty, if data is no text that can be
 * repaired. Idempotent.
 */
bool fix_text(const char *data, size_t len, const struct fix_context *context, struct strbuf *plain,
	struct strbuf *out, struct fixes *fixes);
/*
 * Sets the language and format that the first section of a text states, as far as it does; lang
 * points to buffer.
 */
enum { FIX_LANG = 16 };
void fix_find_context(
	const char *text, size_t len, char buffer[FIX_LANG], struct fix_context *context);

/*
 * Repairs what needs the readers' word: keys, and quotes of what must have some or none. diags:
 * what check says of file, whose text is text. Appends the text to out; false if it is unchanged.
 */
bool fix_by_diags(const char *text, size_t len, const char *file, const struct diags *diags,
	struct strbuf *out, struct fixes *fixes);

/*
 * Appends a unified diff, with 3 lines of context, of two texts that have the same number of lines.
 */
void fix_diff(struct strbuf *out, const char *name, const struct strbuf *before,
	const struct strbuf *after);

#endif
