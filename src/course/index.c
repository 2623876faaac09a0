/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/index.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/language_code.h"
#include "course/reader.h"
#include "ini/ini.h"
#include "os/language_file.h"

/* File times are coarse; some file systems only store whole seconds. */
enum { IN_DOUBT_SECONDS = 2 };

void index_release(struct lesson_index *index)
{
	free(index->v);
	arena_release(&index->arena);
	*index = (struct lesson_index){ 0 };
}

/* ---- checksums (FNV-1a, by words of eight bytes: all entries are summed at every start) */

static uint64_t add_word(uint64_t sum, uint64_t word)
{
	sum = (sum ^ word) * 1099511628211u;
	/* a multiplication carries only upwards */
	return sum ^ sum >> 32;
}

static uint64_t add_text(uint64_t sum, const char *text)
{
	size_t len = text ? strlen(text) + 1 : 0;
	uint64_t word;

	sum = add_word(sum, len);
	for (; len >= sizeof(word); text += sizeof(word), len -= sizeof(word)) {
		memcpy(&word, text, sizeof(word));
		sum = add_word(sum, word);
	}
	word = 0;
	if (len)
		memcpy(&word, text, len);
	return add_word(sum, word);
}

int64_t index_sum(const struct index_entry *e)
{
	const struct lesson_head *h = &e->head;
	const int64_t numbers[] = { e->stamp.inode, e->stamp.size, e->stamp.mtime, e->stamp.ctime,
		h->order, h->minutes, h->pass, h->answered, h->pages, h->questions, h->exam,
		h->scenario, h->endings, e->judged };
	uint64_t sum = add_text(14695981039346656037u, e->path);

	sum = add_text(sum, h->id);
	sum = add_text(sum, h->language);
	sum = add_text(sum, h->title);
	sum = add_text(sum, h->summary);
	sum = add_text(sum, h->requires);
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		sum = add_word(sum, (uint64_t)numbers[i]);
	return (int64_t)sum;
}

/* ---- entries */

static struct index_entry *new_entry(struct lesson_index *index)
{
	ALLOC_GROW(index->v, index->n + 1, index->cap);
	return &index->v[index->n++];
}

static bool is_whole(const struct lesson_head *h)
{
	if (h->minutes < 0 || h->pass < 0 || h->answered < 0 || h->pages < 0 || h->questions < 0 ||
		h->endings < 0)
		return false;
	return !h->id ||
		(reader_id_is_valid(h->id) && h->title && h->summary && h->language &&
			language_code_is_valid(h->language));
}

bool index_add(struct lesson_index *index, const struct index_entry *entry, int64_t sum)
{
	if (!entry->path || !is_whole(&entry->head) || index_sum(entry) != sum)
		return false;
	if (index->n && strcmp(index->v[index->n - 1].path, entry->path) >= 0)
		return false;
	*new_entry(index) = *entry;
	index->sorted = index->n;
	return true;
}

static int compare_paths(const void *a, const void *b)
{
	const struct index_entry *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static struct index_entry *find_path(const struct lesson_index *index, const char *path)
{
	const struct index_entry like = { .path = path };

	if (!index->sorted)
		return NULL;
	return bsearch(&like, index->v, index->sorted, sizeof(like), compare_paths);
}

void index_sort(struct lesson_index *index)
{
	if (index->sorted == index->n)
		return;
	qsort(index->v, index->n, sizeof(*index->v), compare_paths);
	index->sorted = index->n;
}

/* ---- files */

static int64_t nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

bool index_stamp(const char *path, struct file_stamp *stamp)
{
	struct stat st;

	if (stat(path, &st))
		return false;
	*stamp = (struct file_stamp){
		.inode = (int64_t)st.st_ino,
		.size = (int64_t)st.st_size,
		.mtime = nanoseconds(st.st_mtim),
		.ctime = nanoseconds(st.st_ctim),
	};
	return true;
}

const struct lesson_head *index_find(
	struct lesson_index *index, const char *path, const struct file_stamp *stamp)
{
	struct index_entry *e = find_path(index, path);

	if (!e || memcmp(&e->stamp, stamp, sizeof(*stamp)))
		return NULL;
	e->seen = true;
	return &e->head;
}

static const char *keep(struct lesson_index *index, const char *text)
{
	return text ? arena_strdup(&index->arena, text) : NULL;
}

void index_put(struct lesson_index *index, const char *path, const struct file_stamp *stamp,
	const struct lesson_head *head, int64_t now)
{
	struct index_entry *e;

	if (stamp->ctime / 1000000000 + IN_DOUBT_SECONDS > now ||
		stamp->mtime / 1000000000 + IN_DOUBT_SECONDS > now)
		return;
	e = find_path(index, path);
	if (!e) {
		e = new_entry(index);
		*e = (struct index_entry){ .path = arena_strdup(&index->arena, path) };
	}
	e->judged &= !memcmp(&e->stamp, stamp, sizeof(*stamp));
	e->stamp = *stamp;
	e->head = *head;
	e->head.dir = NULL;
	e->head.id = keep(index, head->id);
	e->head.title = keep(index, head->title);
	e->head.summary = keep(index, head->summary);
	e->head.requires = keep(index, head->requires);
	e->head.language = keep(index, head->language);
	e->seen = true;
	index->n_fresh += !e->fresh;
	e->fresh = true;
}

static void note_judged(
	struct lesson_index *index, const char *path, const struct file_stamp *stamp)
{
	static const struct lesson_head none;
	struct index_entry *e;

	if (!index_find(index, path, stamp)) {
		index_put(index, path, stamp, &none, index->now);
		index_sort(index);
	}
	e = find_path(index, path);
	if (!e || memcmp(&e->stamp, stamp, sizeof(*stamp)))
		return;
	e->judged = true;
	index->n_fresh += !e->fresh;
	e->fresh = true;
}

struct ini *index_read(struct lesson_index *index, struct arena *arena, const char *path,
	bool *absent, struct diags *diags)
{
	struct file_stamp stamp;
	const struct index_entry *e;
	struct ini *ini;

	if (!index || !index_stamp(path, &stamp))
		return ini_read(arena, path, absent, diags);
	e = index_find(index, path, &stamp) ? find_path(index, path) : NULL;
	if (e && e->judged)
		return ini_read_again(arena, path, absent, diags);
	ini = ini_read(arena, path, absent, diags);
	if (ini && !ini->faulty)
		note_judged(index, path, &stamp);
	return ini;
}

const struct ini *index_read_overlay(struct lesson_index *index, struct arena *arena,
	const char *dir, const struct ini *base, const char *kind, const char **lang,
	struct diags *diags)
{
	const struct ini_section *head = ini_find(base, kind, "");
	const struct ini_entry *own = head ? ini_get(head, "language") : NULL;
	const char *path = language_file_translation(arena, dir, own ? own->value : NULL, lang);

	return path ? index_read(index, arena, path, &(bool){ false }, diags) : NULL;
}

static const char page_mark[] = ".ini/";

const char *index_page_path(struct arena *arena, const char *file, const char *page)
{
	return arena_printf(arena, "%s/%s", file, page);
}

/* Returns the length of the path of the file that an entry is about. */
static size_t file_length(const char *path)
{
	const char *mark = strstr(path, page_mark), *last = NULL;

	for (; mark; mark = strstr(mark + 1, page_mark))
		last = mark;
	return last && !strpbrk(last + sizeof(page_mark) - 1, "/.")
		? (size_t)(last - path) + sizeof(page_mark) - 2
		: strlen(path);
}

bool index_is_gone(const struct index_entry *entry)
{
	struct arena arena = ARENA_INIT;
	struct stat st;
	bool gone;

	if (entry->seen)
		return false;
	gone = stat(arena_memdupz(&arena, entry->path, file_length(entry->path)), &st) &&
		(errno == ENOENT || errno == ENOTDIR);
	arena_release(&arena);
	return gone;
}
