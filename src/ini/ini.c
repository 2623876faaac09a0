/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini.h"

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
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "ini/ini_scan.h"

/* ---- iniparser, and whether it agrees */

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

/* errno tells a file that cannot be opened from a text that iniparser refuses (0). */
static dictionary *load(const char *name)
{
	errno = 0;
	return iniparser_load(name);
}

/* iniparser opens by name only, so pass it /proc/self/fd of a memfd where there is one. */
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
		dict = load(name);
	close(fd);
	return dict;
#else
	(void)data;
	(void)len;
	return NULL;
#endif
}

/*
 * A pipe is not bound by the limit of file sizes (ulimit -f), as a memfd is, but by a size of its
 * own, which does for all but the longest pieces.
 */
static dictionary *load_by_pipe(const char *data, size_t len)
{
#ifdef __linux__
	char name[40];
	dictionary *dict = NULL;
	int ends[2];
	bool written;

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
		return NULL;
	(void)fcntl(ends[1], F_SETPIPE_SZ, (int)len + 4096);
	written = write_all(ends[1], data, len);
	close(ends[1]);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", ends[0]);
	if (written)
		dict = load(name);
	close(ends[0]);
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
	int fd = mkstemp(name), error;

	if (fd < 0)
		return NULL;
	if (write_all(fd, data, len))
		dict = load(name);
	error = errno;
	close(fd);
	unlink(name);
	errno = error;
	return dict;
}

/*
 * Where the two readers disagree: at an entry, at a heading (entry NULL) or at no particular place
 * (both NULL).
 */
struct difference {
	const struct ini_section *section;
	const struct ini_entry *entry;
	int error; /* the system kept iniparser from reading; 0 if it has read */
};

/*
 * True if key number i of the dictionary is name and has value, or any value if value is NULL.
 * iniparser keeps the order of the file, so i finds the key directly; a lookup by name is linear in
 * the number of keys. Never use the typed getters: they crash on some sections in 4.1
 * (CVE-2023-33461).
 */
static bool has(const dictionary *dict, size_t i, const char *name, const char *value)
{
	static const char absent[] = "";
	const char *found = i < (size_t)dict->n && dict->key[i] && !strcmp(dict->key[i], name)
		? dict->val[i]
		: iniparser_getstring(dict, name, absent);

	if (!value)
		return found != absent;
	return found && found != absent && !strcmp(found, value);
}

/* True if dict has the sections from..to and nothing else. */
static bool is_same(const dictionary *dict, const struct ini_section *from,
	const struct ini_section *to, struct difference *at)
{
	struct strbuf name = STRBUF_INIT;
	size_t n = 0;
	bool same = true;

	for (const struct ini_section *s = from; s < to && same; s++) {
		*at = (struct difference){ s, NULL, 0 };
		same = has(dict, n++, s->name, NULL);
		for (size_t k = 0; k < s->n && same; k++) {
			at->entry = &s->entries[k];
			strbuf_clear(&name);
			strbuf_addstr(&name, s->name);
			strbuf_addch(&name, ':');
			strbuf_addstr(&name, at->entry->key);
			same = has(dict, n++, name.buf, at->entry->value);
		}
	}
	strbuf_release(&name);
	if (same)
		*at = (struct difference){ NULL, NULL, 0 };
	return same && (size_t)dict->n == n;
}

static bool reads_same(const char *data, size_t len, const struct ini_section *from,
	const struct ini_section *to, struct difference *at)
{
	dictionary *dict = load_by_memfd(data, len);
	bool same;

	if (!dict && errno == EFBIG)
		dict = load_by_pipe(data, len);
	if (!dict)
		dict = load_by_file(data, len);
	if (!dict)
		at->error = errno;
	same = dict && is_same(dict, from, to, at);
	if (dict)
		iniparser_freedict(dict);
	return same;
}

/* Returns the offset of line number to, given that line number from is at offset at. */
static size_t go_to_line(const char *data, size_t len, size_t at, int from, int to)
{
	for (; from < to && at < len; from++) {
		const char *end = memchr(data + at, '\n', len - at);

		at = end ? (size_t)(end - data) + 1 : len;
	}
	return at;
}

/*
 * iniparser's dictionary is quadratic in its keys, so pass it the file in pieces of whole sections.
 * A validated file has no duplicates, and no section depends on the next one, so the pieces parse
 * like the whole.
 */
enum { PIECE_KEYS = 120 };

static bool all_reads_same(
	const struct ini *ini, const char *data, size_t len, struct difference *at)
{
	size_t from = 0, begin = 0, keys = 0;
	int line = 1;

	for (size_t i = 0; i < ini->n; i++) {
		size_t end;

		keys += ini->sections[i].n + 1;
		if (i + 1 < ini->n && keys + ini->sections[i + 1].n < PIECE_KEYS)
			continue;
		end = i + 1 < ini->n ? go_to_line(data, len, begin, line, ini->sections[i + 1].line)
				     : len;
		if (!reads_same(data + begin, end - begin, &ini->sections[from],
			    &ini->sections[i + 1], at))
			return false;
		line = i + 1 < ini->n ? ini->sections[i + 1].line : line;
		begin = end;
		from = i + 1;
		keys = 0;
	}
	return true;
}

static bool agrees_with_iniparser(
	const struct ini *ini, const char *data, size_t len, struct diags *diags)
{
	struct difference at = { NULL, NULL, 0 };

	iniparser_set_error_callback(say_nothing);
	if (all_reads_same(ini, data, len, &at))
		return true;
	if (at.error) {
		diag_add(diags, DIAG_ERROR, "cannot-read", ini->file, 0, 0, NULL,
			/* TRANSLATORS: the placeholder is the reason that the system gives */
			_("cannot make the copy of this file in memory that is needed to read it: %s"),
			error_text(at.error));
		return false;
	}
	diag_add(diags, DIAG_ERROR, "reader-disagrees", ini->file,
		at.entry             ? at.entry->line
			: at.section ? at.section->line
				     : 0,
		0,
		at.entry             ? at.entry->source
			: at.section ? at.section->source
				     : NULL,
		_("the two readers of lesson files do not agree here; write it more "
		  "plainly, and please "
		  "report this line"));
	return false;
}

struct ini *ini_parse(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags)
{
	struct ini *ini = ini_scan(arena, path, data, len, diags);
	size_t bom = ini_bom(data, len);

	/* iniparser is not asked for a malformed file, which nobody uses */
	return ini && (ini->faulty || agrees_with_iniparser(ini, data + bom, len - bom, diags))
		? ini
		: NULL;
}

/* ---- files */

static void cannot_read(struct diags *diags, const char *path, int error)
{
	diag_add(diags, DIAG_ERROR, "cannot-read", path, 0, 0, NULL,
		/* TRANSLATORS: the placeholder is the reason that the system gives */
		_("cannot read the file: %s"), error_text(error));
}

/* Finds the position of the first byte beyond the size limit. */
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

/*
 * Opens without blocking (a FIFO may have no writer) and without acquiring a controlling terminal.
 */
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

/*
 * Returns the contents of a file, which the caller frees; NULL if it is missing or cannot be read.
 */
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

typedef struct ini *parse_fn(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags);

static struct ini *read_by(
	parse_fn *parse, struct arena *arena, const char *path, bool *absent, struct diags *diags)
{
	struct ini *ini;
	size_t len;
	char *data = read_file(path, &len, absent, diags);

	if (!data)
		return NULL;
	ini = parse(arena, path, data, len, diags);
	free(data);
	return ini;
}

struct ini *ini_read(struct arena *arena, const char *path, bool *absent, struct diags *diags)
{
	return read_by(ini_parse, arena, path, absent, diags);
}

struct ini *ini_read_again(struct arena *arena, const char *path, bool *absent, struct diags *diags)
{
	return read_by(ini_scan, arena, path, absent, diags);
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
	static const char page[] = "[page ", question[] = "[question ", draw[] = "[draw ",
			  ending[] = "[ending ";

	if (len > sizeof(page) && !memcmp(heading, page, sizeof(page) - 1))
		counts->pages++;
	else if (len > sizeof(question) && !memcmp(heading, question, sizeof(question) - 1))
		counts->questions++;
	else if (len > sizeof(draw) && !memcmp(heading, draw, sizeof(draw) - 1))
		counts->draws++;
	else if (len > sizeof(ending) && !memcmp(heading, ending, sizeof(ending) - 1))
		counts->endings++;
}

/*
 * Counts headings and returns the offset of the second, or len. Searches for brackets, which are
 * rarer than lines.
 */
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

void ini_name_head(struct ini *ini, const char *kind)
{
	if (!ini->faulty || !ini->n || *ini->sections[0].name)
		return;
	if (ini_find(ini, kind, "")) {
		ini->sections++;
		ini->n--;
	} else {
		ini->sections[0].name = ini->sections[0].kind = kind;
	}
}

/* ---- lookup */

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
