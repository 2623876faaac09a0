/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses in a text that a terminal may show as links. Only web and mail addresses count: a link
 * must never be able to start a program or to open a file of the machine.
 */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/* VTE ignores links longer than 2083 bytes. */
enum { ADDRESS_MAX = 2000 };

/*
 * Finds the next address from *at on: *start and *n are set and *at moves behind it. It begins with
 * https://, http:// or mailto:, not within a word, and ends before a space, a quotation mark or the
 * punctuation of the sentence. Returns false if there is none.
 */
bool address_next(const char *s, size_t len, size_t *at, size_t *start, size_t *n);

/*
 * Writes the address as OSC 8 wants it: nothing but bytes 33 to 126, all others as %XX, and so no
 * byte that could end the sequence. Returns its length; 0, writing nothing of use, if s is no such
 * address or there is not enough room.
 */
size_t address_encode(const char *s, size_t len, char *out, size_t size);

#endif
