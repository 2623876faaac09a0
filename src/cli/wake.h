/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For what reads keys without the program's own terminal code. */
#ifndef CLI_WAKE_H
#define CLI_WAKE_H

/* From now on SIGTERM, SIGHUP, SIGINT and SIGQUIT end a read (EINTR) and do nothing else. */
void wake_on_signals(void);

#endif
