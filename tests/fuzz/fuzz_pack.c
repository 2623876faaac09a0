/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a lesson pack from any bytes: unchanged, then with the checksums of the headers corrected,
 * as a crafted pack would have them. Also changes one byte of a valid pack, which must then be
 * refused or hold the same files.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/tar.h"

enum { BLOCK = 512, SUM_AT = 148, SUM = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_same(const struct pack *a, const struct pack *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (strcmp(a->files[i].path, b->files[i].path) != 0 ||
			a->files[i].len != b->files[i].len ||
			memcmp(a->files[i].data, b->files[i].data, a->files[i].len) != 0)
			return false;
	return a->n == b->n;
}

/* A pack that can be read must stay the same when written and read again, and no path may lead out
 * of its folder. */
static void is_sound(struct pack *pack)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct pack again;

	for (size_t i = 0; i < pack->n; i++)
		if (!pack_path_is_valid(pack->files[i].path) || strstr(pack->files[i].path, ".."))
			BUG("the pack writes to %s", pack->files[i].path);
	pack_write(pack, &out);
	if (!pack_read(&again, out.buf, out.len, &err) || !is_same(pack, &again))
		BUG("cannot read back the written pack: %s", err.buf);
	pack_release(&again);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void read_pack(const char *bytes, size_t len)
{
	struct strbuf err = STRBUF_INIT;
	struct pack pack;
	bool good = pack_read(&pack, bytes, len, &err);

	if (good == (err.len > 0))
		BUG("neither or both of a pack and an error");
	if (good)
		is_sound(&pack);
	pack_release(&pack);
	strbuf_release(&err);
}

static void read_with_sums(const uint8_t *data, size_t size)
{
	char *bytes = xmemdupz((const char *)data, size);

	for (size_t at = 0; at + BLOCK <= size; at += BLOCK) {
		unsigned sum = 0;

		if (memcmp(bytes + at + 257, "ustar", 5) != 0)
			continue;
		memset(bytes + at + SUM_AT, ' ', SUM);
		for (size_t i = 0; i < BLOCK; i++)
			sum += (unsigned char)bytes[at + i];
		snprintf(bytes + at + SUM_AT, SUM, "%06o", sum);
		bytes[at + SUM_AT + SUM - 1] = ' ';
	}
	read_pack(bytes, size);
	free(bytes);
}

/* Input: two bytes for the offset of the change, one to xor there, then lines that are in turn a
 * path and the text of that file. */
static void read_changed(const uint8_t *data, size_t size)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	char *text = xmemdupz((const char *)data + 3, size - 3), *rest = text, *path, *line;
	struct pack pack = { 0 }, changed;
	size_t at;

	while ((path = strsep(&rest, "\n")) && (line = strsep(&rest, "\n")))
		if (pack_path_is_valid(path))
			pack_add(&pack, path, line, strlen(line));
	pack_write(&pack, &out);
	at = ((size_t)data[0] << 8 | data[1]) % out.len;
	out.buf[at] = (char)(out.buf[at] ^ data[2]);
	if (pack_read(&changed, out.buf, out.len, &err) && data[2] && !is_same(&pack, &changed))
		BUG("a change of byte %zu was not noticed", at);
	pack_release(&changed);
	pack_release(&pack);
	strbuf_release(&out);
	strbuf_release(&err);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = xmemdupz((const char *)data, size);

	read_pack(bytes, size);
	free(bytes);
	read_with_sums(data, size);
	if (size > 3)
		read_changed(data, size);
	return 0;
}
