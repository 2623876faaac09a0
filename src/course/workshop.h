/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of which the Article 3 workshop makes its stories, from workshop.ini and its overlay: a
 * person, an act, a means or none, a purpose or none. Each part is a whole sentence, so a story is
 * four sentences in a row in any language; {name} in them is the person's name.
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
	bool border;      /* ACTS: over a border, unlawfully, for a fee */
	bool consent;     /* MEANS: the person says yes */
	bool needs_other; /* MEANS: only told with a purpose; PURPOSES: only told with a means */
};

struct workshop {
	struct arena arena;
	struct {
		struct workshop_part *v;
		size_t n;
	} lists[WORKSHOP_LISTS];
};

/* A story: one part of each list, by index. The order of the parts is the same in every language.
 */
struct story {
	int parts[WORKSHOP_LISTS];
};

/*
 * Reads dir/workshop.ini with dir/LANG.ini laid over it (lang may be NULL). False if it is not
 * there, or has an error; then there are no stories.
 */
bool workshop_load(struct workshop *w, const char *dir, const char *lang, struct diags *diags);
void workshop_release(struct workshop *w);

/* Draws a story: trafficking in half of the draws. False if there are no stories. */
bool workshop_draw(const struct workshop *w, uint64_t *rng_state, struct story *story);
/* Does the story name parts that are there? (The file may have changed since it was drawn.) */
bool workshop_has_story(const struct workshop *w, const struct story *story);
/* One sentence of the story, with the name filled in, appended to out. */
void workshop_append_sentence(const struct workshop *w, const struct story *story,
	enum workshop_list list, struct strbuf *out);
const struct workshop_part *workshop_part(
	const struct workshop *w, const struct story *story, enum workshop_list list);

#endif
