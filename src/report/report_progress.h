/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says on a terminal how far a long visit to the store is. */
#ifndef REPORT_REPORT_PROGRESS_H
#define REPORT_REPORT_PROGRESS_H

#include <stddef.h>

/* A store_visitor's progress function; ctx is not used. */
void report_progress(void *ctx, size_t done, size_t all);
/* Wipes it away. */
void report_progress_end(void);

#endif
