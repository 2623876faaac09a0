/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs (ps, a status line) show of this process. */
#ifndef OS_PROCESS_H
#define OS_PROCESS_H

/* Notes where the arguments are. Call first in main. */
void process_note_arguments(int argc, char **argv);
/*
 * From now on the process is called name (at most 15 bytes) and has no arguments; those noted are
 * overwritten in place. Call only when nothing refers to them any more.
 */
void process_rename(const char *name);

#endif
