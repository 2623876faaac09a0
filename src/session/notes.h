/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between a presentation and the facilitator's notes on a second terminal of the same user: lines
 * that say where the presentation is, over two FIFOs in a folder of their own in XDG_RUNTIME_DIR.
 *
 *   notes  from the presentation: a line for each step
 *   call   from the notes: a byte that asks for the newest line, for notes that come late
 *
 * The folder has mode 0700, the FIFOs 0600; what else is in their place is replaced. No call here
 * ever waits: each side goes on if the other is absent, late, stopped or killed. The presentation
 * holds a lock on call, the notes on notes, so that there is one of each. What a killed process has
 * left is taken over, and the last to leave removes it.
 */
#ifndef SESSION_NOTES_H
#define SESSION_NOTES_H

#include <stdbool.h>

#include "base/strbuf.h"

enum { NOTES_LINE_MAX = 4000 }; /* bytes; less than PIPE_BUF of Linux, so that no line is torn */

struct notes {
	bool reader;                   /* this process shows the notes, the other one presents */
	int folder, notes, call, keep; /* descriptors, or -1; keep holds call open */
	struct strbuf line;            /* the newest */
	char *from;                    /* the folder of the lesson presented; NULL if reader */
};

/*
 * Returns false with a sentence in err if there is no place for the FIFOs, or if another process
 * has this side already.
 */
bool notes_open(struct notes *notes, bool reader, struct strbuf *err);
/* Removes the FIFOs unless the other side uses them. Also after notes_open has failed. */
void notes_close(struct notes *notes);
/* Readable when there is something to take; it may change with notes_take(). */
int notes_fd(const struct notes *notes);
/* For the presentation: tells the line, now and to notes that come later. */
void notes_send(struct notes *notes, const char *line);
/*
 * Call when notes_fd() is readable. Returns true for the reader if line has changed; it is empty
 * once the presentation is over.
 */
bool notes_take(struct notes *notes);

#endif
