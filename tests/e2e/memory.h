/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches all writable memory of a running process for a word. Include after desk.h. */
#ifndef TESTS_E2E_MEMORY_H
#define TESTS_E2E_MEMORY_H

#include <fcntl.h>
#include <inttypes.h>

#include "e2e/desk.h"

/* Searches one mapping. Pieces overlap, so that a word across two of them is found. */
static inline bool memory_part_holds(int mem, uint64_t from, uint64_t to, const char *word)
{
	enum { PIECE = 1 << 20, OVERLAP = 256 };
	char *buf = xmalloc(PIECE + OVERLAP);
	size_t kept = 0;
	bool found = false;

	while (from < to && !found) {
		size_t want = to - from < PIECE ? (size_t)(to - from) : PIECE;
		ssize_t n = pread(mem, buf + kept, want, (off_t)from);

		if (n <= 0)
			break;
		found = memmem(buf, kept + (size_t)n, word, strlen(word)) != NULL;
		from += (uint64_t)n;
		n += (ssize_t)kept;
		kept = n < OVERLAP ? (size_t)n : OVERLAP;
		memmove(buf, buf + n - kept, kept);
	}
	free(buf);
	return found;
}

/* Returns where word is: "[heap]", "[stack]", a file name or an address; NULL if it is not in
 * memory. Valid until the next call. */
static inline const char *memory_holds(pid_t pid, const char *word)
{
	static char line[512];
	char path[64];
	const char *found = NULL;
	FILE *maps;
	int mem;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	mem = open(path, O_RDONLY);
	assert_non_null(maps);
	assert_true(mem >= 0);
	while (!found && fgets(line, sizeof(line), maps)) {
		uint64_t from, to;
		char rights[8];

		if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s", &from, &to, rights) == 3 &&
			rights[1] == 'w' && memory_part_holds(mem, from, to, word))
			found = line;
	}
	fclose(maps);
	close(mem);
	return found;
}

/* Sanitizers keep freed memory for a while. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_KEPT 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEMORY_IS_KEPT 1
#endif
#endif
#ifndef MEMORY_IS_KEPT
#define MEMORY_IS_KEPT 0
#endif

#endif
