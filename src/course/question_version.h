/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The version of a question: a hash of all that decides what an answer to it means and earns. The
 * same answer to the same version always gets the same grade, so statistics may add them up.
 *
 * Counts: ids of lesson and question, type, points, key, options, pairs, boxes, items and their
 *         order, accepted and nearly right texts, tolerance, unit, gaps. A key that is not named
 *         in question_version.c counts too, so a new type of question needs nothing here.
 * Left out: prompt, explanation, feedback, hints, tries and costs, confidence, what the question
 *         refers to, the order of display, the order of lines, comments, kinds of spaces.
 *
 * It is taken from the lesson's own language, so every translation has the same version.
 */
#ifndef COURSE_QUESTION_VERSION_H
#define COURSE_QUESTION_VERSION_H

#include "course/lesson.h"

struct ini;
struct ini_section;

/*
 * Computes the version of a [question …] section of ini, which no translation overlays yet. The
 * section may have errors. Writes 16 small hex digits: the first 8 bytes of a SHA-256.
 */
void question_version(const struct ini *ini, const struct ini_section *section,
	char version[QUESTION_VERSION_SIZE]);

#endif
