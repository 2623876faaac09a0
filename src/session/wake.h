/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For code that reads keys without the program's terminal code. */
#ifndef SESSION_WAKE_H
#define SESSION_WAKE_H

/* Makes SIGTERM, SIGHUP, SIGINT and SIGQUIT interrupt a read (EINTR) and do nothing else. */
void signals_interrupt_reads(void);

#endif
