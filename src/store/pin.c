/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pin.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "store/query.h"
#include "store/store.h"

enum { TRIES = 3, WAIT = 30, DOUBLED_MOST = 8 };

static int64_t number(struct store *store, const char *key)
{
	struct strbuf text = STRBUF_INIT;
	int64_t n = store_get_setting(store, key, &text) ? strtoll(text.buf, NULL, 10) : 0;

	strbuf_release(&text);
	return n < 0 ? 0 : n;
}

static int put_number(struct store *store, const char *key, int64_t n)
{
	struct strbuf text = STRBUF_INIT;
	int rc;

	strbuf_addf(&text, "%lld", (long long)n);
	rc = save_setting(store, key, n ? text.buf : NULL);
	strbuf_release(&text);
	return rc;
}

/* If the clock jumped, the rest is never more than the longest lockout. */
int64_t pin_wait_until(struct store *store, int64_t now)
{
	int64_t until = number(store, "pin_wait"), latest = now + ((int64_t)WAIT << DOUBLED_MOST);

	return until <= now ? 0 : until > latest ? latest : until;
}

static int count(struct store *store, int64_t now, int64_t *until)
{
	int64_t wrong = number(store, "pin_wrong") + 1, turns = wrong / TRIES;
	int rc = put_number(store, "pin_wrong", wrong);

	if (rc || wrong % TRIES)
		return rc;
	*until = now + ((int64_t)WAIT << (turns > DOUBLED_MOST ? DOUBLED_MOST : turns - 1));
	return put_number(store, "pin_wait", *until);
}

bool pin_count_try(struct store *store, int64_t now, int64_t *until, struct strbuf *err)
{
	int rc = save_begin(store);

	*until = rc ? 0 : -pin_wait_until(store, now);
	if (!rc && !*until)
		rc = count(store, now, until);
	return save_end(store, rc, err);
}

bool pin_forget_tries(struct store *store, struct strbuf *err)
{
	int rc = save_begin(store);

	if (!rc)
		rc = put_number(store, "pin_wrong", 0);
	if (!rc)
		rc = put_number(store, "pin_wait", 0);
	return save_end(store, rc, err);
}
