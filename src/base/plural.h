/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plural rule of a catalogue: "nplurals=2; plural=(n != 1);", in gettext's subset of C expressions.
 * The text is untrusted, so nesting and size are bounded. As in gettext, division by zero and a
 * form out of range yield form 0.
 */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLURAL_FORMS_MAX = 16, PLURAL_NODES_MAX = 200, PLURAL_DEPTH_MAX = 60 };

struct plural_node {
	uint8_t op; /* enum op of plural.c */
	uint8_t left, right, third;
	unsigned long value;
};

struct plural {
	unsigned forms;
	uint8_t root, n;
	struct plural_node node[PLURAL_NODES_MAX];
};

/* Sets the default for a catalogue without a rule: two forms, the second for every n except 1. */
void plural_init(struct plural *plural);
/* Parses the value of a Plural-Forms header of len bytes. Returns false if it is malformed. */
bool plural_parse(struct plural *plural, const char *s, size_t len);
/* Returns the form for n, less than forms. */
unsigned plural_form(const struct plural *plural, unsigned long n);

#endif
