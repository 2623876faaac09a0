/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CHECK_LANGUAGES_H
#define CLI_CHECK_LANGUAGES_H

#include "cli/options.h"
#include "os/language.h"

/* Runs vigie check --languages; returns an exit status. */
int check_show_languages(const struct paths *paths, const struct options *options);

#endif
