/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/mem.h"
#include "text/address.h"
#include "view/canvas_parts.h"

/* The rows of a broken address follow each other: it is kept once. */
static bool is_last_address(const struct canvas *canvas, const char *address, size_t len)
{
	const struct canvas_link *last =
		canvas->n_links ? &canvas->links[canvas->n_links - 1] : NULL;

	return last && last->len == len && !memcmp(canvas->addresses + last->at, address, len);
}

void canvas_link(struct canvas *canvas, int x, int y, int cells, const char *address, size_t len)
{
	char bytes[ADDRESS_MAX];
	size_t n = address_encode(address, len, bytes, sizeof(bytes)), at;
	int end = x + cells > canvas->cols ? canvas->cols : x + cells;

	if (!n || y < 0 || y >= canvas->rows || x < 0 || x >= end)
		return;
	if (is_last_address(canvas, bytes, n)) {
		at = canvas->links[canvas->n_links - 1].at;
	} else {
		at = canvas->n_addresses;
		ALLOC_GROW(canvas->addresses, at + n, canvas->cap_addresses);
		memcpy(canvas->addresses + at, bytes, n);
		canvas->n_addresses += n;
	}
	ALLOC_GROW(canvas->links, canvas->n_links + 1, canvas->cap_links);
	canvas->links[canvas->n_links++] =
		(struct canvas_link){ .y = y, .x = x, .end = end, .at = at, .len = n };
}

void canvas_unlink(struct canvas *canvas, int x, int y, int end)
{
	for (size_t i = 0; i < canvas->n_links; i++) {
		struct canvas_link *link = &canvas->links[i];

		if (link->y != y || end <= link->x || x >= link->end)
			continue;
		/* of a link that is covered in its middle the beginning is left */
		if (x > link->x)
			link->end = x;
		else
			link->x = end < link->end ? end : link->end;
	}
}

void canvas_copy_links(struct canvas *canvas, const struct canvas *from)
{
	if (from->n_links) {
		ALLOC_GROW(canvas->links, from->n_links, canvas->cap_links);
		ALLOC_GROW(canvas->addresses, from->n_addresses, canvas->cap_addresses);
		memcpy(canvas->links, from->links, from->n_links * sizeof(*from->links));
		memcpy(canvas->addresses, from->addresses, from->n_addresses);
	}
	canvas->n_links = from->n_links;
	canvas->n_addresses = from->n_addresses;
}

/* Returns the next link of row y from i on, NULL if there is none; i is moved behind it. */
static const struct canvas_link *next_in_row(const struct canvas *canvas, int y, size_t *i)
{
	while (*i < canvas->n_links) {
		const struct canvas_link *link = &canvas->links[(*i)++];

		if (link->y == y && link->x < link->end)
			return link;
	}
	return NULL;
}

bool canvas_same_links(const struct canvas *a, const struct canvas *b, int y)
{
	size_t i = 0, k = 0;
	const struct canvas_link *one, *other;

	do {
		one = next_in_row(a, y, &i);
		other = next_in_row(b, y, &k);
		if (one && other &&
			(one->x != other->x || one->end != other->end || one->len != other->len ||
				memcmp(a->addresses + one->at, b->addresses + other->at,
					one->len) != 0))
			return false;
	} while (one && other);
	return one == other;
}

bool canvas_has_links(const struct canvas *canvas, int y)
{
	size_t i = 0;

	return next_in_row(canvas, y, &i) != NULL;
}
