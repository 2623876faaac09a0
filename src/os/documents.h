/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of the person's documents, as desktops agree on it (XDG user dirs). */
#ifndef OS_DOCUMENTS_H
#define OS_DOCUMENTS_H

#include <stdbool.h>

struct strbuf;

/*
 * Appends the folder that the text of user-dirs.dirs gives for documents. Returns false if it gives
 * none: only absolute paths, and those below $HOME, count.
 */
bool documents_parse(const char *text, const char *home, struct strbuf *out);
/*
 * Appends the absolute path of the documents folder; of the home folder if that is not there; of
 * the current one without a home. Returns false if none can be found.
 */
bool documents_find(struct strbuf *out);

#endif
