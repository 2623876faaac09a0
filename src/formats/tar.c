/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/tar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "guard/sha256.h"

enum {
	BLOCK = 512,
	NAME = 100,
	SIZE_AT = 124,
	SIZE = 12,
	SUM_AT = 148,
	SUM = 8,
	TYPE_AT = 156,
	MAGIC_AT = 257,
	PREFIX_AT = 345
};

enum {
	SHA256_HEX = 2 * SHA256_BYTES + 1,
	PACK_MAX_MANIFEST = PACK_MAX_FILES * (SHA256_HEX + 2 + NAME)
};

static void sha256_hex(const char *data, size_t len, char hex[SHA256_HEX])
{
	uint8_t sum[SHA256_BYTES];

	sha256(data, len, sum);
	for (size_t i = 0; i < SHA256_BYTES; i++)
		snprintf(hex + 2 * i, 3, "%02x", sum[i]);
}

/* A file system of a stick (vfat) drops a dot at the end, so that two names become one. */
static bool is_name(const char *s, size_t len)
{
	if (!len || *s == '.' || *s == '-' || s[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') || s[i] == '-' ||
			    s[i] == '.'))
			return false;
	return true;
}

bool pack_path_is_valid(const char *path)
{
	size_t len = strcspn(path, "/");

	if (!is_name(path, len) || strlen(path) >= NAME)
		return false;
	return !path[len] || is_name(path + len + 1, strlen(path + len + 1));
}

void pack_add(struct pack *pack, const char *path, const char *data, size_t len)
{
	ALLOC_GROW(pack->files, pack->n + 1, pack->cap);
	pack->files[pack->n++] = (struct pack_file){ arena_strdup(&pack->arena, path), data, len };
}

void pack_release(struct pack *pack)
{
	free(pack->files);
	arena_release(&pack->arena);
	*pack = (struct pack){ 0 };
}

/* ---- writing */

static unsigned sum_of(const char *block)
{
	unsigned sum = 0;

	for (int i = 0; i < BLOCK; i++)
		sum += i >= SUM_AT && i < SUM_AT + SUM ? ' ' : (unsigned char)block[i];
	return sum;
}

static void write_file(struct strbuf *out, const char *path, const char *data, size_t len)
{
	static const char zeros[BLOCK];
	char block[BLOCK] = { 0 };

	snprintf(block, NAME, "%s", path);
	snprintf(block + 100, 8, "%07o", 0644);
	snprintf(block + 108, 8, "%07o", 0);
	snprintf(block + 116, 8, "%07o", 0);
	snprintf(block + SIZE_AT, SIZE, "%011zo", len);
	snprintf(block + 136, 12, "%011o", 0);
	block[TYPE_AT] = '0';
	memcpy(block + MAGIC_AT,
		"ustar\0"
		"00",
		8);
	snprintf(block + SUM_AT, SUM, "%06o", sum_of(block));
	block[SUM_AT + 7] = ' ';
	strbuf_add(out, block, BLOCK);
	strbuf_add(out, data, len);
	strbuf_add(out, zeros, (BLOCK - len % BLOCK) % BLOCK);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct pack_file *)a)->path, ((const struct pack_file *)b)->path);
}

void pack_write(const struct pack *pack, struct strbuf *out)
{
	static const char end[2 * BLOCK];
	struct strbuf manifest = STRBUF_INIT;
	char hex[SHA256_HEX];

	if (pack->n)
		qsort(pack->files, pack->n, sizeof(*pack->files), by_path);
	for (size_t i = 0; i < pack->n; i++) {
		sha256_hex(pack->files[i].data, pack->files[i].len, hex);
		strbuf_addf(&manifest, "%s  %s\n", hex, pack->files[i].path);
	}
	write_file(out, PACK_MANIFEST, manifest.buf, manifest.len);
	for (size_t i = 0; i < pack->n; i++)
		write_file(out, pack->files[i].path, pack->files[i].data, pack->files[i].len);
	strbuf_add(out, end, sizeof(end));
	strbuf_release(&manifest);
}

/* ---- reading */

/* Parses octal digits, ended by a space or NUL; returns -1 on anything else. */
static long octal(const char *s, size_t len)
{
	long value = 0;
	size_t i = 0;

	for (; i < len && s[i] >= '0' && s[i] <= '7'; i++)
		value = value * 8 + (s[i] - '0');
	return !i || (i < len && s[i] != ' ' && s[i]) ? -1 : value;
}

static bool is_zero(const char *block)
{
	for (int i = 0; i < BLOCK; i++)
		if (block[i])
			return false;
	return true;
}

static bool fail(struct strbuf *err, const char *sentence)
{
	strbuf_addstr(err, sentence);
	return false;
}

/* Reads the entry at *at; sets *done at the end of the archive. */
static bool read_entry(
	struct pack *pack, const char *data, size_t len, size_t *at, bool *done, struct strbuf *err)
{
	const char *block = data + *at;
	const char *path;
	long size;

	if (len - *at < BLOCK)
		return fail(err, _("the pack is cut off; get it again"));
	*done = is_zero(block);
	if (*done)
		return true;
	if (memcmp(block + MAGIC_AT, "ustar", 5) ||
		octal(block + SUM_AT, SUM) != (long)sum_of(block))
		return fail(err, _("this is no lesson pack, or it is damaged"));
	path = arena_memdupz(&pack->arena, block, strnlen(block, NAME));
	if ((block[TYPE_AT] != '0' && block[TYPE_AT]) || block[PREFIX_AT] ||
		(strcmp(path, PACK_MANIFEST) && !pack_path_is_valid(path))) {
		strbuf_addf(err,
			_("the pack contains “%s”, which is not a lesson file; nothing was installed"),
			path);
		return false;
	}
	size = octal(block + SIZE_AT, SIZE);
	/* the first is the manifest */
	if (size < 0 || size > (pack->n ? PACK_MAX_FILE : PACK_MAX_MANIFEST) ||
		pack->n > PACK_MAX_FILES)
		return fail(err,
			_("the pack holds too many files, or one that is too large; nothing was installed"));
	*at += BLOCK;
	if ((size_t)size > len - *at)
		return fail(err, _("the pack is cut off; get it again"));
	pack_add(pack, path, data + *at, (size_t)size);
	*at += ((size_t)size + BLOCK - 1) / BLOCK * BLOCK;
	if (*at > len)
		return fail(err, _("the pack is cut off; get it again"));
	return true;
}

static int path_against(const void *path, const void *file)
{
	return strcmp(path, ((const struct pack_file *)file)->path);
}

/* The files are in order. No file system can hold a file and a folder of one name. */
static bool check_folders(const struct pack *pack, struct strbuf *err)
{
	for (size_t i = 0; i < pack->n; i++) {
		const char *path = pack->files[i].path, *slash = strchr(path, '/');
		char folder[NAME];

		if (!slash)
			continue;
		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path), path);
		if (bsearch(folder, pack->files, i, sizeof(*pack->files), path_against)) {
			strbuf_addf(err,
				_("the pack holds “%s” both as a file and as a folder; nothing was installed"),
				folder);
			return false;
		}
	}
	return true;
}

static bool check_sums(
	const struct pack *pack, const struct pack_file *manifest, struct strbuf *err)
{
	const char *s = manifest->data, *end = s + manifest->len;

	for (size_t i = 0; i < pack->n; i++) {
		const struct pack_file *f = &pack->files[i];
		size_t len = strlen(f->path), line = SHA256_HEX + 2 + len;
		char hex[SHA256_HEX];

		sha256_hex(f->data, f->len, hex);
		if ((size_t)(end - s) < line || memcmp(s, hex, SHA256_HEX - 1) ||
			memcmp(s + SHA256_HEX - 1, "  ", 2) ||
			memcmp(s + SHA256_HEX + 1, f->path, len) || s[line - 1] != '\n') {
			strbuf_addf(err,
				_("the checksum of “%s” does not match the manifest: the pack is damaged or was changed; get it again"),
				f->path);
			return false;
		}
		if (i && strcmp(pack->files[i - 1].path, f->path) >= 0)
			return fail(err,
				_("the files of the pack are not in order, or one is there twice; nothing was installed"));
		s += line;
	}
	return s == end || fail(err, _("the manifest names a file that the pack lacks"));
}

bool pack_read(struct pack *pack, const char *data, size_t len, struct strbuf *err)
{
	struct pack_file manifest;
	size_t at = 0;
	bool done = false;

	*pack = (struct pack){ 0 };
	while (!done)
		if (!read_entry(pack, data, len, &at, &done, err))
			return false;
	if (pack->n < 2 || strcmp(pack->files[0].path, PACK_MANIFEST) != 0)
		return fail(err, _("the pack does not begin with its manifest"));
	manifest = pack->files[0];
	memmove(pack->files, pack->files + 1, --pack->n * sizeof(*pack->files));
	return check_sums(pack, &manifest, err) && check_folders(pack, err);
}
