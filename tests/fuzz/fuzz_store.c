/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opens, loads and writes to a database file that damage or malice has changed. Besides crashes,
 * looks for failures without a message and for files that vanish.
 *
 * Input: the first byte modulo 3 says what the rest is. 0: the whole file. 1: changes of single
 * bytes in a valid file (two bytes offset, one byte value each). 2: a journal next to a valid file.
 * The rest is also used as the index of lessons.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "course/index.h"
#include "store/store.h"
#include "learner.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[64], path[96], journal[128], index_file[128];
static struct strbuf good = STRBUF_INIT;

/* Empties the folder. Returns the number of quarantined files in it. */
static int clean(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char name[512];
	int aside = 0;

	if (!dir)
		BUG("no folder %s", folder);
	while ((entry = readdir(dir))) {
		if (*entry->d_name == '.')
			continue;
		aside += strstr(entry->d_name, ".damaged-") && !strstr(entry->d_name, "-journal");
		snprintf(name, sizeof(name), "%s/%s", folder, entry->d_name);
		unlink(name);
	}
	closedir(dir);
	return aside;
}

static void remove_folder(void)
{
	clean();
	rmdir(folder);
}

static void put_file(const char *name, const void *data, size_t size)
{
	FILE *f = fopen(name, "wb");

	if (!f || fwrite(data, 1, size, f) != size)
		BUG("cannot write %s", name);
	fclose(f);
}

static void get_file(const char *name, struct strbuf *out)
{
	char buf[4096];
	size_t n;
	FILE *f = fopen(name, "rb");

	if (!f)
		BUG("cannot read %s", name);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(out, buf, n);
	fclose(f);
}

/* A failure must come with a message. Clears err. */
static void check(bool done, struct strbuf *err)
{
	if (!done && !err->len)
		BUG("failed without a message");
	strbuf_clear(err);
}

static void use(struct store *store, struct progress *progress, struct strbuf *err)
{
	static const char *const questions[] = { "q1", "q2" };
	struct answer answer = { .question = "q2", .response = "a", .score = 500, .max = 1000 };
	struct lesson_index index = { .n = 0 };
	struct strbuf value = STRBUF_INIT;
	struct run *run;

	check(store_load(store, progress, err), err);
	for (size_t i = 0; i < progress->n; i++) {
		struct lesson_progress *record = &progress->lessons[i];

		if (record->open && first_unanswered(record->open) < record->open->n)
			check(store_save_run(store, record->open, err), err);
	}
	store_load_index(store, &index);
	for (size_t i = 1; i < index.n; i++)
		if (strcmp(index.v[i - 1].path, index.v[i].path) >= 0)
			BUG("the index is not in order");
	index.n_fresh = index.n;
	store_save_index(store, &index);
	index_release(&index);
	store_get_setting(store, "language", &value);
	strbuf_release(&value);
	check(store_save_place(store, "online", "signs", 3, true, 0, err), err);
	run = progress_begin(progress, "new", "online", RUN_QUIZ, 1, 1000, questions, 2);
	check(store_save_run(store, run, err), err);
	progress_answer(progress, "new", &answer);
	check(store_save_answer(store, "new", &answer, NULL, err), err);
	progress_finish(progress, "new", &(struct rule){ 70, 80 }, 1002);
	check(store_save_finish(store, run, err), err);
	check(store_save_setting(store, "language", "fr", err), err);
}

static enum store_state open_and_use(void)
{
	struct progress progress;
	struct strbuf err = STRBUF_INIT;
	enum store_state state;
	struct store *store = store_open(path, "", &state, &err);

	check(store && state == STORE_OK, &err);
	progress_init(&progress);
	if (store)
		use(store, &progress, &err);
	store_close(store);
	progress_release(&progress);
	strbuf_release(&err);
	return state;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	snprintf(folder, sizeof(folder), "%s/vigie-fuzz-XXXXXX",
		access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
	if (!mkdtemp(folder))
		BUG("cannot make %s", folder);
	atexit(remove_folder);
	snprintf(path, sizeof(path), "%s/progress.db", folder);
	snprintf(journal, sizeof(journal), "%s-journal", path);
	snprintf(index_file, sizeof(index_file), "%s.index", path);
	if (open_and_use() != STORE_OK)
		BUG("cannot use a new store");
	get_file(path, &good);
	return 0;
}

static void put_changed(const uint8_t *data, size_t size)
{
	struct strbuf image = STRBUF_INIT;

	strbuf_add(&image, good.buf, good.len);
	for (size_t i = 0; i + 2 < size; i += 3)
		image.buf[(data[i] << 8 | data[i + 1]) % (int)image.len] = (char)data[i + 2];
	put_file(path, image.buf, image.len);
	strbuf_release(&image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum store_state state;
	int aside;

	if (!size)
		return 0;
	if (data[0] % 3 == 0) {
		put_file(path, data + 1, size - 1);
	} else if (data[0] % 3 == 1) {
		put_changed(data + 1, size - 1);
	} else {
		put_file(path, good.buf, good.len);
		put_file(journal, data + 1, size - 1);
	}
	put_file(index_file, data + 1, size - 1);
	state = open_and_use();
	if (access(path, F_OK))
		BUG("the file vanished");
	aside = clean();
	if (aside != (state == STORE_DAMAGED))
		BUG("state %d, but %d files quarantined", state, aside);
	return 0;
}
