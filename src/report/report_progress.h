/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress on a terminal during a long pass over the store. */
#ifndef REPORT_REPORT_PROGRESS_H
#define REPORT_REPORT_PROGRESS_H

#include <stddef.h>

/* The progress callback of a store_visitor; ctx is unused. */
void report_progress(void *ctx, size_t done, size_t all);
/* Erases the progress line. */
void report_progress_end(void);

#endif
