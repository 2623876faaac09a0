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

/* The purpose decides which of these is spoken: see article3.h. */

static const char *purpose_sentence(bool purpose)
{
	return purpose
		? N_("It is done so that the person is exploited. That is the purpose (article 3 "
		     "(a)).")
		: N_("No one intends to exploit the person. Without this purpose it is not "
		     "trafficking (article 3 (a)).");
}

static const char *act_sentence(bool act)
{
	return act ? N_("Someone recruits, transports, transfers, harbours or receives a person. "
			"That is the act (article 3 (a)).")
		   : N_("No one recruits, transports, transfers, harbours or receives a person. "
			"Without an act it is not trafficking (article 3 (a)).");
}

static const char *means_without_purpose(bool means)
{
	return means ? N_("One of the means is used. That is wrong and may be another crime, but "
			  "nobody wants to exploit the person.")
		     : N_("None of the means is used.");
}

static const char *means_of_adult(const struct article3_case *c, bool means)
{
	if (c->means)
		return N_("One of the means is used. For an adult this part has to be there "
			  "(article 3 (a)).");
	if (means)
		return N_("The plan is hidden from the person. That is deception, one of the means "
			  "(article 3 (a)).");
	return N_("None of the means is used. For an adult this part is missing (article 3 (a)).");
}

static const char *means_of_child(bool means)
{
	return means ? N_("One of the means is used. For a child it would not even be needed: act "
			  "and purpose are enough (article 3 (c)).")
		     : N_("None of the means is used, and none is needed: for a child, act and "
			  "purpose are enough (article 3 (c)).");
}

static const char *means_sentence(const struct article3_case *c, const struct article3_verdict *v)
{
	if (!v->purpose)
		return means_without_purpose(v->means);
	return c->child ? means_of_child(v->means) : means_of_adult(c, v->means);
}

static const char *consent_sentence(enum article3_consent consent, bool yes)
{
	static const char *const sentences[ARTICLE3_CONSENTS] = {
		[ARTICLE3_CONSENT_NOT_ASKED] =
			N_("The rule on consent is about exploitation (article "
			   "3 (b)). Nobody plans any here, so it has nothing "
			   "to judge."),
		[ARTICLE3_CONSENT_OF_CHILD] =
			N_("A yes or a no of the child changes nothing, since no "
			   "means has to be shown (article 3 (c))."),
		[ARTICLE3_CONSENT_VOID] =
			N_("The person did not say yes. Even a yes would not count, "
			   "since one of the means was used (article 3 (b))."),
		[ARTICLE3_CONSENT_FREE] =
			N_("The person said yes, and none of the means was used. So "
			   "the yes counts."),
		[ARTICLE3_CONSENT_MISSING] =
			N_("The person did not say yes. That is wrong in itself, "
			   "but the definition asks for one of the means."),
	};

	if (consent == ARTICLE3_CONSENT_VOID && yes)
		return N_("The person said yes, but one of the means was used. So the yes does not "
			  "count (article 3 (b)).");
	return sentences[consent];
}

static const char *age_sentence(bool purpose, bool child)
{
	if (child)
		return N_(
			"The person is under eighteen, so a child in the sense of article 3 (d).");
	return purpose ? N_("The person is eighteen or older, so all three parts are needed.")
		       : N_("The person is eighteen or older.");
}

static const char *begun_sentence(bool trafficking, bool begun)
{
	if (!trafficking || begun)
		return NULL;
	return N_("The exploitation has not begun. The crime is complete all the same: the article "
		  "asks what the act is for, not what came of it.");
}

static const char *smuggling_sentence(bool border, bool trafficking)
{
	if (!border)
		return NULL;
	if (trafficking)
		return N_("The person is brought over a border for a fee: this may be smuggling of "
			  "migrants as well. One crime does not exclude the other.");
	return N_("The person is brought over a border for a fee: this may be smuggling of "
		  "migrants, another crime. Nobody is to be prosecuted for having been smuggled "
		  "(Smuggling Protocol, article 5).");
}

static const char *whole_sentence(const struct article3_verdict *v, bool child)
{
	if (v->trafficking && child)
		return N_("A child, an act and the purpose of exploitation: this is trafficking in "
			  "persons.");
	if (v->trafficking)
		return N_("Act, means and purpose come together: this is trafficking in persons.");
	if (!v->purpose && v->means)
		return N_(
			"Nobody acts in order to exploit: by article 3 this is not trafficking in "
			"persons. What was done may still be another crime.");
	if (!v->purpose)
		return N_(
			"Nobody acts in order to exploit: by article 3 this is not trafficking in "
			"persons.");
	return N_("Not all parts are there: by article 3 this is not trafficking in persons. "
		  "Something else may still be wrong.");
}

static enum article3_consent judge_consent(
	const struct article3_case *c, const struct article3_verdict *v)
{
	if (!v->purpose)
		return ARTICLE3_CONSENT_NOT_ASKED;
	if (c->child)
		return ARTICLE3_CONSENT_OF_CHILD;
	if (v->means)
		return ARTICLE3_CONSENT_VOID;
	return c->consent ? ARTICLE3_CONSENT_FREE : ARTICLE3_CONSENT_MISSING;
}

void article3_judge(const struct article3_case *c, struct article3_verdict *v)
{
	*v = (struct article3_verdict){
		.purpose = c->purpose != ARTICLE3_NO_PURPOSE,
		.act = c->acts != 0,
		.smuggling_possible = c->border_for_fee,
	};
	v->means = c->means || (v->purpose && !c->knows);
	v->means_needed = v->purpose && !c->child;
	v->trafficking = v->purpose && v->act && (v->means || !v->means_needed);
	v->consent = judge_consent(c, v);
	v->sentences[ARTICLE3_CLAUSE_PURPOSE] = purpose_sentence(v->purpose);
	v->sentences[ARTICLE3_CLAUSE_ACT] = act_sentence(v->act);
	v->sentences[ARTICLE3_CLAUSE_MEANS] = means_sentence(c, v);
	v->sentences[ARTICLE3_CLAUSE_CONSENT] = consent_sentence(v->consent, c->consent);
	v->sentences[ARTICLE3_CLAUSE_AGE] = age_sentence(v->purpose, c->child);
	v->sentences[ARTICLE3_CLAUSE_BEGUN] = begun_sentence(v->trafficking, c->begun);
	v->sentences[ARTICLE3_CLAUSE_SMUGGLING] =
		smuggling_sentence(c->border_for_fee, v->trafficking);
	v->sentences[ARTICLE3_CLAUSE_WHOLE] = whole_sentence(v, c->child);
}
