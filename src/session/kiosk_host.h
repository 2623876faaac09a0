/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kiosk.ini beside the machine that it is for. */
#ifndef SESSION_KIOSK_HOST_H
#define SESSION_KIOSK_HOST_H

#include <stdbool.h>

#include "app/kiosk_config.h"

#define KIOSK_CONFIG "/etc/vigie/kiosk.ini"

/* Reads it and looks whether this machine has what it names. False: it has errors. */
bool kiosk_host_read(
	struct kiosk_config *config, const char *path, const char *locale_dir, struct diags *diags);

#endif
