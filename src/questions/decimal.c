/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/decimal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/block.h"

enum {
	WHOLE_MAX = 12,
	DECIMALS_MAX = 6,
	DECIMAL_MARK = ':' /* of put_marks, for marks that only ever begin decimals */
};

static const char digits[] = "0123456789";

/*
 * Builds the value from the digits before and after the decimal separator; ignores everything but
 * digits in whole.
 */
static bool put_together(bool minus, const char *whole, size_t whole_len, const char *decimals,
	size_t decimals_len, int64_t *out)
{
	int64_t value = 0;
	int n = 0;

	for (size_t i = 0; i < whole_len; i++) {
		if (!strchr(digits, whole[i]))
			continue;
		value = value * 10 + (whole[i] - '0');
		if (value && ++n > WHOLE_MAX)
			return false;
	}
	for (size_t i = 0; i < DECIMALS_MAX; i++)
		value = value * 10 + (i < decimals_len ? decimals[i] - '0' : 0);
	*out = minus ? -value : value;
	return true;
}

bool decimal_parse(const char *s, int64_t *out)
{
	bool minus = *s == '-';
	const char *whole = s + (minus || *s == '+'), *decimals;
	size_t n = strspn(whole, digits), k = 0;

	decimals = whole + n;
	if (*decimals == '.') {
		k = strspn(++decimals, digits);
		if (!k)
			return false;
	}
	if (!n || k > DECIMALS_MAX || decimals[k])
		return false;
	return put_together(minus, whole, n, decimals, k, out);
}

void decimal_write(struct strbuf *out, int64_t value)
{
	uint64_t all = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char decimals[24];
	size_t n = DECIMALS_MAX;

	strbuf_addf(out, "%s%" PRIu64, value < 0 ? "-" : "", all / DECIMAL_ONE);
	snprintf(decimals, sizeof(decimals), "%06" PRIu64, all % DECIMAL_ONE);
	while (n && decimals[n - 1] == '0')
		n--;
	if (n == 3)
		n = 4;
	if (n)
		strbuf_addf(out, ".%.*s", (int)n, decimals);
}

/* ---- what people type */

/*
 * True if the digits are grouped: one to three in the first group, three in the last, two or three
 * in those between.
 */
static bool is_grouped(const char *s, size_t len)
{
	size_t group = 0, groups = 1;

	for (size_t i = 0; i < len; i++) {
		if (strchr(digits, s[i])) {
			group++;
			continue;
		}
		if (!group || group > 3 || (groups > 1 && group < 2))
			return false;
		group = 0;
		groups++;
	}
	return groups == 1 || group == 3;
}

static size_t count(const char *s, char c)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

/*
 * Returns the decimal separator of s, or NULL; *either is true if it could also group thousands. A
 * mark that can mean nothing else comes first.
 */
static const char *find_sign(const char *s, bool *either)
{
	const char *comma = strrchr(s, ','), *point = strrchr(s, '.'),
		   *sign = comma ? comma : point;
	size_t before;

	*either = false;
	if (strchr(s, DECIMAL_MARK))
		return strrchr(s, DECIMAL_MARK);
	if (comma && point)
		return comma > point ? comma : point;
	if (!sign || count(s, *sign) > 1)
		return NULL;
	before = (size_t)(sign - s);
	*either = strlen(sign + 1) == 3 && before >= 1 && before <= 3 && *s != '0' &&
		strspn(s, digits) == before;
	return sign;
}

static bool read_with_sign(bool minus, const char *s, const char *sign, int64_t *out)
{
	const char *decimals = sign ? sign + 1 : "";
	size_t whole = sign ? (size_t)(sign - s) : strlen(s), k = strlen(decimals);

	if (strspn(decimals, digits) != k || (sign && memchr(s, *sign, whole)) ||
		!is_grouped(s, whole))
		return false;
	if (!whole && !k)
		return false;
	return put_together(minus, s, whole, decimals, k, out);
}

static bool read_folded(const char *s, int64_t *out, int64_t *other)
{
	bool minus = *s == '-', either;
	const char *sign;

	s += minus || *s == '+';
	s += *s == ' ';
	if (strspn(s, "0123456789 ',.:") != strlen(s))
		return false;
	sign = find_sign(s, &either);
	if (!read_with_sign(minus, s, either ? NULL : sign, out))
		return false;
	*other = *out;
	return !either || read_with_sign(minus, s, sign, other);
}

/*
 * Replaces the marks of other scripts, in place: a comma for the Arabic comma, an apostrophe for
 * the Arabic thousands mark, DECIMAL_MARK for the Arabic decimal mark and the raised point. Returns
 * false if s contains what they become and nobody types in a number.
 */
static bool put_marks(struct strbuf *s)
{
	static const struct {
		const char *mark;
		const char *ascii;
	} marks[] = { { "\u060C", "," }, { "\u066C", "'" }, { "\u066B", ":" }, { "\u00B7", ":" } };

	if (strchr(s->buf, DECIMAL_MARK))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		for (char *at; (at = strstr(s->buf, marks[i].mark));)
			strbuf_splice(
				s, (size_t)(at - s->buf), strlen(marks[i].mark), marks[i].ascii, 1);
	return true;
}

bool decimal_read(const char *text, int64_t *out, int64_t *other)
{
	struct strbuf folded = STRBUF_INIT;
	bool ok;

	text_fold(&folded, text, strlen(text), 0);
	ok = put_marks(&folded) && read_folded(folded.buf, out, other);
	strbuf_release(&folded);
	return ok;
}

const char *decimal_show(struct view *view, int64_t value)
{
	struct strbuf sb = STRBUF_INIT;
	/* TRANSLATORS: the thousands separator, and the decimal separator, where your language
	   is spoken */
	const char *group = C_("thousands", ","), *point = C_("decimals", "."), *out;
	size_t first, whole, n;

	decimal_write(&sb, value);
	first = *sb.buf == '-';
	whole = strspn(sb.buf + first, digits);
	n = first + whole;
	if (sb.buf[n]) {
		size_t last = sb.len;

		while (sb.buf[last - 1] == '0')
			last--;
		strbuf_setlen(&sb, last);
		strbuf_splice(&sb, n, 1, point, strlen(point));
	}
	for (size_t at = n; whole > 4 && at > first + 3;)
		strbuf_splice(&sb, at -= 3, 0, group, strlen(group));
	if (first)
		strbuf_splice(&sb, 0, 1, "−", strlen("−"));
	out = view_printf(view, "%s", sb.buf);
	strbuf_release(&sb);
	return out;
}

int64_t decimal_percent(int64_t value, int64_t percent)
{
	const int64_t whole = (int64_t)100 * DECIMAL_ONE;

	if (value < 0)
		value = -value;
	/* in two terms, so that no product overflows */
	return value / whole * percent + value % whole * percent / whole;
}
