/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/between.h"

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

/* Sets name and *parent from /proc/PID/stat, "PID (NAME) STATE PARENT …"; a name may have any
 * bytes. */
static bool read_process(long pid, char name[STAT_BYTES], long *parent)
{
	char path[64];
	FILE *f;
	char *end;
	size_t n;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	f = fopen(path, "re");
	if (!f)
		return false;
	n = fread(name, 1, STAT_BYTES - 1, f);
	fclose(f);
	name[n] = '\0';
	end = strrchr(name, ')');
	if (!end || !strchr(name, '(') || strlen(end) < 4)
		return false;
	*parent = strtol(end + 4, NULL, 10);
	*end = '\0';
	memmove(name, strchr(name, '(') + 1, (size_t)(end - strchr(name, '(')));
	return true;
}

static const char *find_process(enum kind kind, const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(processes); i++)
		if (processes[i].kind == kind && !strcmp(processes[i].process, name))
			return processes[i].program;
	return NULL;
}

static const char *find_ancestor(enum kind kind)
{
	long pid = (long)getppid();
	char name[STAT_BYTES];

	for (int i = 0; i < ANCESTORS_MAX && pid > 1 && read_process(pid, name, &pid); i++) {
		const char *program = find_process(kind, name);

		if (program)
			return program;
	}
	return NULL;
}

static const char *find(enum kind kind)
{
	for (size_t i = 0; i < ARRAY_SIZE(variables); i++) {
		const char *value =
			variables[i].kind == kind ? getenv(variables[i].variable) : NULL;

		if (value && *value)
			return variables[i].program;
	}
	return find_ancestor(kind);
}

const char *between_recorder(void)
{
	return find(RECORDER);
}

bool between_gnu_screen(void)
{
	return find(GNU_SCREEN) != NULL;
}

bool between_reader(void)
{
	return find(READER) != NULL;
}
