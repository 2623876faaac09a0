/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/kiosk_code.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "guard/secret.h"
#include "os/file.h"

enum { FILE_MOST = 16, WRONG_MOST = 1000000 };

/* On a disk that takes nothing, the number is still kept in memory. */
static void keep(const char *path, int wrong)
{
	char text[FILE_MOST];
	int n = snprintf(text, sizeof(text), "%d\n", wrong);

	if (wrong)
		(void)file_write_private(path, text, (size_t)n);
	else
		(void)unlink(path);
}

void kiosk_code_check(struct kiosk_run *r)
{
	const struct kiosk *k = &r->kiosk;
	bool right;

	/* before the check, so that who ends the program during it has used up a try */
	if (k->wrong < WRONG_MOST)
		keep(r->wrong_codes, k->wrong + 1);
	right = r->config->code && secret_matches(k->code.text, r->config->code);
	if (right)
		keep(r->wrong_codes, 0);
	kiosk_code_checked(&r->kiosk, right);
}

void kiosk_code_resume(struct kiosk_run *r)
{
	struct strbuf text = STRBUF_INIT;

	r->wrong_codes = arena_printf(&r->config->arena, "%s/wrong-codes", r->config->data);
	if (file_read_untrusted(r->wrong_codes, FILE_MOST, &text)) {
		long wrong = strtol(text.buf, NULL, 10);

		if (wrong > 0 && wrong <= WRONG_MOST)
			kiosk_resume_wrong(&r->kiosk, (int)wrong);
	}
	strbuf_release(&text);
}
