/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is it trafficking in persons? The rules of article 3 of the Protocol to Prevent, Suppress and
 * Punish Trafficking in Persons (United Nations, 2000), as pure arithmetic:
 * (a) an act, by a means, for the purpose of exploitation: all three. The list of purposes is open
 * ("at a minimum"), so any other exploitation counts as well;
 * (b) consent does not count where one of the means was used;
 * (c) for a child, act and purpose are enough;
 * (d) a child is anyone under eighteen.
 *
 * Smuggling of migrants is a separate crime (bringing a person across a border unlawfully, for a
 * benefit); it may occur together with trafficking.
 */
#ifndef QUESTIONS_ARTICLE3_H
#define QUESTIONS_ARTICLE3_H

#include <stdbool.h>

enum article3_act {
#define ACT(name, word) ARTICLE3_##name,
#include "course/article3.def"
	ARTICLE3_ACTS
};

enum article3_means {
#define MEANS(name, word) ARTICLE3_##name,
#include "course/article3.def"
	ARTICLE3_MEANS
};

enum article3_purpose {
	ARTICLE3_NO_PURPOSE = -1,
#define PURPOSE(name, word) ARTICLE3_##name,
#include "course/article3.def"
	ARTICLE3_PURPOSES
};

struct article3_case {
	unsigned acts;  /* bits, 1u << ARTICLE3_TRANSPORT … */
	unsigned means; /* bits of means */
	enum article3_purpose purpose;
	bool child;          /* under eighteen */
	bool consent;        /* the person agreed */
	bool border_for_fee; /* the person was brought across a border unlawfully, for a benefit */
};

enum article3_clause {
	ARTICLE3_CLAUSE_ACT,     /* (a) */
	ARTICLE3_CLAUSE_MEANS,   /* (a), (c) */
	ARTICLE3_CLAUSE_PURPOSE, /* (a) */
	ARTICLE3_CLAUSE_CONSENT, /* (b) */
	ARTICLE3_CLAUSE_AGE,     /* (d) */
	ARTICLE3_CLAUSE_SMUGGLING,
	ARTICLE3_CLAUSE_WHOLE,
	ARTICLE3_CLAUSES
};

struct article3_verdict {
	bool trafficking;
	bool smuggling_possible;
	bool act, means, purpose; /* the elements that are present */
	bool means_needed;
	bool consent_relevant; /* true if the person's consent makes a difference */
	/*
	 * A sentence per clause, to be translated with _(); SMUGGLING is NULL if there is nothing
	 * to say.
	 */
	const char *sentences[ARTICLE3_CLAUSES];
};

void article3_judge(const struct article3_case *c, struct article3_verdict *v);

/* Names to display, to be translated with _(). */
extern const char *const article3_act_names[ARTICLE3_ACTS];
extern const char *const article3_means_names[ARTICLE3_MEANS];
extern const char *const article3_purpose_names[ARTICLE3_PURPOSES];

#endif
