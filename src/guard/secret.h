/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hashes of access codes and PINs, which are stored in no other form: yescrypt if crypt(3) has it,
 * else PBKDF2 with SHA-256 and PBKDF2_ROUNDS rounds, both salted and slow.
 */
#ifndef GUARD_SECRET_H
#define GUARD_SECRET_H

#include <stdbool.h>

struct strbuf;

enum { PBKDF2_ROUNDS = 300000 };

/* Appends the hash. Returns false if there is no randomness or no memory. */
bool secret_hash(const char *secret, struct strbuf *out);
/* secret_hash() that always uses PBKDF2. */
bool secret_hash_portable(const char *secret, struct strbuf *out);
/*
 * True if secret is the one that was hashed. Slow on purpose; takes as long for a wrong secret as
 * for the right one.
 */
bool secret_matches(const char *secret, const char *hash);
/* True if this build can check the hash. */
bool secret_is_hash(const char *hash);

#endif
