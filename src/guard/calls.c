/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/calls.h"

#include "base/mem.h"
#include "guard/sanitized.h"

#if defined(HAVE_SECCOMP) && !SANITIZED

#include <seccomp.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <termios.h>
#include <unistd.h>

/* Found by running visits, the staff's screen and SQLite under a filter that reports, then trying without each. */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(lseek),
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(fcntl), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(stat), SCMP_SYS(fstat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx),
	SCMP_SYS(getdents64), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(ftruncate),
	SCMP_SYS(fallocate), SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(fchmod), SCMP_SYS(fchown), SCMP_SYS(umask),
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rmdir), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rename),
	SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pselect6), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday),
	SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(getpgrp), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(futex), SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
	/* iniparser reads from memory through it */
	SCMP_SYS(memfd_create),
};

/* Of the terminal only what ncurses needs; not TIOCSTI and TIOCLINUX, which type into it. */
static const uint64_t terminal[] = { TCGETS, TCSETS, TCSETSW, TCSETSF, TIOCGWINSZ, TIOCGPGRP, FIONREAD, TCFLSH };

bool calls_possible(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

static bool add_rules(scmp_filter_ctx filter)
{
	bool good = true;

	for (size_t i = 0; i < ARRAY_SIZE(allowed); i++)
		/* negative numbers are calls that this machine does not have */
		if (allowed[i] >= 0)
			good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0 && good;
	/* memory that can be run is not made any more */
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 && good;
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		good;
	/* a fault: the terminal is given back, then the same signal ends the process; it may reach no other */
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid(), 0)) == 0 && good;
	/* the kernel looks at 32 bits of the number, so we do */
	for (size_t i = 0; i < ARRAY_SIZE(terminal); i++)
		good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
			SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, terminal[i])) == 0 && good;
	return good;
}

bool calls_restrict(void)
{
	scmp_filter_ctx filter = calls_possible() ? seccomp_init(SCMP_ACT_KILL_PROCESS) : NULL;
	bool good = filter && add_rules(filter) && seccomp_load(filter) == 0;

	if (filter)
		seccomp_release(filter);
	return good;
}

#else

bool calls_possible(void)
{
	return false;
}

bool calls_restrict(void)
{
	return false;
}

#endif
