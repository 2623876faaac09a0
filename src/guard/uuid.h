/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UUIDs of version 5 (RFC 9562, 5.5): made from a name within a namespace, with SHA-1 (RFC 3174),
 * so that everyone makes the same one of the same name. SHA-1 is good for nothing else here: it
 * does not protect a secret, and two names of the same hash can be made on purpose.
 */
#ifndef GUARD_UUID_H
#define GUARD_UUID_H

#include <stddef.h>
#include <stdint.h>

enum { UUID_BYTES = 16, UUID_CHARS = 37, UUID_SHA1_BYTES = 20 };

/* The namespace of URLs (RFC 9562, 6.6). */
extern const uint8_t uuid_of_urls[UUID_BYTES];

void uuid_make(const uint8_t space[UUID_BYTES], const char *name, uint8_t uuid[UUID_BYTES]);
/* Writes it as text, in lower case. */
void uuid_text(const uint8_t uuid[UUID_BYTES], char text[UUID_CHARS]);

/* The hash of two pieces of data, one after the other. */
void uuid_sha1(const void *one, size_t one_len, const void *two, size_t two_len,
	uint8_t out[UUID_SHA1_BYTES]);

#endif
