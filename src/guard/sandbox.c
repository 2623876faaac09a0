/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/sandbox.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "guard/calls.h"
#include "guard/files.h"

int sandbox_possible(void)
{
	return (landlock_abi() > 0 ? SANDBOX_FILES : 0) | (seccomp_available() ? SANDBOX_CALLS : 0);
}

int sandbox_enter(const struct sandbox *sandbox)
{
	int holds = files_restrict(sandbox) ? SANDBOX_FILES : 0;

	return holds | (calls_restrict() ? SANDBOX_CALLS : 0);
}

void sandbox_describe(int holds, struct strbuf *out)
{
	static const char *const sentences[] = {
		N_("none: this kernel or this build can restrict neither files nor system calls"),
		N_("files only (Landlock); system calls are not restricted: the kernel or the build lacks seccomp"),
		N_("system calls only (seccomp); files are not restricted: the kernel lacks Landlock"),
		N_("files (Landlock) and system calls (seccomp)"),
	};

	strbuf_addstr(out, _(sentences[holds & 3]));
}
