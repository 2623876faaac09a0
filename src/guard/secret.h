/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A code or PIN is kept only as a slow salted hash: yescrypt where crypt(3) has it, otherwise
 * PBKDF2 with SHA-256 and PBKDF2_ROUNDS rounds.
 */
#ifndef GUARD_SECRET_H
#define GUARD_SECRET_H

#include <stdbool.h>

struct strbuf;

enum { PBKDF2_ROUNDS = 300000, SECRET_MIN = 4, SECRET_MAX = 64 };

/* Appends the hash. False: no randomness, or no memory. */
bool secret_hash(const char *secret, struct strbuf *out);
/* The same with PBKDF2 whatever there is. */
bool secret_hash_portable(const char *secret, struct strbuf *out);
/* Slow, and as slow whether right or wrong. */
bool secret_matches(const char *secret, const char *hash);
/* Can this build check it? */
bool secret_is_hash(const char *hash);

#endif
