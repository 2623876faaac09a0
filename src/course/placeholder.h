/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {fact-id} and {fact-id.year} in prose: numbers that stand once, with their year and source. */
#ifndef COURSE_PLACEHOLDER_H
#define COURSE_PLACEHOLDER_H

struct ini_entry;
struct reader;

/*
 * The entry's text with the values of the facts of r->lesson filled in, in the arena; the facts are
 * noted in r->used. A placeholder that means nothing is an error and stays as it stands.
 */
const char *placeholder_expand(struct reader *r, const struct ini_entry *entry);

#endif
