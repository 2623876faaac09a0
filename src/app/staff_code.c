/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/staff_code.h"

#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"

/* Besides those of a trivial form: words, and walks over a keyboard or a keypad. */
static const char *const words[] = { "password", "passwort", "motdepasse", "passe", "code", "vigie",
	"kiosk", "kiosque", "staff", "admin", "root", "secret", "qwerty", "qwertz", "azerty",
	"2580", "0852", "1397", "1379", "3179", "7931" };

/* "0000", "1234", "9876", "abcd", "7890": each character is as far from the one before it. */
static bool is_run(const char *s, size_t len)
{
	int step = s[1] - s[0];

	for (size_t i = 1; i < len; i++) {
		int here = s[i] - s[i - 1];

		if ((s[i - 1] == '9' && s[i] == '0') || (s[i - 1] == '0' && s[i] == '9'))
			here = here < 0 ? 1 : -1;
		if (here != step)
			return false;
	}
	return step >= -1 && step <= 1;
}

/* "1212", "abab", "123123" */
static bool repeats(const char *s, size_t len)
{
	for (size_t period = 2; period <= len / 2; period++)
		if (len % period == 0 && !memcmp(s, s + period, len - period))
			return true;
	return false;
}

static bool is_trivial(const char *s, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(s, words[i]))
			return true;
	return is_run(s, len) || repeats(s, len);
}

enum staff_code staff_code_judge(const char *code)
{
	struct strbuf folded = STRBUF_INIT;
	size_t len = strlen(code), n = 0;
	bool trivial;

	for (size_t at = 0; at < len; n++)
		at += text_next(code + at, len - at, NULL);
	if (n < STAFF_CODE_LEAST)
		return STAFF_CODE_SHORT;
	if (len > STAFF_CODE_BYTES)
		return STAFF_CODE_LONG;
	text_fold(&folded, code, len, TEXT_NO_ACCENTS);
	trivial = folded.len < 2 || is_trivial(folded.buf, folded.len);
	explicit_bzero(folded.buf, folded.len);
	strbuf_release(&folded);
	return trivial ? STAFF_CODE_TRIVIAL : STAFF_CODE_GOOD;
}

const char *staff_code_fault(enum staff_code code)
{
	switch (code) {
	case STAFF_CODE_SHORT:
		return _("A code has at least 4 characters; choose a longer one.");
	case STAFF_CODE_LONG:
		return _("A code has at most 64 characters; choose a shorter one.");
	case STAFF_CODE_TRIVIAL:
		return _("This code is among the first that anyone tries; choose another one.");
	case STAFF_CODE_GOOD:
		break;
	}
	return NULL;
}
