/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SHOW_WRITE_H
#define CLI_SHOW_WRITE_H

struct booklet;
struct options;

/*
 * Writes what vigie show prints, as the options say; sets the size of paper: by --paper, --country,
 * country (may be NULL) or the locale. An exit status.
 */
int show_write(const struct options *options, const char *country, struct booklet *booklet);
/* The first of the variables that is set, which say "fr_FR.UTF-8"; "" if none is. */
const char *show_locale(const char *category);

#endif
