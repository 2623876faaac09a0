/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is it trafficking in persons? The rules of article 3 of the Protocol to Prevent, Suppress and
 * Punish Trafficking in Persons (United Nations, 2000), as pure arithmetic:
 * (a) an act, by a means, for the purpose of exploitation: all three. The list of purposes is open
 * ("at a minimum"), so any other exploitation counts as well;
 * (b) consent to the intended exploitation does not count where one of the means was used;
 * (c) for a child, act and purpose are enough;
 * (d) a child is anyone under eighteen.
 *
 * The purpose comes first. Without one there is no exploitation to agree to, and no rule that does
 * without a means, so (b) and (c) are silent. With one, the crime is complete once the act is done:
 * the article asks for a purpose, not for its outcome (article 5 asks States to punish the intent).
 *
 * Smuggling of migrants is a separate crime (bringing a person across a border unlawfully, for a
 * benefit); it may occur together with trafficking. The person who is smuggled is not to be
 * prosecuted for that (Smuggling Protocol, article 5).
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
	bool child;   /* under eighteen */
	bool consent; /* the person said yes */
	/*
	 * The person knows the purpose, if there is one. To hide it from them is deception, so
	 * then there is a means even if none is named.
	 */
	bool knows;
	bool begun;          /* the exploitation is under way; no matter to the verdict */
	bool border_for_fee; /* the person was brought across a border unlawfully, for a benefit */
};

/* What becomes of the person's yes or no. */
enum article3_consent {
	ARTICLE3_CONSENT_NOT_ASKED, /* no purpose: nothing to agree to */
	ARTICLE3_CONSENT_OF_CHILD,  /* (c): changes nothing */
	ARTICLE3_CONSENT_VOID,      /* (b): one of the means was used */
	ARTICLE3_CONSENT_FREE,      /* a yes, and no means */
	ARTICLE3_CONSENT_MISSING,   /* no yes, and no means */
	ARTICLE3_CONSENTS
};

enum article3_clause {
	ARTICLE3_CLAUSE_PURPOSE, /* (a) */
	ARTICLE3_CLAUSE_ACT,     /* (a) */
	ARTICLE3_CLAUSE_MEANS,   /* (a), (c) */
	ARTICLE3_CLAUSE_CONSENT, /* (b) */
	ARTICLE3_CLAUSE_AGE,     /* (d) */
	ARTICLE3_CLAUSE_BEGUN,
	ARTICLE3_CLAUSE_SMUGGLING,
	ARTICLE3_CLAUSE_WHOLE,
	ARTICLE3_CLAUSES
};

struct article3_verdict {
	bool trafficking;
	bool smuggling_possible;
	bool act, means, purpose; /* the elements that are present */
	bool means_needed;        /* there is a purpose, and the person is an adult */
	enum article3_consent consent;
	/*
	 * A sentence per clause, to be translated with _(). NULL if there is nothing to say: BEGUN
	 * speaks of a crime that is complete before the exploitation, SMUGGLING of a border.
	 */
	const char *sentences[ARTICLE3_CLAUSES];
};

void article3_judge(const struct article3_case *c, struct article3_verdict *v);

/* Names to display, to be translated with _(). */
extern const char *const article3_act_names[ARTICLE3_ACTS];
extern const char *const article3_means_names[ARTICLE3_MEANS];
extern const char *const article3_purpose_names[ARTICLE3_PURPOSES];

#endif
