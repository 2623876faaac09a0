/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/technique.h"

#include <string.h>

#include "base/i18n.h"

const struct technique techniques[TECHNIQUES] = {
	{ "hurry", N_("hurry"),
		N_("You are pressed to decide at once, with no time to check or ask.") },
	{ "too-good", N_("too good to be true"),
		N_("Much is promised for little: high pay, no skills needed, a stroke of luck.") },
	{ "flattery", N_("flattery"),
		N_("Big compliments or big words of love come from someone who hardly knows you.") },
	{ "unclear", N_("unclear answers"),
		N_("Simple questions about the firm, the place or the person get no answer that you can check.") },
	{ "change-app", N_("change of app"),
		N_("You are asked to move the talk to another app, where no one watches over it.") },
	{ "secrecy", N_("secrecy"), N_("You are asked to tell no one.") },
	{ "isolation", N_("isolation"),
		N_("You are asked to come alone, to move away, or to keep away from family and friends.") },
	{ "probing", N_("probing questions"),
		N_("Someone new wants to know about your family, your money or your worries.") },
	{ "money", N_("money"), N_("You are asked to pay, to lend or to pass money on.") },
	{ "debt", N_("a debt"),
		N_("A gift, a ticket or an advance is used later: you owe something for it.") },
	{ "documents", N_("papers"),
		N_("You are asked to send or hand over your passport, your identity card or their copies.") },
	{ "images", N_("pictures"), N_("You are asked for intimate or revealing pictures.") },
	{ "jealousy", N_("jealousy"),
		N_("Someone wants you for themselves and minds the people you see.") },
	{ "control", N_("control"),
		N_("Someone wants to decide what you do: where you go, your phone, your passwords, whom you are with.") },
	{ "guilt", N_("guilt"), N_("A no is answered with hurt or anger, so that you give in.") },
	{ "threat", N_("a threat"),
		N_("You are threatened with something bad if you do not obey.") },
};

int technique_find(const char *id)
{
	for (int i = 0; i < TECHNIQUES; i++)
		if (!strcmp(techniques[i].id, id))
			return i;
	return -1;
}
