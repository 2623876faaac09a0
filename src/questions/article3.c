/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/article3.h"

#include "base/i18n.h"

/* TRANSLATORS: from here on, use the words of article 3 of the Protocol in your language. */
const char *const article3_act_names[ARTICLE3_ACTS] = {
	[ARTICLE3_RECRUITMENT] = N_("recruitment"),
	[ARTICLE3_TRANSPORT] = N_("transportation"),
	[ARTICLE3_TRANSFER] = N_("transfer"),
	[ARTICLE3_HARBOURING] = N_("harbouring"),
	[ARTICLE3_RECEIPT] = N_("receipt of a person"),
};

const char *const article3_means_names[ARTICLE3_MEANS] = {
	[ARTICLE3_FORCE] = N_("threat or use of force"),
	[ARTICLE3_COERCION] = N_("other forms of coercion"),
	[ARTICLE3_ABDUCTION] = N_("abduction"),
	[ARTICLE3_FRAUD] = N_("fraud"),
	[ARTICLE3_DECEPTION] = N_("deception"),
	[ARTICLE3_POWER] = N_("abuse of power"),
	[ARTICLE3_VULNERABILITY] = N_("abuse of a position of vulnerability"),
	[ARTICLE3_PAYMENT] = N_("payments or benefits to a person who controls another"),
};

const char *const article3_purpose_names[ARTICLE3_PURPOSES] = {
	[ARTICLE3_PROSTITUTION] = N_("exploitation of the prostitution of others"),
	[ARTICLE3_SEXUAL] = N_("other forms of sexual exploitation"),
	[ARTICLE3_LABOUR] = N_("forced labour or services"),
	[ARTICLE3_SLAVERY] = N_("slavery"),
	[ARTICLE3_SIMILAR] = N_("practices similar to slavery"),
	[ARTICLE3_SERVITUDE] = N_("servitude"),
	[ARTICLE3_ORGANS] = N_("removal of organs"),
	[ARTICLE3_OTHER] = N_("another form of exploitation"),
};

static const char *means_sentence(bool means, bool child)
{
	if (means && child)
		return N_("One of the means is used. For a child it would not even be needed: act "
			  "and purpose "
			  "are enough (article 3 (c)).");
	if (means)
		return N_("One of the means is used. For an adult this part has to be there "
			  "(article 3 (a)).");
	if (child)
		return N_("None of the means is used, and none is needed: for a child, act and "
			  "purpose are "
			  "enough (article 3 (c)).");
	return N_("None of the means is used. For an adult this part is missing (article 3 (a)).");
}

static const char *consent_sentence(bool consent, bool means, bool child)
{
	if (child)
		return N_("A yes or a no of the child changes nothing, since no means has to be "
			  "shown (article 3 "
			  "(c)).");
	if (means && consent)
		return N_("The person said yes, but one of the means was used. So the yes does not "
			  "count (article "
			  "3 (b)).");
	if (means)
		return N_("The person did not say yes. Even a yes would not count, since one of "
			  "the means was used "
			  "(article 3 (b)).");
	if (consent)
		return N_(
			"The person said yes, and none of the means was used. So the yes counts.");
	return N_("The person did not say yes. That is wrong in itself, but the definition asks "
		  "for one of the "
		  "means.");
}

static const char *smuggling_sentence(bool border, bool trafficking)
{
	if (!border)
		return NULL;
	if (trafficking)
		return N_("The person is brought over a border for a fee: this may be smuggling of "
			  "migrants as well. "
			  "One crime does not exclude the other.");
	return N_("The person is brought over a border for a fee: this may be smuggling of "
		  "migrants, which is "
		  "another crime.");
}

static const char *whole_sentence(bool trafficking, bool child)
{
	if (trafficking && child)
		return N_("A child, an act and the purpose of exploitation: this is trafficking in "
			  "persons.");
	if (trafficking)
		return N_("Act, means and purpose come together: this is trafficking in persons.");
	return N_("Not all parts are there: by article 3 this is not trafficking in persons. "
		  "Something else may "
		  "still be wrong.");
}

void article3_judge(const struct article3_case *c, struct article3_verdict *v)
{
	*v = (struct article3_verdict){
		.act = c->acts != 0,
		.means = c->means != 0,
		.purpose = c->purpose != ARTICLE3_NO_PURPOSE,
		.means_needed = !c->child,
		.consent_relevant = !c->child && !c->means,
		.smuggling_possible = c->border_for_fee,
	};
	v->trafficking = v->act && v->purpose && (v->means || !v->means_needed);
	v->sentences[ARTICLE3_CLAUSE_ACT] = v->act
		? N_("Someone recruits, transports, transfers, harbours or receives a person. "
		     "That is the act (article 3 (a)).")
		: N_("No one recruits, transports, transfers, harbours or receives a person. "
		     "Without an act it is not trafficking (article 3 (a)).");
	v->sentences[ARTICLE3_CLAUSE_MEANS] = means_sentence(v->means, c->child);
	v->sentences[ARTICLE3_CLAUSE_PURPOSE] = v->purpose
		? N_("It is done so that the person is exploited. That is the purpose (article 3 "
		     "(a)).")
		: N_("No one intends to exploit the person. Without this purpose it is not "
		     "trafficking (article 3 (a)).");
	v->sentences[ARTICLE3_CLAUSE_CONSENT] = consent_sentence(c->consent, v->means, c->child);
	v->sentences[ARTICLE3_CLAUSE_AGE] = c->child
		? N_("The person is under eighteen, so a child in the sense of article 3 (d).")
		: N_("The person is eighteen or older, so all three parts are needed.");
	v->sentences[ARTICLE3_CLAUSE_SMUGGLING] =
		smuggling_sentence(c->border_for_fee, v->trafficking);
	v->sentences[ARTICLE3_CLAUSE_WHOLE] = whole_sentence(v->trafficking, c->child);
}
