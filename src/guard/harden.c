/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/harden.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/mem.h"
#include "guard/sanitized.h"

bool harden_dumps(void)
{
	const struct rlimit none = { 0, 0 };
	bool good = setrlimit(RLIMIT_CORE, &none) == 0;

#ifdef __linux__
	/* RLIMIT_CORE has no effect on a core_pattern that is a pipe */
	good = (SANITIZED || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0) && good;
#endif
	return good;
}

bool harden_process(void)
{
	bool good = harden_dumps();

	umask(077);
#ifdef __linux__
	good = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && good;
#endif
	return good;
}

/* True for the name of a terminal, locale or time zone; false for a path. */
static bool is_plain(const char *value)
{
	return *value != ':' && !strstr(value, "..") && *value != '/' && strlen(value) <= 64 &&
		value[strspn(value,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+._-@/,:=")] ==
		'\0';
}

void harden_environment(void)
{
	static const char *const allowed[] = { "TERM", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
		"TZ", "COLORTERM", "NO_COLOR", "VIGIE_ACK_FD", "ASAN_OPTIONS", "UBSAN_OPTIONS",
		"LSAN_OPTIONS" };
	char *values[ARRAY_SIZE(allowed)];

	for (size_t i = 0; i < ARRAY_SIZE(allowed); i++) {
		const char *value = getenv(allowed[i]);

		values[i] = value && is_plain(value) ? xstrdup(value) : NULL;
	}
	clearenv();
	for (size_t i = 0; i < ARRAY_SIZE(allowed); i++) {
		if (values[i])
			setenv(allowed[i], values[i], 1);
		free(values[i]);
	}
}

/*
 * With a lower limit, locking future memory would make allocations fail: a kiosk with 2,000 lessons
 * maps 108 MB.
 */
enum { LOCK_BYTES = 192 << 20 };

bool harden_memory(void)
{
	struct rlimit limit;
	int flags = MCL_CURRENT | MCL_FUTURE;

#ifdef MCL_ONFAULT
	flags |= MCL_ONFAULT;
#endif
	/* a sanitizer maps more than any machine has */
	if (SANITIZED || getrlimit(RLIMIT_MEMLOCK, &limit) ||
		(limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < LOCK_BYTES))
		return false;
	return mlockall(flags) == 0;
}
