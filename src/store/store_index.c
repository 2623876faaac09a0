/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index of lessons (course/index.h) in a file of its own next to the store, FILE.index. It can
 * always be rebuilt, so no problem with it is an error or counts as damage to the answers. It holds
 * nothing about any person.
 *
 * The file is a mark, then entries in order of path: numbers in the machine's byte order, then
 * texts, each a tag ('=', or '-' for none), its bytes and a NUL. An entry whose checksum does not
 * match is skipped; anything that does not look like an entry ends the file. Programs lock it while
 * they read or write, and do without it if it is locked.
 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "course/index.h"
#include "store/query.h"
#include "store/store_file.h"

enum { IS_EXAM = 1, IS_SCENARIO = 2, IS_JUDGED = 4 };
enum { LARGEST = 64 << 20 };

static const char mark[] = "Vigie 4\n";
enum { MARK = sizeof(mark) - 1 };

/* 64 bytes, without padding */
struct numbers {
	struct file_stamp stamp;
	int64_t sum;
	int32_t order, minutes, pass, pages, questions; /* pages: of a scenario, its endings */
	int16_t kind, answered;
};

static char *index_path(const struct store *store)
{
	struct strbuf path = STRBUF_INIT;

	strbuf_addf(&path, "%s.index", store->path);
	return strbuf_detach(&path);
}

/*
 * Returns -1 if the file does not exist, is not a regular file, is too large, or is locked by
 * another program.
 */
static int open_index(const struct store *store, int flags, int lock)
{
	char *path = index_path(store);
	int fd = open(
		path, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, S_IRUSR | S_IWUSR);
	struct stat st;

	free(path);
	if (fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size <= LARGEST &&
		!flock(fd, lock | LOCK_NB))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Reads as much as possible and appends a NUL; returns NULL if the file is too large. */
static char *read_whole(int fd, struct arena *arena, size_t *len)
{
	struct stat st;
	char *data;

	*len = 0;
	if (fstat(fd, &st) || st.st_size > LARGEST)
		return NULL;
	data = arena_alloc(arena, (size_t)st.st_size + 1);
	while (*len < (size_t)st.st_size) {
		ssize_t n = read(fd, data + *len, (size_t)st.st_size - *len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		*len += (size_t)n;
	}
	data[*len] = '\0';
	return data;
}

/* Reads the text at *at, if there is one before end. */
static bool take_text(const char **at, const char *end, const char **text)
{
	const char *stop = *at < end ? memchr(*at, '\0', (size_t)(end - *at)) : NULL;

	if (!stop || (**at != '=' && **at != '-'))
		return false;
	*text = **at == '=' ? *at + 1 : NULL;
	*at = stop + 1;
	return true;
}

static bool take_entry(const char **at, const char *end, struct index_entry *e, int64_t *sum)
{
	struct lesson_head *h = &e->head;
	struct numbers n;

	if (end - *at < (ptrdiff_t)sizeof(n))
		return false;
	memcpy(&n, *at, sizeof(n));
	*at += sizeof(n);
	*sum = n.sum;
	*e = (struct index_entry){
		.stamp = n.stamp,
		.head = { .order = n.order,
			.minutes = n.minutes,
			.pass = n.pass,
			.answered = n.answered,
			.pages = n.kind & IS_SCENARIO ? 0 : n.pages,
			.endings = n.kind & IS_SCENARIO ? n.pages : 0,
			.questions = n.questions,
			.exam = n.kind & IS_EXAM,
			.scenario = n.kind & IS_SCENARIO },
		.judged = n.kind & IS_JUDGED,
	};
	return !(n.kind & ~(IS_EXAM | IS_SCENARIO | IS_JUDGED)) && take_text(at, end, &e->path) &&
		take_text(at, end, &h->id) && take_text(at, end, &h->language) &&
		take_text(at, end, &h->title) && take_text(at, end, &h->summary) &&
		take_text(at, end, &h->requires);
}

void store_load_index(struct store *store, struct lesson_index *index)
{
	int fd = open_index(store, O_RDONLY, LOCK_SH);
	size_t len = 0;
	const char *data = fd < 0 ? NULL : read_whole(fd, &index->arena, &len), *at;
	struct index_entry e;
	int64_t sum;

	if (fd >= 0)
		close(fd);
	if (!data || len < MARK || memcmp(data, mark, MARK))
		return;
	for (at = data + MARK; take_entry(&at, data + len, &e, &sum);)
		(void)index_add(index, &e, sum);
}

static void put_text(struct strbuf *out, const char *text)
{
	strbuf_addch(out, text ? '=' : '-');
	strbuf_add(out, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void put_entry(struct strbuf *out, const struct index_entry *e)
{
	const struct lesson_head *h = &e->head;
	const struct numbers n = {
		.stamp = e->stamp,
		.sum = index_sum(e),
		.order = h->order,
		.minutes = h->minutes,
		.pass = h->pass,
		.answered = (int16_t)h->answered,
		.pages = h->scenario ? h->endings : h->pages,
		.questions = h->questions,
		.kind = (int16_t)((h->exam ? IS_EXAM : 0) | (h->scenario ? IS_SCENARIO : 0) |
			(e->judged ? IS_JUDGED : 0)),
	};

	strbuf_add(out, (const char *)&n, sizeof(n));
	put_text(out, e->path);
	put_text(out, h->id);
	put_text(out, h->language);
	put_text(out, h->title);
	put_text(out, h->summary);
	put_text(out, h->requires);
}

bool store_index_bytes(const struct lesson_index *index, struct strbuf *out)
{
	if (!index->n_fresh)
		return false;
	strbuf_add(out, mark, MARK);
	for (size_t i = 0; i < index->n; i++)
		if (!index_is_gone(&index->v[i]))
			put_entry(out, &index->v[i]);
	return true;
}

bool store_write_index(struct store *store, const char *bytes, size_t len)
{
	int fd = open_index(store, O_RDWR | O_CREAT, LOCK_EX);
	bool saved;

	if (fd < 0)
		return false;
	saved = !fchmod(fd, S_IRUSR | S_IWUSR) && !ftruncate(fd, 0) &&
		store_file_write(fd, bytes, len);
	close(fd);
	return saved;
}

void store_save_index(struct store *store, struct lesson_index *index)
{
	struct strbuf out = STRBUF_INIT;
	bool saved = store_index_bytes(index, &out) && store_write_index(store, out.buf, out.len);

	strbuf_release(&out);
	for (size_t i = 0; i < index->n && saved; i++)
		index->v[i].fresh = false;
	if (saved)
		index->n_fresh = 0;
}

void store_drop_index(struct store *store)
{
	char *path = index_path(store);

	(void)unlink(path);
	free(path);
}
