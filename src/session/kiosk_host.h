/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kiosk.ini, checked against the machine that it is for. */
#ifndef SESSION_KIOSK_HOST_H
#define SESSION_KIOSK_HOST_H

#include <stdbool.h>

#include "app/kiosk_config.h"

#define KIOSK_CONFIG "/etc/vigie/kiosk.ini"

/* Reads the file and checks that this machine has what it names. Returns false if it has errors. */
bool kiosk_host_read(
	struct kiosk_config *config, const char *path, const char *locale_dir, struct diags *diags);

#endif
