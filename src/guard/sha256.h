/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 (FIPS 180-4), and with it HMAC (RFC 2104) and PBKDF2 (RFC 8018). */
#ifndef GUARD_SHA256_H
#define GUARD_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32 };

void sha256(const void *data, size_t len, uint8_t out[SHA256_BYTES]);
/*
 * Computes one block of output, which is all that a stored secret needs. The salt is at most 64
 * bytes.
 */
void sha256_pbkdf2(const char *secret, size_t len, const uint8_t *salt, size_t salt_len,
	unsigned rounds, uint8_t out[SHA256_BYTES]);

#endif
