/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/mem.h"

static const struct {
	int error;
	const char *text;
} texts[] = {
	{ ENOENT, N_("it is not there") },
	{ EACCES, N_("permission denied") },
	{ EPERM, N_("this is not permitted") },
	{ EROFS, N_("the disk can only be read") },
	{ ENOSPC, N_("the disk is full") },
	{ EDQUOT, N_("no more space is allowed to you on this disk") },
	/* TRANSLATORS: ulimit -f is a command */
	{ EFBIG, N_("a file may not be so large; “ulimit -f” shows the limit") },
	{ EOVERFLOW, N_("the file is too large") },
	{ EIO, N_("the disk does not work as it should") },
	{ EEXIST, N_("it is there already") },
	{ EISDIR, N_("it is a folder") },
	{ ENOTDIR, N_("a part of the path is not a folder") },
	{ ENOTEMPTY, N_("the folder is not empty") },
	{ ENAMETOOLONG, N_("the name is too long") },
	{ ELOOP, N_("there are too many links, or a link is not allowed here") },
	{ EXDEV, N_("it is on another disk") },
	{ EBUSY, N_("it is in use") },
	{ EAGAIN, N_("it is in use") },
	{ ETXTBSY, N_("it is in use") },
	{ EMFILE, N_("too many files are open") },
	{ ENFILE, N_("too many files are open") },
	{ ENOMEM, N_("out of memory") },
	{ EBADF, N_("it is not open") },
	{ EPIPE, N_("nothing reads it any more") },
	{ ENODEV, N_("the device is not there") },
	{ ENXIO, N_("the device is not there") },
	{ ESTALE, N_("the disk in the network was changed meanwhile") },
	{ EINVAL, N_("the system does not allow it") },
	{ ENOTSUP, N_("the system does not allow it") },
	{ ENOSYS, N_("the system does not allow it") },
};

const char *error_text(int error)
{
	static char other[48];

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (texts[i].error == error)
			return _(texts[i].text);
	/* the failed call did not set errno: better than "error 0" or "Success" */
	if (!error)
		return _("the system gives no reason");
	/* TRANSLATORS: %d is an errno value */
	snprintf(other, sizeof(other), _("error %d"), error);
	return other;
}
