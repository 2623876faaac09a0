/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/files.h"

#include "guard/sandbox.h"

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>)
#define HAVE_LANDLOCK 1
#endif
#endif

#ifdef HAVE_LANDLOCK

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Defined here because the kernel headers of the build machine may be older than the running
 * kernel.
 */
enum {
	EXECUTE = 1 << 0,
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_DIR = 1 << 3,
	REMOVE_DIR = 1 << 4,
	REMOVE_FILE = 1 << 5,
	MAKE_DIR = 1 << 7,
	MAKE_REG = 1 << 8,
	ALL_OF_1 = (1 << 13) - 1,
	REFER = 1 << 13,
	TRUNCATE = 1 << 14,
	IOCTL_DEV = 1 << 15
};

struct rules {
	uint64_t files, network, scopes;
};

int landlock_abi(void)
{
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

static uint64_t known(int version)
{
	return ALL_OF_1 | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0) |
		(version >= 5 ? IOCTL_DEV : 0);
}

static bool allow(int rules, const char *path, uint64_t what)
{
	struct landlock_path_beneath_attr attr = { .allowed_access = what };
	struct stat st;
	long result;

	attr.parent_fd = path ? open(path, O_PATH | O_CLOEXEC) : -1;
	/* a missing path needs no rule */
	if (attr.parent_fd < 0)
		return true;
	if (fstat(attr.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		attr.allowed_access &= READ_FILE | WRITE_FILE | TRUNCATE;
	result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &attr, 0);
	close(attr.parent_fd);
	return result == 0;
}

bool files_restrict(const struct sandbox *s)
{
	int version = landlock_abi(), rules;
	const uint64_t read = READ_FILE | READ_DIR;
	const uint64_t write = (read | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG |
				       REFER | TRUNCATE) &
		known(version);
	struct rules all = { known(version), version >= 4 ? 3 : 0, version >= 6 ? 3 : 0 };
	size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
	bool good = version > 0;

	if (!good)
		return false;
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; i < s->n_read; i++)
		good = allow(rules, s->read[i], read) && good;
	for (size_t i = 0; i < s->n_write; i++)
		good = allow(rules, s->write[i], write) && good;
	good = good && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return good;
}

#else

int landlock_abi(void)
{
	return 0;
}

bool files_restrict(const struct sandbox *sandbox)
{
	(void)sandbox;
	return false;
}

#endif
