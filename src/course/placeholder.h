/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * {fact-id} and {fact-id.year} in prose: numbers that are kept in one place, with their year and
 * source.
 */
#ifndef COURSE_PLACEHOLDER_H
#define COURSE_PLACEHOLDER_H

struct ini_entry;
struct reader;

/*
 * Returns the entry's text in r->arena with the values of the facts of r->lesson filled in, and
 * adds the facts to r->used. An unknown placeholder is an error and is left unchanged.
 */
const char *placeholder_expand(struct reader *r, const struct ini_entry *entry);

#endif
