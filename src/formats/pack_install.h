/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Installs the lessons of a pack into a folder of lessons. */
#ifndef FORMATS_PACK_INSTALL_H
#define FORMATS_PACK_INSTALL_H

#include <stdbool.h>

#include "course/lesson.h"

struct pack;

/*
 * Installs all of them or none; keeps the previous versions in to/.previous. Reports what it did
 * and returns an exit status.
 */
int pack_install(const struct pack *pack, const char *to, question_parse_fn *parse);
/*
 * Completes an installation in the folder that was interrupted after its point of no return.
 * Otherwise writes nothing.
 */
void pack_install_finish(const char *lessons);

/*
 * True if check finds no error in the folder; reports the errors that it finds. Also called before
 * packing.
 */
bool pack_lessons_are_good(const char *folder, question_parse_fn *parse);

#endif
