/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/uuid.h"

#include <string.h>

const uint8_t uuid_of_urls[UUID_BYTES] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80,
	0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };

/* ---- SHA-1 */

enum { BLOCK = 64, LENGTH_AT = 56 };

struct sha1 {
	uint32_t h[5];
	uint8_t block[BLOCK];
	size_t used;
	uint64_t bytes;
};

static uint32_t turn(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static void mix(struct sha1 *s)
{
	static const uint32_t k[4] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6 };
	uint32_t a = s->h[0], b = s->h[1], c = s->h[2], d = s->h[3], e = s->h[4], w[80];

	for (size_t i = 0; i < 16; i++) {
		const uint8_t *at = s->block + 4 * i;

		w[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
	}
	for (int i = 16; i < 80; i++)
		w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (int i = 0; i < 80; i++) {
		uint32_t f = i < 20         ? (b & c) | (~b & d)
			: i < 40 || i >= 60 ? b ^ c ^ d
					    : (b & c) | (b & d) | (c & d);
		uint32_t next = turn(a, 5) + f + e + k[i / 20] + w[i];

		e = d;
		d = c;
		c = turn(b, 30);
		b = a;
		a = next;
	}
	s->h[0] += a;
	s->h[1] += b;
	s->h[2] += c;
	s->h[3] += d;
	s->h[4] += e;
}

static void add(struct sha1 *s, const void *data, size_t len)
{
	const uint8_t *from = data;

	s->bytes += len;
	for (size_t i = 0; i < len; i++) {
		s->block[s->used++] = from[i];
		if (s->used == BLOCK) {
			mix(s);
			s->used = 0;
		}
	}
}

static void finish(struct sha1 *s, uint8_t out[UUID_SHA1_BYTES])
{
	static const uint8_t end = 0x80, zero = 0;
	uint64_t bits = s->bytes * 8;
	uint8_t length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)(bits >> (56 - 8 * i));
	add(s, &end, 1);
	while (s->used != LENGTH_AT)
		add(s, &zero, 1);
	add(s, length, sizeof(length));
	for (int i = 0; i < UUID_SHA1_BYTES; i++)
		out[i] = (uint8_t)(s->h[i / 4] >> (24 - 8 * (i % 4)));
}

void uuid_sha1(const void *one, size_t one_len, const void *two, size_t two_len,
	uint8_t out[UUID_SHA1_BYTES])
{
	struct sha1 s = { .h = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 } };

	add(&s, one, one_len);
	add(&s, two, two_len);
	finish(&s, out);
}

/* ---- UUIDs */

void uuid_make(const uint8_t space[UUID_BYTES], const char *name, uint8_t uuid[UUID_BYTES])
{
	uint8_t hash[UUID_SHA1_BYTES];

	uuid_sha1(space, UUID_BYTES, name, strlen(name), hash);
	memcpy(uuid, hash, UUID_BYTES);
	uuid[6] = (uint8_t)((uuid[6] & 0x0f) | 0x50);
	uuid[8] = (uint8_t)((uuid[8] & 0x3f) | 0x80);
}

void uuid_text(const uint8_t uuid[UUID_BYTES], char text[UUID_CHARS])
{
	static const char hex[] = "0123456789abcdef";

	for (int i = 0; i < UUID_BYTES; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*text++ = '-';
		*text++ = hex[uuid[i] >> 4];
		*text++ = hex[uuid[i] & 0x0f];
	}
	*text = '\0';
}
