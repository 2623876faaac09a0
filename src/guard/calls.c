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

/* A system call, or on 32-bit machines its variant with full-width offsets, owners or times. */
#ifdef SYS_clock_gettime64
#define WIDE(name, wide) SCMP_SYS(wide)
#else
#define WIDE(name, wide) SCMP_SYS(name)
#endif

/*
 * The system calls that visits, the staff screen, USB sticks and SQLite were observed to make, each
 * confirmed by a run without it; and those they may make with glibc 2.35 to 2.41, on other machines
 * or on rare error paths, for the reasons given. One name per purpose: where a call exists in two
 * forms, list the one this machine has. On 32-bit machines, list the variants with 64-bit offsets
 * and times.
 */
static const int allowed[] = {
	/*
	 * files: since 2.39 glibc calls fstat where older versions only have newfstatat; lseek: the
	 * newest call it in fclose for a stream that was not read to its end
	 */
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
	/* in-memory files for iniparser */
	SCMP_SYS(memfd_create),
	/* SQLite: sets a journal's mode (fchmod) and, as root, its owner (geteuid, fchown) */
	SCMP_SYS(pread64),
	SCMP_SYS(pwrite64),
	SCMP_SYS(fdatasync),
	SCMP_SYS(fchmod),
	WIDE(fchown, fchown32),
	WIDE(geteuid, geteuid32),
	SCMP_SYS(getpid),
/*
 * the same under older names where the machine has them; access: SQLite looks for a directory for
 * temporary files
 */
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
	/*
	 * memory (mremap is not needed: realloc is our own, in forget.c); getrandom: malloc calls
	 * it too
	 */
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(getrandom),
	/* up to glibc 2.38 qsort asks how much memory there is before it sorts more than 1 KiB */
	SCMP_SYS(sysinfo),
	/*
	 * waiting and time: SQLite sleeps while its file is locked, and not every machine reads
	 * clocks without a system call. For short waits the C library makes the older calls on
	 * 32-bit machines too.
	 */
	SCMP_SYS(pselect6),
	SCMP_SYS(clock_nanosleep),
	WIDE(clock_gettime, clock_gettime64),
	SCMP_SYS(gettimeofday),
	/* signals; restart_syscall: resumes an interrupted wait */
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall),
	/*
	 * exit, also after a crash: the messages (writev) and calls of malloc and abort; futex:
	 * finishing a once-initializer wakes the other threads
	 */
	SCMP_SYS(exit_group),
	SCMP_SYS(writev),
	SCMP_SYS(gettid),
	SCMP_SYS(futex),
	/* 32-bit machines: the end of a handler without SA_SIGINFO */
	WIDE(rt_sigreturn, sigreturn),
};

/* Where mmap2 exists, mmap takes its arguments from memory, which a filter cannot inspect. */
#ifdef SYS_mmap2
#define MAP_CALL SCMP_SYS(mmap2)
#else
#define MAP_CALL SCMP_SYS(mmap)
#endif

/*
 * Only the terminal requests that ncurses needs; never TIOCSTI and TIOCLINUX, which inject input.
 * glibc 2.42 uses struct termios2, whose request names no header offers together with termios.h:
 * get, set, set after drain, set after flush.
 */
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
	/* no new executable memory */
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, MAP_CALL, 1,
		       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		good;
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		       SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
		good;
	/* a crash restores the terminal, then re-raises the signal in this process and no other */
	good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		       SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid(), 0)) == 0 &&
		good;
	/* a job for the writer: over a line that is open already, so without an address */
	good = seccomp_rule_add(
		       filter, SCMP_ACT_ALLOW, SCMP_SYS(sendto), 1, SCMP_A4(SCMP_CMP_EQ, 0)) == 0 &&
		good;
	/* compare 32 bits of the request, as the kernel does */
	for (size_t i = 0; i < ARRAY_SIZE(terminal); i++)
		good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
			       SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, terminal[i])) == 0 &&
			good;
	return good;
}

bool calls_restrict(void)
{
	scmp_filter_ctx filter = seccomp_available() ? seccomp_init(SCMP_ACT_TRAP) : NULL;
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
