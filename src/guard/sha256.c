/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/sha256.h"

#include <string.h>

struct sha256 {
	uint32_t h[8];
	uint8_t block[64];
	size_t used;
	uint64_t bytes;
};

static const uint32_t k[64] = {
	0x428a2f98,
	0x71374491,
	0xb5c0fbcf,
	0xe9b5dba5,
	0x3956c25b,
	0x59f111f1,
	0x923f82a4,
	0xab1c5ed5,
	0xd807aa98,
	0x12835b01,
	0x243185be,
	0x550c7dc3,
	0x72be5d74,
	0x80deb1fe,
	0x9bdc06a7,
	0xc19bf174,
	0xe49b69c1,
	0xefbe4786,
	0x0fc19dc6,
	0x240ca1cc,
	0x2de92c6f,
	0x4a7484aa,
	0x5cb0a9dc,
	0x76f988da,
	0x983e5152,
	0xa831c66d,
	0xb00327c8,
	0xbf597fc7,
	0xc6e00bf3,
	0xd5a79147,
	0x06ca6351,
	0x14292967,
	0x27b70a85,
	0x2e1b2138,
	0x4d2c6dfc,
	0x53380d13,
	0x650a7354,
	0x766a0abb,
	0x81c2c92e,
	0x92722c85,
	0xa2bfe8a1,
	0xa81a664b,
	0xc24b8b70,
	0xc76c51a3,
	0xd192e819,
	0xd6990624,
	0xf40e3585,
	0x106aa070,
	0x19a4c116,
	0x1e376c08,
	0x2748774c,
	0x34b0bcb5,
	0x391c0cb3,
	0x4ed8aa4a,
	0x5b9cca4f,
	0x682e6ff3,
	0x748f82ee,
	0x78a5636f,
	0x84c87814,
	0x8cc70208,
	0x90befffa,
	0xa4506ceb,
	0xbef9a3f7,
	0xc67178f2,
};

static uint32_t turn(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static void compress(struct sha256 *s)
{
	uint32_t w[64], v[8];

	for (size_t i = 0; i < 16; i++)
		w[i] = (uint32_t)s->block[4 * i] << 24 | (uint32_t)s->block[4 * i + 1] << 16 |
			(uint32_t)s->block[4 * i + 2] << 8 | s->block[4 * i + 3];
	for (int i = 16; i < 64; i++)
		w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) +
			w[i - 7] + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(v, s->h, sizeof(v));
	for (int i = 0; i < 64; i++) {
		uint32_t a = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) +
			((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
		uint32_t b = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) +
			((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(*v));
		v[4] += a;
		v[0] = a + b;
	}
	for (int i = 0; i < 8; i++)
		s->h[i] += v[i];
}

static void start(struct sha256 *s)
{
	*s = (struct sha256){ .h = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
				      0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };
}

static void add(struct sha256 *s, const void *data, size_t len)
{
	const uint8_t *p = data;

	s->bytes += len;
	while (len--) {
		s->block[s->used++] = *p++;
		if (s->used == sizeof(s->block)) {
			compress(s);
			s->used = 0;
		}
	}
}

static void end(struct sha256 *s, uint8_t out[SHA256_BYTES])
{
	static const uint8_t one = 0x80, zero;
	uint64_t bits = s->bytes * 8;

	add(s, &one, 1);
	while (s->used != 56)
		add(s, &zero, 1);
	for (int i = 0; i < 8; i++) {
		uint8_t byte = (uint8_t)(bits >> (56 - 8 * i));

		add(s, &byte, 1);
	}
	for (int i = 0; i < SHA256_BYTES; i++)
		out[i] = (uint8_t)(s->h[i / 4] >> (24 - 8 * (i % 4)));
	explicit_bzero(s, sizeof(*s));
}

void sha256(const void *data, size_t len, uint8_t out[SHA256_BYTES])
{
	struct sha256 s;

	start(&s);
	add(&s, data, len);
	end(&s, out);
}

/* inner and outer have absorbed the key already, so that a round costs two blocks. */
static void hmac(const struct sha256 *inner, const struct sha256 *outer, const void *data,
	size_t len, uint8_t out[SHA256_BYTES])
{
	struct sha256 s = *inner;

	add(&s, data, len);
	end(&s, out);
	s = *outer;
	add(&s, out, SHA256_BYTES);
	end(&s, out);
}

void sha256_pbkdf2(const char *secret, size_t len, const uint8_t *salt, size_t salt_len,
	unsigned rounds, uint8_t out[SHA256_BYTES])
{
	uint8_t key[64] = { 0 }, pad[64], u[SHA256_BYTES], first[64 + 4] = { 0 };
	struct sha256 inner, outer;

	if (len > sizeof(key))
		sha256(secret, len, key);
	else
		memcpy(key, secret, len);
	start(&inner);
	start(&outer);
	for (size_t i = 0; i < sizeof(pad); i++)
		pad[i] = key[i] ^ 0x36;
	add(&inner, pad, sizeof(pad));
	for (size_t i = 0; i < sizeof(pad); i++)
		pad[i] = key[i] ^ 0x5c;
	add(&outer, pad, sizeof(pad));
	salt_len = salt_len > 64 ? 64 : salt_len;
	memcpy(first, salt, salt_len);
	first[salt_len + 3] = 1;
	hmac(&inner, &outer, first, salt_len + 4, u);
	memcpy(out, u, SHA256_BYTES);
	for (unsigned i = 1; i < rounds; i++) {
		hmac(&inner, &outer, u, SHA256_BYTES, u);
		for (int j = 0; j < SHA256_BYTES; j++)
			out[j] ^= u[j];
	}
	explicit_bzero(key, sizeof(key));
	explicit_bzero(pad, sizeof(pad));
	explicit_bzero(u, sizeof(u));
}
