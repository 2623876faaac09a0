/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs files through the entry point of a fuzzer, without libFuzzer: the seeds, and every input
 * that ever failed. Prints TAP, one test per file.
 *
 *	fuzz_lesson FILE|FOLDER …
 */
#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"

enum { SECONDS_EACH = 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
extern int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));
extern void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static char **files;
static size_t n_files, cap_files;
static const char *playing = "the fuzzer";
static int done;

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void gather(const char *path)
{
	struct stat st;
	struct dirent *entry;
	DIR *dir;

	if (stat(path, &st))
		return;
	if (!S_ISDIR(st.st_mode)) {
		ALLOC_GROW(files, n_files + 1, cap_files);
		files[n_files++] = xstrdup(path);
		return;
	}
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		struct strbuf name = STRBUF_INIT;

		if (*entry->d_name == '.')
			continue;
		strbuf_addf(&name, "%s/%s", path, entry->d_name);
		gather(name.buf);
		strbuf_release(&name);
	}
	if (dir)
		closedir(dir);
}

static void last_words(void)
{
	printf("not ok %d - survives %s\n", done + 1, playing);
	fflush(stdout);
}

static void on_fault(int number)
{
	signal(number, SIG_DFL);
	last_words();
	raise(number);
}

static void play(const char *path)
{
	struct strbuf bytes = STRBUF_INIT;
	char buf[4096], *copy;
	size_t n;
	FILE *f = fopen(path, "rb");

	while (f && (n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(&bytes, buf, n);
	if (f)
		fclose(f);
	/* a block of exactly its size, so that a sanitizer catches reads past the end */
	copy = xmalloc(bytes.len ? bytes.len : 1);
	memcpy(copy, bytes.buf, bytes.len);
	playing = path;
	alarm(SECONDS_EACH);
	LLVMFuzzerTestOneInput((const uint8_t *)copy, bytes.len);
	alarm(0);
	printf("ok %d - survives %s\n", ++done, path);
	free(copy);
	strbuf_release(&bytes);
}

int main(int argc, char **argv)
{
	mem_set_fatal_hook(last_words);
	signal(SIGALRM, on_fault);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(last_words);
	else
		signal(SIGSEGV, on_fault);
	for (int i = 1; i < argc; i++)
		gather(argv[i]);
	if (n_files)
		qsort(files, n_files, sizeof(*files), by_name);
	printf("1..%zu\n", n_files);
	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (size_t i = 0; i < n_files; i++) {
		play(files[i]);
		free(files[i]);
	}
	free(files);
	return 0;
}
