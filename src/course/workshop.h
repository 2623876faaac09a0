/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sentences that the Article 3 workshop combines into stories, from workshop.ini and its
 * overlay: a person, an act, a means or none, a purpose or none. Each part is a whole sentence, so
 * a story is four sentences in a row in any language. {name} in them is replaced by the person's
 * name, {name.of} by its form "of" (name.of = "…"), and a sentence with a text for the gender of
 * the person is told in that one (text.female = "…"): the forms that the grammar of a language
 * needs.
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

enum workshop_gender { WORKSHOP_NO_GENDER, WORKSHOP_FEMALE, WORKSHOP_MALE, WORKSHOP_GENDERS };

/* With whom a part is told. */
enum workshop_age { WORKSHOP_ANYBODY, WORKSHOP_ADULT, WORKSHOP_CHILD };

/* Without which other part it is not told. */
enum workshop_need { WORKSHOP_ALONE, WORKSHOP_WITH_OTHER, WORKSHOP_ADULT_WITH_OTHER };

struct workshop_form {
	const char *key, *text; /* "of", "d’Inès" */
};

struct workshop_part {
	const char *id;
	const char *texts[WORKSHOP_GENDERS]; /* of no gender: the plain one, always there */
	int kind; /* index in its list of article3.def; -1: none (not for ACTS) */

	/* PERSONS */
	const char *name;
	struct workshop_form *forms; /* of the name */
	size_t n_forms;
	enum workshop_gender gender;
	bool child; /* under eighteen */
	/* in debt or out of work: who uses that to exploit a person has used a means */
	bool in_need;

	bool border;             /* ACTS: takes someone across a border, unlawfully, for a fee */
	bool consent, knows;     /* MEANS: the person says yes, and knows the plan */
	bool begun;              /* PURPOSES: the exploitation is under way */
	enum workshop_age only;  /* MEANS, PURPOSES */
	enum workshop_need need; /* MEANS: of a purpose; PURPOSES: of a means */
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

/*
 * Draws a story (workshop_story.c). Half of them are honest, in which nobody lies, presses,
 * smuggles or exploits. Returns false if there are no stories.
 */
bool workshop_draw(const struct workshop *w, uint64_t *rng_state, struct story *story);
/* True if the parts of the story exist. (The file may have changed since it was drawn.) */
bool workshop_has_story(const struct workshop *w, const struct story *story);
/* Appends one sentence of the story in the forms of its person. */
void workshop_append_sentence(const struct workshop *w, const struct story *story,
	enum workshop_list list, struct strbuf *out);
/* True if there is a part for every kind of story. */
bool workshop_is_complete(const struct workshop *w, enum workshop_list list);
const struct workshop_part *workshop_part(
	const struct workshop *w, const struct story *story, enum workshop_list list);

#endif
