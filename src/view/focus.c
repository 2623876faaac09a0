/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/focus.h"

bool focus_update(int *focus, int n, const struct input *in, bool *picked)
{
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
		*picked = in->key >= '1' && (int)(in->key - '1') < n;
		if (*picked)
			*focus = (int)(in->key - '1');
		return *picked;
	default:
		*picked = in->command == CMD_NONE && in->id >= 0 && in->id < n;
		if (*picked)
			*focus = in->id;
		return *picked;
	}
}
