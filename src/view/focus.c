/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/focus.h"

int focus_number(const struct input *in)
{
	if (in->number)
		return in->number;
	return in->key >= '1' && in->key <= '9' ? (int)(in->key - '0') : 0;
}

bool focus_update(int *focus, int n, const struct input *in, bool *picked)
{
	int number;

	*picked = false;
	if (n <= 0)
		return false;
	switch (in->command) {
	case CMD_UP:
		*focus = *focus > 0 ? *focus - 1 : n - 1;
		return true;
	case CMD_DOWN:
		*focus = (*focus + 1) % n;
		return true;
	case CMD_FIRST:
		*focus = 0;
		return true;
	case CMD_LAST:
		*focus = n - 1;
		return true;
	case CMD_PICK:
		number = focus_number(in);
		if (number < 1 || number > n)
			return false;
		*focus = number - 1;
		return true;
	default:
		*picked = in->command == CMD_NONE && in->id >= 0 && in->id < n;
		if (*picked)
			*focus = in->id;
		return *picked;
	}
}
