/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * inject CALLS N ERROR COUNT PROGRAM [ARGUMENT …]: runs PROGRAM and makes the N-th of some system
 * calls fail.
 *
 *	CALLS   names separated by commas, "any", or "any-but-memory"
 *	N       the first call is 1; "5+" is the fifth and all later ones; 0 is none
 *	ERROR   EIO, ENOSPC, EINTR, EMFILE, ENOMEM, ENOSYS, or "short": reads and writes transfer
 *	        one byte, or a third if they are longer than 256 bytes
 *	COUNT   file that receives the number of calls
 *
 * Counts from the first instruction of PROGRAM, without the calls of the loader, and with those of
 * the processes that it starts. Calls on
 * descriptor 19 (acknowledgements) are neither counted nor changed. Exit status: that of PROGRAM,
 * 128 + n after signal n, 77 if this machine cannot trace it, 126 for wrong arguments or a bug.
 */
#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/ptrace.h>

enum { UNABLE = 77, MISTAKE = 126, ACK_FD = 19 };

#if defined(__x86_64__)
#define WITH_REGISTERS 1
typedef struct user_regs_struct registers;
static void back_to(registers *r, uint64_t at)
{
	r->rip = at;
}
static void set_result(registers *r, long value)
{
	r->rax = (unsigned long)value;
}
static unsigned long length(const registers *r)
{
	return r->rdx;
}
static void set_length(registers *r, unsigned long n)
{
	r->rdx = n;
}
static void set_call(registers *r, long nr)
{
	r->orig_rax = (unsigned long)nr;
}
enum { TRAP = 0xcc, TRAP_MASK = 0xff };
#elif defined(__aarch64__)
#define WITH_REGISTERS 1
typedef struct user_regs_struct registers;
static void back_to(registers *r, uint64_t at)
{
	r->pc = at;
}
static void set_result(registers *r, long value)
{
	r->regs[0] = (unsigned long)value;
}
static unsigned long length(const registers *r)
{
	return r->regs[2];
}
static void set_length(registers *r, unsigned long n)
{
	r->regs[2] = n;
}
static void set_call(registers *r, long nr)
{
	(void)r;
	(void)nr;
}
enum { TRAP = (int)0xd4200000, TRAP_MASK = (int)0xffffffff };
#else
#define WITH_REGISTERS 0
#endif

#if WITH_REGISTERS

static const struct {
	const char *name;
	long nr;
} calls[] = {
	{ "read", SYS_read },
	{ "pread64", SYS_pread64 },
	{ "readv", SYS_readv },
	{ "write", SYS_write },
	{ "writev", SYS_writev },
	{ "pwrite64", SYS_pwrite64 },
	{ "openat", SYS_openat },
	{ "close", SYS_close },
	{ "fsync", SYS_fsync },
	{ "fdatasync", SYS_fdatasync },
	{ "ftruncate", SYS_ftruncate },
	{ "fcntl", SYS_fcntl },
	{ "ioctl", SYS_ioctl },
	{ "pselect6", SYS_pselect6 },
	{ "ppoll", SYS_ppoll },
	{ "getdents64", SYS_getdents64 },
	{ "mmap", SYS_mmap },
	{ "flock", SYS_flock },
	{ "landlock_create_ruleset", 444 },
	{ "prctl", SYS_prctl },
#ifdef SYS_poll
	{ "poll", SYS_poll },
#endif
#ifdef SYS_socketpair
	{ "socketpair", SYS_socketpair },
#endif
};

static const struct {
	const char *name;
	int number;
} errors[] = {
	{ "EIO", EIO },
	{ "ENOSPC", ENOSPC },
	{ "EINTR", EINTR },
	{ "EMFILE", EMFILE },
	{ "ENOMEM", ENOMEM },
	{ "ENOSYS", ENOSYS },
	{ "short", 0 },
};

static bool wanted[1024];
static long nth, count;
static bool onwards;
static int error;

static void read_calls(char *text)
{
	for (char *name = strtok(text, ","); name; name = strtok(NULL, ","))
		for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
			if (!strcmp(name, calls[i].name))
				wanted[calls[i].nr] = true;
	if (!strcmp(text, "any") || !strcmp(text, "any-but-memory"))
		memset(wanted, true, sizeof(wanted));
	if (!strcmp(text, "any-but-memory"))
		wanted[SYS_mmap] = wanted[SYS_munmap] = wanted[SYS_mremap] = wanted[SYS_mprotect] =
			wanted[SYS_madvise] = false;
	/* exit and sigreturn do not return; brk reports no error, only the old address; for a futex
	 * the C library accepts only the documented errors */
	wanted[SYS_futex] = wanted[SYS_brk] = wanted[SYS_exit] = wanted[SYS_exit_group] =
		wanted[SYS_rt_sigreturn] = false;
}

static void read_error(const char *text)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (!strcmp(text, errors[i].name))
			error = errors[i].number;
}

static void get(pid_t pid, registers *r)
{
	struct iovec io = { r, sizeof(*r) };

	if (ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &io))
		_exit(UNABLE);
}

static void set(pid_t pid, registers *r)
{
	struct iovec io = { r, sizeof(*r) };

	if (ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &io))
		_exit(UNABLE);
}

/* Address of the first instruction of the program, past the loader. */
static uint64_t entry_of(pid_t pid)
{
	char path[64];
	uint64_t pair[2] = { 0, 0 }, entry = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/auxv", (int)pid);
	f = fopen(path, "rb");
	while (f && fread(pair, sizeof(pair), 1, f) == 1)
		if (pair[0] == AT_ENTRY)
			entry = pair[1];
	if (f)
		fclose(f);
	return entry;
}

/* Runs the program up to address at. Returns false, with *status set, if it ended before. */
static bool run_to(pid_t pid, uint64_t at, int *status)
{
	registers r;
	long word, trap, signal = 0;

	errno = 0;
	word = ptrace(PTRACE_PEEKTEXT, pid, at, NULL);
	trap = (long)(((unsigned long)word & ~(unsigned long)(unsigned)TRAP_MASK) | (unsigned)TRAP);
	if (errno || ptrace(PTRACE_POKETEXT, pid, at, trap))
		_exit(UNABLE);
	/* a signal may come before, while the loader is at work */
	do {
		if (ptrace(PTRACE_CONT, pid, NULL, signal) || waitpid(pid, status, 0) != pid)
			_exit(UNABLE);
		if (!WIFSTOPPED(*status))
			return false;
		signal = WSTOPSIG(*status);
	} while (signal != SIGTRAP);
	ptrace(PTRACE_POKETEXT, pid, at, word);
	get(pid, &r);
	back_to(&r, at);
	set(pid, &r);
	return true;
}

/* True for a memfd, which iniparser reads: its calls are never interrupted. */
static bool is_memory(pid_t pid, uint64_t fd)
{
	char path[64], name[64] = "";
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, (int)fd);
	n = readlink(path, name, sizeof(name) - 1);
	return n > 0 && !strncmp(name, "/memfd:", strlen("/memfd:"));
}

static bool is_one(pid_t pid, const struct ptrace_syscall_info *info)
{
	uint64_t nr = info->entry.nr;

	if (error == EINTR && (nr == SYS_read || nr == SYS_write) &&
		is_memory(pid, info->entry.args[0]))
		return false;
	if (info->entry.args[0] == ACK_FD &&
		(nr == SYS_write || nr == SYS_fcntl || nr == SYS_fstat || nr == SYS_newfstatat))
		return false;
	return nr < sizeof(wanted) && wanted[nr];
}

/* Called at the entry of a system call. Returns true if the call must fail at its exit. */
static bool spoil(pid_t pid, const struct ptrace_syscall_info *info)
{
	registers r;

	if (!is_one(pid, info) || ++count < nth || !nth || (count > nth && !onwards))
		return false;
	get(pid, &r);
	if (!error && info->entry.args[2] > 1) {
		set_length(&r, length(&r) > 256 ? length(&r) / 3 : 1);
		set(pid, &r);
	}
	if (!error)
		return false;
	set_call(&r, -1);
	set(pid, &r);
#if defined(__aarch64__)
	int none = -1;
	struct iovec io = { &none, sizeof(none) };

	ptrace(PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, &io);
#endif
	return true;
}

/* Processes whose present call must fail. */
static pid_t spoilt[8];

enum { SPOILT = sizeof(spoilt) / sizeof(*spoilt) };

static void note_spoilt(pid_t pid)
{
	for (size_t i = 0; i < SPOILT; i++) {
		if (spoilt[i])
			continue;
		spoilt[i] = pid;
		return;
	}
}

static bool take_spoilt(pid_t pid)
{
	for (size_t i = 0; i < SPOILT; i++) {
		if (spoilt[i] != pid)
			continue;
		spoilt[i] = 0;
		return true;
	}
	return false;
}

/* Handles the stop of a process at a system call; returns false if the machine cannot tell. */
static bool at_call(pid_t pid)
{
	struct ptrace_syscall_info info;
	registers r;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0)
		return false;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
		if (spoil(pid, &info))
			note_spoilt(pid);
	} else if (take_spoilt(pid)) {
		get(pid, &r);
		set_result(&r, -error);
		set(pid, &r);
	}
	return true;
}

static void nothing(int signal)
{
	(void)signal;
}

/* From now on waiting is interrupted after a second. */
static void hurry(void)
{
	struct sigaction action = { .sa_handler = nothing };

	sigaction(SIGALRM, &action, NULL);
	alarm(1);
}

/*
 * Watches the program and every process that it starts. Returns the program's status, once the
 * others have ended too or a second later.
 */
static int watch(pid_t program)
{
	pid_t pid = program;
	int result = MISTAKE, signal = 0, status;

	for (;;) {
		if (pid && ptrace(PTRACE_SYSCALL, pid, NULL, signal) && errno != ESRCH)
			return MISTAKE;
		signal = 0;
		pid = waitpid(-1, &status, __WALL);
		if (pid < 0)
			return result;
		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			(void)take_spoilt(pid);
			if (pid == program) {
				result = WIFEXITED(status) ? WEXITSTATUS(status)
							   : 128 + WTERMSIG(status);
				hurry();
			}
			pid = 0;
		} else if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
			if (!at_call(pid))
				return UNABLE;
		} else if (WSTOPSIG(status) != SIGTRAP && WSTOPSIG(status) != SIGSTOP) {
			signal = WSTOPSIG(status);
		}
	}
}

int main(int argc, char **argv)
{
	static const int ignored[] = { SIGINT, SIGQUIT, SIGHUP, SIGTSTP };
	int status;
	pid_t pid;
	FILE *f;

	if (argc < 6)
		return MISTAKE;
	nth = strtol(argv[2], NULL, 10);
	onwards = strchr(argv[2], '+') != NULL;
	read_error(argv[3]);
	read_calls(argv[1]);
	pid = fork();
	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		execv(argv[5], argv + 5);
		_exit(127);
	}
	/* a key that sends a signal sends it to this process too; only the program must react */
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++)
		signal(ignored[i], SIG_IGN);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
		return UNABLE;
	ptrace(PTRACE_SETOPTIONS, pid, NULL,
		PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEFORK |
			PTRACE_O_TRACECLONE | PTRACE_O_TRACEVFORK);
	if (!run_to(pid, entry_of(pid), &status))
		return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : MISTAKE;
	status = watch(pid);
	f = fopen(argv[4], "w");
	if (f) {
		fprintf(f, "%ld\n", count);
		fclose(f);
	}
	return status;
}

#else

int main(void)
{
	return UNABLE;
}

#endif
