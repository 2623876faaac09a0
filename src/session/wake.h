/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For what reads keys without the program's own terminal code. */
#ifndef SESSION_WAKE_H
#define SESSION_WAKE_H

/* From now on SIGTERM, SIGHUP, SIGINT and SIGQUIT end a read (EINTR) and do nothing else. */
void signals_interrupt_reads(void);

#endif
