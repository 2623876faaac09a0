/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/ini.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/mman.h>
#endif

#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/ini_scan.h"

/* ---- iniparser, and whether it reads the same */

static int say_nothing(const char *fmt, ...)
{
	(void)fmt;
	return 0;
}

static bool write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* iniparser reads only files with a name, so the bytes are lent one: of a file in memory where
 * there is such a thing. */
static dictionary *load_by_memfd(const char *data, size_t len)
{
#ifdef __linux__
	char name[40];
	dictionary *dict = NULL;
	int fd = memfd_create("lesson", MFD_CLOEXEC);

	if (fd < 0)
		return NULL;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	if (write_all(fd, data, len))
		dict = iniparser_load(name);
	close(fd);
	return dict;
#else
	(void)data;
	(void)len;
	return NULL;
#endif
}

static dictionary *load_by_file(const char *data, size_t len)
{
	char name[] = P_tmpdir "/vigie-XXXXXX";
	dictionary *dict = NULL;
	int fd = mkstemp(name);

	if (fd < 0)
		return NULL;
	if (write_all(fd, data, len))
		dict = iniparser_load(name);
	close(fd);
	unlink(name);
	return dict;
}

/* The first entry (or section, *entry NULL then) that the dictionary has otherwise, or NULL. */
static const struct ini_section *find_difference(
	const struct ini *ini, const dictionary *dict, const struct ini_entry **entry, size_t *n)
{
	static const char absent[] = "";
	const struct ini_section *wrong = NULL;
	struct strbuf name = STRBUF_INIT;

	*n = ini->n;
	for (size_t i = 0; i < ini->n && !wrong; i++) {
		const struct ini_section *s = &ini->sections[i];

		/* Never a typed getter, they crash on some sections in 4.1 (CVE-2023-33461). */
		if (iniparser_getstring(dict, s->name, absent) == absent)
			wrong = s;
		for (size_t k = 0; k < s->n && !wrong; k++, ++*n) {
			const char *value;

			strbuf_clear(&name);
			strbuf_addstr(&name, s->name);
			strbuf_addch(&name, ':');
			strbuf_addstr(&name, s->entries[k].key);
			value = iniparser_getstring(dict, name.buf, absent);
			if (value && value != absent && !strcmp(value, s->entries[k].value))
				continue;
			wrong = s;
			*entry = &s->entries[k];
		}
	}
	strbuf_release(&name);
	return wrong;
}

static bool agrees_with_iniparser(
	const struct ini *ini, const char *data, size_t len, struct diags *diags)
{
	const struct ini_section *section = NULL;
	const struct ini_entry *entry = NULL;
	dictionary *dict;
	size_t n = 0;
	bool agree;

	iniparser_set_error_callback(say_nothing);
	dict = load_by_memfd(data, len);
	if (!dict)
		dict = load_by_file(data, len);
	if (dict)
		section = find_difference(ini, dict, &entry, &n);
	agree = dict && !section && (size_t)dict->n == n;
	if (!agree)
		diag_add(diags, DIAG_ERROR, "reader-disagrees", ini->file,
			entry		  ? entry->line
				: section ? section->line
					  : 0,
			0,
			entry		  ? entry->source
				: section ? section->source
					  : NULL,
			_("the two readers of lesson files do not agree here; write it more "
			  "plainly, and please "
			  "report this line"));
	if (dict)
		iniparser_freedict(dict);
	return agree;
}

struct ini *ini_parse(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags)
{
	struct ini *ini = ini_scan(arena, path, data, len, diags);
	size_t bom = ini_bom(data, len);

	return ini && agrees_with_iniparser(ini, data + bom, len - bom, diags) ? ini : NULL;
}

/* ---- files */

static void cannot_read(struct diags *diags, const char *path, int error)
{
	diag_add(diags, DIAG_ERROR, "cannot-read", path, 0, 0, NULL,
		/* TRANSLATORS: the placeholder is the reason that the system gives */
		_("the file cannot be read: %s"), strerror(error));
}

/* Where the first byte too many stands. */
static void find_excess(int fd, int *line, int *column)
{
	char buf[8192];
	size_t left = INI_MAX_FILE;
	ssize_t n;

	*line = *column = 1;
	while (left && (n = read(fd, buf, left < sizeof(buf) ? left : sizeof(buf))) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			*line += buf[i] == '\n';
			*column = buf[i] == '\n' ? 1 : *column + ((buf[i] & 0xc0) != 0x80);
		}
		left -= (size_t)n;
	}
}

/* Opens without waiting (a FIFO has nobody at the other end) and without becoming anybody's
 * terminal. */
static int open_regular(const char *path, bool *absent, size_t *size, struct diags *diags)
{
	struct stat st;
	int fd;

	do
		fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 && absent && (errno == ENOENT || errno == ENOTDIR)) {
		*absent = true;
		return -1;
	}
	if (fd < 0 || fstat(fd, &st)) {
		cannot_read(diags, path, errno);
	} else if (!S_ISREG(st.st_mode)) {
		diag_add(diags, DIAG_ERROR, "not-a-file", path, 0, 0, NULL,
			_("this is a folder or a device, not a file; put a text file in its "
			  "place"));
	} else if (st.st_size > INI_MAX_FILE) {
		int line, column;

		find_excess(fd, &line, &column);
		diag_add(diags, DIAG_ERROR, "file-too-large", path, line, column, NULL,
			_("here the file gets larger than %d KiB; make two lessons of it, or take out what does not belong into it"),
			INI_MAX_FILE / 1024);
	} else {
		*size = (size_t)st.st_size;
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

/* The bytes of a file, for the caller to free; NULL if it cannot be read, or is absent. */
static char *read_file(const char *path, size_t *len, bool *absent, struct diags *diags)
{
	size_t size = 0;
	int fd = open_regular(path, absent, &size, diags);
	char *data;

	if (fd < 0)
		return NULL;
	data = xmalloc(size + 1);
	*len = 0;
	while (*len < size) {
		ssize_t n = read(fd, data + *len, size - *len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			cannot_read(diags, path, errno);
			free(data);
			data = NULL;
		}
		if (n <= 0)
			break;
		*len += (size_t)n;
	}
	close(fd);
	return data;
}

struct ini *ini_read(struct arena *arena, const char *path, bool *absent, struct diags *diags)
{
	struct ini *ini;
	size_t len;
	char *data = read_file(path, &len, absent, diags);

	if (!data)
		return NULL;
	ini = ini_parse(arena, path, data, len, diags);
	free(data);
	return ini;
}

/* ---- the head of a file */

static bool begins_line(const char *data, size_t at)
{
	while (at && (data[at - 1] == ' ' || data[at - 1] == '\t'))
		at--;
	return !at || data[at - 1] == '\n';
}

static void count_heading(const char *heading, size_t len, struct ini_counts *counts)
{
	static const char page[] = "[page ", question[] = "[question ", draw[] = "[draw ";

	if (len > sizeof(page) && !memcmp(heading, page, sizeof(page) - 1))
		counts->pages++;
	else if (len > sizeof(question) && !memcmp(heading, question, sizeof(question) - 1))
		counts->questions++;
	else if (len > sizeof(draw) && !memcmp(heading, draw, sizeof(draw) - 1))
		counts->draws++;
}

/* Counts headings; returns where the second begins, or len. Brackets are rarer than lines. */
static size_t find_head(const char *data, size_t len, struct ini_counts *counts)
{
	size_t bom = ini_bom(data, len), head = len;
	const char *p = data + bom;
	int n = 0;

	while ((p = memchr(p, '[', (size_t)(data + len - p)))) {
		size_t at = (size_t)(p - data);

		if (begins_line(data + bom, at - bom)) {
			if (++n == 2)
				head = at;
			if (n > 1 && !counts)
				break;
			if (counts)
				count_heading(p, len - at, counts);
		}
		p++;
	}
	return head;
}

struct ini *ini_read_head(struct arena *arena, const char *path, struct ini_counts *counts,
	bool *absent, struct diags *diags)
{
	struct ini *ini;
	size_t len;
	char *data = read_file(path, &len, absent, diags);

	if (!data)
		return NULL;
	if (counts)
		*counts = (struct ini_counts){ 0 };
	ini = ini_parse(arena, path, data, find_head(data, len, counts), diags);
	free(data);
	return ini;
}

/* ---- looking things up */

const struct ini_section *ini_find(const struct ini *ini, const char *kind, const char *id)
{
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->sections[i].id, id) && !strcmp(ini->sections[i].kind, kind))
			return &ini->sections[i];
	return NULL;
}

const struct ini_entry *ini_get(const struct ini_section *section, const char *key)
{
	for (size_t i = 0; i < section->n; i++)
		if (!strcmp(section->entries[i].key, key))
			return &section->entries[i];
	return NULL;
}
