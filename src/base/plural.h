/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plural rule of a catalogue: "nplurals=2; plural=(n != 1);", the C expressions of gettext. The
 * text may come from anyone: nesting and size are bounded, division by zero and a form that does
 * not exist give form 0, as with gettext.
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

/* Two forms, the second for all but 1: the rule of a catalogue that says none. */
void plural_init(struct plural *plural);
/* The value of a Plural-Forms header (len bytes). False if it is malformed. */
bool plural_parse(struct plural *plural, const char *s, size_t len);
/* Form for n, less than forms. */
unsigned plural_form(const struct plural *plural, unsigned long n);

#endif
