/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/between.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum kind { RECORDER, GNU_SCREEN, READER };

static const struct {
	enum kind kind;
	const char *variable, *program;
} variables[] = {
	{ RECORDER, "ASCIINEMA_SESSION", "asciinema" }, /* since 3.0 */
	{ RECORDER, "ASCIINEMA_REC", "asciinema" },     /* before */
	{ RECORDER, "SCRIPT", "script" },               /* of the BSDs and macOS */
	{ GNU_SCREEN, "STY", "screen" },
};

/* The kernel keeps 15 bytes of a name. */
static const struct {
	enum kind kind;
	const char *process, *program;
} processes[] = {
	{ RECORDER, "script", "script" },
	{ RECORDER, "asciinema", "asciinema" },
	{ RECORDER, "ttyrec", "ttyrec" },
	{ RECORDER, "termrec", "termrec" },
	{ RECORDER, "termtosvg", "termtosvg" },
	{ RECORDER, "t-rec", "t-rec" },
	{ RECORDER, "tlog-rec", "tlog-rec" },
	{ RECORDER, "tlog-rec-sessio", "tlog-rec" },
	{ GNU_SCREEN, "screen", "screen" },
	{ READER, "yasr", "yasr" },
	{ READER, "tdsr", "tdsr" },
	{ READER, "fenrir", "fenrir" },
};

enum { ANCESTORS_MAX = 64, STAT_BYTES = 512 };

/* Reads a file into bytes and ends it with a NUL; false if it cannot be read. */
static bool read_stat(long pid, char bytes[STAT_BYTES])
{
	char path[64];
	ssize_t n = -1;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		n = read(fd, bytes, STAT_BYTES - 1);
		close(fd);
	}
	bytes[n > 0 ? n : 0] = '\0';
	return n > 0;
}

/* Returns the name in "PID (NAME) STATE PARENT ...", which may have any bytes, and its parent. */
static const char *read_process(long pid, char bytes[STAT_BYTES], long *parent)
{
	char *name = read_stat(pid, bytes) ? strchr(bytes, '(') : NULL;
	char *end = name ? strrchr(name, ')') : NULL;

	if (!end)
		return NULL;
	*end = '\0';
	*parent = strtol(end + 1 + strcspn(end + 1, "0123456789"), NULL, 10);
	return name + 1;
}

/* The first program found is the nearest. */
static void note(struct between *b, enum kind kind, const char *program)
{
	if (kind == RECORDER && !b->recorder)
		b->recorder = program;
	b->gnu_screen |= kind == GNU_SCREEN;
	b->reader |= kind == READER;
}

static void find_variables(struct between *b)
{
	for (size_t i = 0; i < ARRAY_SIZE(variables); i++) {
		const char *value = getenv(variables[i].variable);

		if (value && *value)
			note(b, variables[i].kind, variables[i].program);
	}
}

static void find_ancestors(struct between *b)
{
	long pid = (long)getppid();
	char bytes[STAT_BYTES];
	const char *name;

	for (int i = 0; i < ANCESTORS_MAX && pid > 1; i++) {
		name = read_process(pid, bytes, &pid);
		for (size_t k = 0; name && k < ARRAY_SIZE(processes); k++)
			if (!strcmp(processes[k].process, name))
				note(b, processes[k].kind, processes[k].program);
		if (!name)
			break;
	}
}

struct between between_find(void)
{
	struct between b = { 0 };

	find_variables(&b);
	find_ancestors(&b);
	return b;
}
