/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reader for GNU .mo files (gettext manual, "The Format of GNU MO Files") in either byte order. All
 * offsets are checked when the file is loaded, each text when it is looked up.
 */
#include "base/catalogue.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/plural.h"
#include "base/strbuf.h"

#include "base/conversions.h"

#define MAGIC 0x950412DEu
#define MAGIC_SWAPPED 0xDE120495u

enum {
	HEADER_SIZE = 28,
	ENTRY_SIZE = 8, /* length, offset */
	FILE_MAX = 16 << 20
};

struct catalogue {
	char *data;
	size_t len;
	bool swapped;
	size_t n, originals, translations; /* number of entries; offsets of the two tables */
	struct plural plural;
	catalogue_clean_fn *is_clean;
};

static uint32_t swap(uint32_t v)
{
	return v >> 24 | (v >> 8 & 0xFF00u) | (v << 8 & 0xFF0000u) | v << 24;
}

static size_t number_at(const struct catalogue *cat, size_t offset)
{
	uint32_t v;

	memcpy(&v, cat->data + offset, sizeof(v));
	return cat->swapped ? swap(v) : v;
}

/* Returns text i of a table. It ends in NUL and may contain more NULs; *len is its full length. */
static const char *text_at(const struct catalogue *cat, size_t table, size_t i, size_t *len)
{
	size_t entry = table + i * ENTRY_SIZE;

	*len = number_at(cat, entry);
	return cat->data + number_at(cat, entry + 4);
}

/* This runs at every start, over all entries: swapped is a constant where it is inlined. */
static inline bool entries_fit(const struct catalogue *cat, const char *at, bool swapped)
{
	const char *end = at + cat->n * ENTRY_SIZE;

	for (; at < end; at += ENTRY_SIZE) {
		uint32_t v[2];
		uint64_t last;

		memcpy(v, at, ENTRY_SIZE);
		last = swapped ? (uint64_t)swap(v[0]) + swap(v[1]) : (uint64_t)v[0] + v[1];
		if (last >= cat->len || cat->data[last])
			return false;
	}
	return true;
}

static bool table_fits(const struct catalogue *cat, size_t table)
{
	const char *at;

	if (table > cat->len || (cat->len - table) / ENTRY_SIZE < cat->n)
		return false;
	at = cat->data + table;
	return cat->swapped ? entries_fit(cat, at, true) : entries_fit(cat, at, false);
}

/* Binary search: entries are sorted by msgid bytes. A damaged order only hides some of them. */
static const char *find(const struct catalogue *cat, const char *msgid, size_t *len)
{
	size_t low = 0, high = cat->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(msgid, text_at(cat, cat->originals, mid, len));

		if (!order)
			return text_at(cat, cat->translations, mid, len);
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Returns the value of a field of the catalogue's header, which is the translation of "". */
static const char *header_field(const struct catalogue *cat, const char *name, size_t *len)
{
	const char *line = find(cat, "", len);

	for (size_t n = strlen(name); line && *line; line += *line == '\n') {
		size_t end = strcspn(line, "\n");

		if (end >= n && !strncasecmp(line, name, n)) {
			*len = end - n;
			return line + n;
		}
		line += end;
	}
	return NULL;
}

static bool is_utf8(const struct catalogue *cat)
{
	static const char mark[] = "charset=";
	const char *value, *charset;
	size_t len, n = strlen(mark);

	value = header_field(cat, "Content-Type:", &len);
	if (!value)
		return true;
	for (charset = value; (size_t)(charset - value) + n <= len; charset++)
		if (!strncasecmp(charset, mark, n)) {
			charset += n;
			n = len - (size_t)(charset - value);
			return (n >= 5 && !strncasecmp(charset, "UTF-8", 5)) ||
				(n >= 8 && !strncasecmp(charset, "US-ASCII", 8)) ||
				(n >= 5 && !strncasecmp(charset, "ASCII", 5));
		}
	return true;
}

/* Validates the file. Returns what is wrong with it, or NULL. */
static const char *look_over(struct catalogue *cat)
{
	const char *rule;
	size_t len, magic;

	if (cat->len < HEADER_SIZE)
		return _("the translation file is truncated; rebuild it with msgfmt");
	magic = number_at(cat, 0);
	cat->swapped = magic == MAGIC_SWAPPED;
	if ((magic != MAGIC && magic != MAGIC_SWAPPED) || number_at(cat, 4) >> 16 > 1)
		return _("this is not a file of translations; make one with msgfmt");
	cat->n = number_at(cat, 8);
	cat->originals = number_at(cat, 12);
	cat->translations = number_at(cat, 16);
	if (!table_fits(cat, cat->originals) || !table_fits(cat, cat->translations))
		return _("the translation file is damaged; rebuild it with msgfmt");
	if (!is_utf8(cat))
		return _(
			"the translations are not in UTF-8; convert them with msgconv --to-code=UTF-8");
	plural_init(&cat->plural);
	rule = header_field(cat, "Plural-Forms:", &len);
	if (rule && !plural_parse(&cat->plural, rule, len))
		return _(
			"the rule for plurals (Plural-Forms) in the translations is malformed; correct "
			"the header of the .po file");
	return NULL;
}

/* Takes ownership of data. */
static struct catalogue *new_catalogue(
	char *data, size_t len, catalogue_clean_fn *is_clean, struct strbuf *err)
{
	struct catalogue *cat = xcalloc(1, sizeof(*cat));
	const char *wrong;

	cat->data = data;
	cat->len = len;
	cat->is_clean = is_clean;
	wrong = look_over(cat);
	if (!wrong)
		return cat;
	strbuf_addstr(err, wrong);
	catalogue_free(cat);
	return NULL;
}

struct catalogue *catalogue_from_memory(
	const void *data, size_t len, catalogue_clean_fn *is_clean, struct strbuf *err)
{
	return new_catalogue(xmemdupz(len ? data : "", len), len, is_clean, err);
}

/* Reads a whole regular file of at most FILE_MAX bytes. Returns NULL and sets errno on failure. */
static char *read_all(int fd, size_t *len)
{
	struct stat st;
	char *data;
	size_t have = 0;

	if (fstat(fd, &st) < 0)
		return NULL;
	if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX) {
		errno = S_ISREG(st.st_mode) ? EOVERFLOW : EINVAL;
		return NULL;
	}
	*len = (size_t)st.st_size;
	data = xmalloc(*len + 1);
	while (have < *len) {
		ssize_t n = read(fd, data + have, *len - have);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			free(data);
			return NULL;
		}
		if (!n)
			break;
		have += (size_t)n;
	}
	*len = have;
	return data;
}

struct catalogue *catalogue_open(const char *path, catalogue_clean_fn *is_clean, struct strbuf *err)
{
	struct catalogue *cat = NULL;
	size_t len, start = err->len;
	char *data;
	int fd;

	/* do not wait for a writer if path is a pipe */
	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	while (fd < 0 && errno == EINTR);
	data = fd < 0 ? NULL : read_all(fd, &len);
	if (data)
		cat = new_catalogue(data, len, is_clean, err);
	else
		strbuf_addf(err, _("cannot read the translations (%s); check the file"),
			error_text(errno));
	if (!cat) {
		strbuf_splice(err, start, 0, ": ", 2);
		strbuf_splice(err, start, 0, path, strlen(path));
	}
	if (fd >= 0)
		close(fd);
	return cat;
}

void catalogue_free(struct catalogue *cat)
{
	if (!cat)
		return;
	free(cat->data);
	free(cat);
}

/* True if every line of s is clean; the line ends themselves are allowed. */
static bool lines_are_clean(const struct catalogue *cat, const char *s)
{
	for (;; s++) {
		size_t len = strcspn(s, "\n");

		if (!cat->is_clean(s, len))
			return false;
		s += len;
		if (!*s)
			return true;
	}
}

/*
 * Returns s, or NULL if it is empty, contains control characters, or has conversions that do not
 * match those of the original.
 */
static const char *checked(
	const struct catalogue *cat, const char *original, const char *s, bool fewer)
{
	const char *end = strchr(original, '\004');

	if (!*s || !lines_are_clean(cat, s))
		return NULL;
	return format_is_compatible(end ? end + 1 : original, s, fewer) ? s : NULL;
}

const char *catalogue_get(const struct catalogue *cat, const char *msgid)
{
	size_t len;
	const char *s = *msgid ? find(cat, msgid, &len) : NULL;

	return s ? checked(cat, msgid, s, false) : NULL;
}

const char *catalogue_get_plural(
	const struct catalogue *cat, const char *one, const char *many, unsigned long n)
{
	size_t len;
	const char *s = *one ? find(cat, one, &len) : NULL, *end;

	if (!s)
		return NULL;
	end = s + len;
	for (unsigned form = plural_form(&cat->plural, n); form; form--) {
		s += strlen(s) + 1;
		if (s > end)
			return NULL;
	}
	return checked(cat, many, s, true);
}
