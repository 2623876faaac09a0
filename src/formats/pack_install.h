/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the lessons of a pack into a folder of lessons. */
#ifndef FORMATS_PACK_INSTALL_H
#define FORMATS_PACK_INSTALL_H

#include "course/lesson.h"

struct pack;

/* All of them or none; those from before are kept in to/.previous. Says what was done. Exit status.
 */
int pack_install(const struct pack *pack, const char *to, question_parse_fn *parse);
/* Completes an installation in the folder that was cut off after its point of no return. Writes
 * nothing otherwise. */
void pack_install_finish(const char *lessons);

#endif
