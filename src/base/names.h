/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>
#include <stdint.h>

/*
 * A number for each of many names, found in a time that does not depend on how many there are. The
 * names are not copied: they must live as long as the table. Start with NAMES_INIT.
 */
struct names {
	struct names_entry {
		const char *name; /* NULL: free */
		size_t number;
	} * v;
	size_t n, slots; /* slots: 0 or a power of two */
};
#define NAMES_INIT \
	{          \
		0  \
	}

uint32_t names_hash(const char *name); /* FNV-1a */

/* Returns the number of the name, which is 0 if the name is new; valid until the next call. */
size_t *names_number(struct names *names, const char *name);
void names_release(struct names *names);

#endif
