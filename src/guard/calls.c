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
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

/* A call of 64 bits, and the one of 32 bits whose offsets, owners or times are as wide. */
#ifdef SYS_clock_gettime64
#define WIDE(name, wide) SCMP_SYS(wide)
#else
#define WIDE(name, wide) SCMP_SYS(name)
#endif

/*
 * What visits, the staff's screen, sticks and SQLite were seen to call, tried without each; and
 * what they may call with glibc 2.35 to 2.41, on another machine or on a bad day, for the reasons
 * given. One name a purpose: of the calls that come in two forms this machine has one; of 32 bits,
 * those whose offsets and times have 64.
 */
static const int allowed[] = {
	/* files: glibc from 2.39 on has fstat where older ones have newfstatat alone; lseek: fclose
	 * of what was not read to its end, in the newest */
	SCMP_SYS(openat),
	SCMP_SYS(close),
	SCMP_SYS(read),
	SCMP_SYS(write),
	WIDE(lseek, _llseek),
	WIDE(fcntl, fcntl64),
	WIDE(fstat, statx),
	SCMP_SYS(newfstatat),
	SCMP_SYS(getdents64),
	SCMP_SYS(renameat2),
	WIDE(ftruncate, ftruncate64),
	SCMP_SYS(fsync),
	/* iniparser reads from memory through it */
	SCMP_SYS(memfd_create),
	/* SQLite; a journal gets rights (fchmod) and, if we are root, owner (geteuid, fchown) of
	   its file */
	SCMP_SYS(pread64),
	SCMP_SYS(pwrite64),
	SCMP_SYS(fdatasync),
	SCMP_SYS(fchmod),
	WIDE(fchown, fchown32),
	WIDE(geteuid, geteuid32),
	SCMP_SYS(getpid),
/* the same, by older names where the machine has them; access: SQLite looks for a folder for
 * temporary files */
#ifdef SYS_unlink
	SCMP_SYS(access),
	SCMP_SYS(readlink),
	SCMP_SYS(unlink),
	SCMP_SYS(mkdir),
	SCMP_SYS(rmdir),
	SCMP_SYS(rename),
	SCMP_SYS(poll),
	SCMP_SYS(getpgrp),
#else
	SCMP_SYS(faccessat),
	SCMP_SYS(readlinkat),
	SCMP_SYS(unlinkat),
	SCMP_SYS(mkdirat),
	SCMP_SYS(renameat),
	SCMP_SYS(ppoll),
	SCMP_SYS(getpgid),
#endif
	/* memory (realloc is our own, forget.c, so mremap is not called); getrandom: malloc too */
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(getrandom),
	/* waiting and the time: SQLite sleeps where its file is busy, and not every machine has
	   clocks without a call */
	SCMP_SYS(pselect6),
	SCMP_SYS(clock_nanosleep),
	WIDE(clock_gettime, clock_gettime64),
	SCMP_SYS(gettimeofday),
	/* signals; restart_syscall: a wait that was stopped and goes on */
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall),
	/* the end, also after a fault: what malloc and abort say (writev) and do; futex: what is
	   done once wakes all others */
	SCMP_SYS(exit_group),
	SCMP_SYS(writev),
	SCMP_SYS(gettid),
	SCMP_SYS(futex),
	/* 32 bits: the end of a handler without SA_SIGINFO; glibc takes the older calls for waits
	   that are short */
	WIDE(rt_sigreturn, sigreturn),
	WIDE(pselect6, pselect6_time64),
	WIDE(clock_nanosleep, clock_nanosleep_time64),
};

/* Where there are two, the older takes its arguments from memory, where nobody can look at them. */
#ifdef SYS_mmap2
#define MAP_CALL SCMP_SYS(mmap2)
#else
#define MAP_CALL SCMP_SYS(mmap)
#endif

/* Of the terminal only what ncurses needs; not TIOCSTI and TIOCLINUX, which type into it.
 * glibc 2.42 has struct termios2, whose names no header gives beside those of termios.h: get, set,
 * set after output, set and flush. */
static const uint64_t terminal[] = { TCGETS, TCSETS, TCSETSW, TCSETSF, TIOCGWINSZ, TIOCGPGRP,
	FIONREAD, TCFLSH, 0x802c542a, 0x402c542b, 0x402c542c, 0x402c542d };

bool seccomp_available(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

static bool add_rules(scmp_filter_ctx filter)
{
	bool good = true;

	for (size_t i = 0; i < ARRAY_SIZE(allowed); i++)
		good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0 && good;
	/* memory that can be run is not made any more */
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, MAP_CALL, 1,
		       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		good;
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		good;
	/* a fault: the terminal is given back, then the same signal ends the process; it may reach
	 * no other */
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		       SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid(), 0)) == 0 &&
		good;
	/* the kernel looks at 32 bits of the number, so we do */
	for (size_t i = 0; i < ARRAY_SIZE(terminal); i++)
		good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
			       SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, terminal[i])) == 0 &&
			good;
	return good;
}

bool calls_restrict(void)
{
	scmp_filter_ctx filter = seccomp_available() ? seccomp_init(SCMP_ACT_KILL_PROCESS) : NULL;
	bool good = filter && add_rules(filter) && seccomp_load(filter) == 0;

	if (filter)
		seccomp_release(filter);
	return good;
}

#else

bool seccomp_available(void)
{
	return false;
}

bool calls_restrict(void)
{
	return false;
}

#endif
