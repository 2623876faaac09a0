/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_HTML_ENTITY_H
#define FORMATS_HTML_ENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Returns the code point of the entity at s, which begins with &: "&eacute;", "&#233;" or "&#xe9;";
 * sets *used to its length in bytes, the semicolon included. 0 if there is none.
 */
uint32_t html_entity(const char *s, size_t len, size_t *used);

#endif
