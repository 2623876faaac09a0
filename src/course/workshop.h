/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sentences that the Article 3 workshop combines into stories, from workshop.ini and its
 * overlay: a person, an act, a means or none, a purpose or none. Each part is a whole sentence, so
 * a story is four sentences in a row in any language. {name} in them is replaced by the person's
 * name.
 */
#ifndef COURSE_WORKSHOP_H
#define COURSE_WORKSHOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct diags;
struct strbuf;

enum workshop_list {
	WORKSHOP_PERSONS,
	WORKSHOP_ACTS,
	WORKSHOP_MEANS,
	WORKSHOP_PURPOSES,
	WORKSHOP_LISTS
};

struct workshop_part {
	const char *id, *text;
	const char *name; /* PERSONS */
	int kind;         /* index in its list of article3.def; -1: none (not for ACTS) */
	bool child;       /* PERSONS: under eighteen */
	bool border;      /* ACTS: takes someone across a border, unlawfully, for a fee */
	bool consent;     /* MEANS: the person consents */
	bool needs_other; /* MEANS: only used with a purpose; PURPOSES: only used with a means */
};

struct workshop {
	struct arena arena;
	struct {
		struct workshop_part *v;
		size_t n;
	} lists[WORKSHOP_LISTS];
};

/* A story: one part of each list, by index. Parts have the same order in every language. */
struct story {
	int parts[WORKSHOP_LISTS];
};

/*
 * Loads dir/workshop.ini overlaid with dir/LANG.ini (lang may be NULL). Returns false, leaving no
 * stories, if the file is missing or has an error.
 */
bool workshop_load(struct workshop *w, const char *dir, const char *lang, struct diags *diags);
void workshop_release(struct workshop *w);

/* Draws a story; half of them are trafficking. Returns false if there are no stories. */
bool workshop_draw(const struct workshop *w, uint64_t *rng_state, struct story *story);
/* True if the parts of the story exist. (The file may have changed since it was drawn.) */
bool workshop_has_story(const struct workshop *w, const struct story *story);
/* Appends one sentence of the story with the name filled in. */
void workshop_append_sentence(const struct workshop *w, const struct story *story,
	enum workshop_list list, struct strbuf *out);
const struct workshop_part *workshop_part(
	const struct workshop *w, const struct story *story, enum workshop_list list);

#endif
