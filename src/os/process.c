/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/process.h"

#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>

/* The kernel shows these bytes as the command line; the strings follow one another. */
static char *arguments;
static size_t arguments_len;

void process_note_arguments(int argc, char **argv)
{
	if (argc < 1)
		return;
	arguments = argv[0];
	arguments_len = strlen(argv[0]) + 1;
	for (int i = 1; i < argc && argv[i] == arguments + arguments_len; i++)
		arguments_len += strlen(argv[i]) + 1;
}

void process_rename(const char *name)
{
	size_t len = strlen(name);

	prctl(PR_SET_NAME, name, 0, 0, 0);
	if (arguments_len <= len)
		return;
	memset(arguments, 0, arguments_len);
	memcpy(arguments, name, len);
}
