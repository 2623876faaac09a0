/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The physical floor for a lesson list: reads the directory, and opens and reads lesson.ini in each
 * directory below it. Then prints the number of bytes and waits for a key.
 *
 *	floor_files LESSONS
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	static char buf[1 << 20];
	unsigned long bytes = 0;
	struct dirent *e;
	DIR *dir;

	if (argc != 2 || !(dir = opendir(argv[1])))
		return 1;
	while ((e = readdir(dir))) {
		char path[1024];
		ssize_t got;
		int fd;

		if (*e->d_name == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s/lesson.ini", argv[1], e->d_name);
		fd = open(path, O_RDONLY);
		if (fd < 0)
			continue;
		while ((got = read(fd, buf, sizeof(buf))) > 0)
			bytes += (unsigned long)got;
		close(fd);
	}
	closedir(dir);
	printf("%lu\n", bytes);
	fflush(stdout);
	return read(0, buf, 1) < 0;
}
