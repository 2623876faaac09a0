/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/secret.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "guard/sha256.h"

#ifdef HAVE_CRYPT
#include <crypt.h>
#endif

enum { SALT_BYTES = 16, MOST_ROUNDS = 10000000 };

static const char prefix[] = "pbkdf2-sha256:";

static void add_hex(struct strbuf *out, const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		strbuf_addf(out, "%02x", bytes[i]);
}

static void write_hash(
	const char *secret, unsigned rounds, const uint8_t salt[SALT_BYTES], struct strbuf *out)
{
	uint8_t hash[SHA256_BYTES];

	sha256_pbkdf2(secret, strlen(secret), salt, SALT_BYTES, rounds, hash);
	strbuf_addf(out, "%s%u:", prefix, rounds);
	add_hex(out, salt, SALT_BYTES);
	strbuf_addch(out, ':');
	add_hex(out, hash, sizeof(hash));
}

bool secret_hash_portable(const char *secret, struct strbuf *out)
{
	uint8_t salt[SALT_BYTES];

	if (getentropy(salt, sizeof(salt)))
		return false;
	write_hash(secret, PBKDF2_ROUNDS, salt, out);
	return true;
}

/* Parses the rounds and the salt of a PBKDF2 hash made by this file. */
static bool read_hash(const char *hash, unsigned *rounds, uint8_t salt[SALT_BYTES])
{
	const char *s = hash + sizeof(prefix) - 1;
	char *end;
	unsigned long n;

	if (strncmp(hash, prefix, sizeof(prefix) - 1) || *s < '1' || *s > '9')
		return false;
	n = strtoul(s, &end, 10);
	if (n > MOST_ROUNDS || *end != ':' ||
		strlen(end) != 2 + 2 * SALT_BYTES + 2 * SHA256_BYTES ||
		strspn(end + 1, "0123456789abcdef") < 2 * (size_t)SALT_BYTES)
		return false;
	*rounds = (unsigned)n;
	for (size_t i = 0; i < SALT_BYTES; i++) {
		unsigned byte;

		if (sscanf(end + 1 + 2 * i, "%2x", &byte) != 1)
			return false;
		salt[i] = (uint8_t)byte;
	}
	return true;
}

/* Compares in constant time. */
static bool same(const char *a, const char *b)
{
	size_t n = strlen(a);
	unsigned differ = n != strlen(b);

	for (size_t i = 0; i < n && !(differ && i >= strlen(b)); i++)
		differ |= (unsigned)(a[i] ^ b[i]);
	return !differ;
}

#ifdef HAVE_CRYPT

static bool crypt_matches(const char *secret, const char *hash)
{
	struct crypt_data *data = xcalloc(1, sizeof(*data));
	const char *again = crypt_r(secret, hash, data);
	bool matches = again && *again != '*' && same(again, hash);

	explicit_bzero(data, sizeof(*data));
	free(data);
	return matches;
}

bool secret_hash(const char *secret, struct strbuf *out)
{
	struct crypt_data *data = xcalloc(1, sizeof(*data));
	const char *setting = crypt_gensalt("$y$", 0, NULL, 0);
	const char *hash = setting ? crypt_r(secret, setting, data) : NULL;
	bool made = hash && !strncmp(hash, "$y$", 3);

	if (made)
		strbuf_addstr(out, hash);
	explicit_bzero(data, sizeof(*data));
	free(data);
	return made || secret_hash_portable(secret, out);
}

static bool is_crypt(const char *hash)
{
	return !strncmp(hash, "$y$", 3) && strlen(hash) > 20;
}

#else

static bool crypt_matches(const char *secret, const char *hash)
{
	(void)secret;
	(void)hash;
	return false;
}

bool secret_hash(const char *secret, struct strbuf *out)
{
	return secret_hash_portable(secret, out);
}

static bool is_crypt(const char *hash)
{
	(void)hash;
	return false;
}

#endif

bool secret_is_hash(const char *hash)
{
	uint8_t salt[SALT_BYTES];
	unsigned rounds;

	return is_crypt(hash) || read_hash(hash, &rounds, salt);
}

bool secret_matches(const char *secret, const char *hash)
{
	struct strbuf again = STRBUF_INIT;
	uint8_t salt[SALT_BYTES];
	unsigned rounds;
	bool matches;

	if (is_crypt(hash))
		return crypt_matches(secret, hash);
	if (!read_hash(hash, &rounds, salt))
		return false;
	write_hash(secret, rounds, salt, &again);
	matches = same(again.buf, hash);
	strbuf_release(&again);
	return matches;
}
