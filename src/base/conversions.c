/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/conversions.h"

#include <stdint.h>
#include <string.h>

enum { ARGUMENTS_MAX = 16 };

/*
 * The arguments that a format reads. type holds the conversion letter and the length modifier per
 * argument; 0 = unused.
 */
struct arguments {
	uint16_t type[ARGUMENTS_MAX];
	int n, next;
	bool by_number, in_order;
};

static int number(const char **s)
{
	int n = 0;

	while (**s >= '0' && **s <= '9') {
		if (n < 1000)
			n = n * 10 + (**s - '0');
		(*s)++;
	}
	return n;
}

/*
 * Parses an argument number such as "2$". Returns 0 if there is none, leaving *s alone (the digits
 * are then a width), and -1 if the number is out of range.
 */
static int position(const char **s)
{
	const char *p = *s;
	int n = number(&p);

	if (p == *s || *p != '$')
		return 0;
	*s = p + 1;
	return n >= 1 && n <= ARGUMENTS_MAX ? n : -1;
}

static bool take(struct arguments *a, int at, unsigned type)
{
	if (at < 0)
		return false;
	if (at)
		a->by_number = true;
	else
		a->in_order = true;
	if (!at)
		at = ++a->next;
	if (at > ARGUMENTS_MAX || (a->type[at - 1] && a->type[at - 1] != type))
		return false;
	a->type[at - 1] = (uint16_t)type;
	if (at > a->n)
		a->n = at;
	return true;
}

static bool star_or_number(struct arguments *a, const char **s)
{
	int at;

	if (**s != '*') {
		number(s);
		return true;
	}
	(*s)++;
	at = position(s);
	return take(a, at, 'd');
}

static unsigned length_modifier(const char **s)
{
	unsigned length = (unsigned char)**s;

	if (!length || !strchr("hljztL", (int)length))
		return 0;
	(*s)++;
	if ((length == 'h' || length == 'l') && (unsigned char)**s == length) {
		(*s)++;
		length |= 0x80;
	}
	return length;
}

/* Maps letters that read an argument in the same way to one type; 0 = unknown. */
static unsigned conversion_type(char c)
{
	switch (c) {
	case 'd':
	case 'i':
		return 'd';
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		return 'u';
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		return 'f';
	case 'c':
	case 's':
	case 'p':
		return (unsigned char)c;
	default:
		return 0;
	}
}

/* Parses a conversion after its %. The space flag is not accepted: "50% of" is text. */
static bool conversion(struct arguments *a, const char **s)
{
	int at = position(s);
	unsigned length, type;

	while (**s && strchr("-+#0'", **s))
		(*s)++;
	if (!star_or_number(a, s))
		return false;
	if (**s == '.') {
		(*s)++;
		if (!star_or_number(a, s))
			return false;
	}
	length = length_modifier(s);
	type = conversion_type(**s);
	if (!type)
		return false;
	(*s)++;
	return take(a, at, type | length << 8);
}

/* Returns false if s is not a format, or not one of the kind that this program uses. */
static bool read_format(struct arguments *a, const char *s)
{
	memset(a, 0, sizeof(*a));
	while ((s = strchr(s, '%')) != NULL) {
		s++;
		if (*s == '%')
			s++;
		else if (!conversion(a, &s))
			return false;
	}
	if (a->by_number && a->in_order)
		return false;
	for (int i = 0; i < a->n; i++)
		if (!a->type[i])
			return false;
	return true;
}

bool format_is_compatible(const char *original, const char *s, bool fewer)
{
	struct arguments want, have;

	if (!strchr(original, '%'))
		return !strchr(s, '%');
	if (!read_format(&want, original))
		return true;
	if (!read_format(&have, s))
		return false;
	if (have.n > want.n || (have.n < want.n && !fewer))
		return false;
	return !memcmp(have.type, want.type, (size_t)have.n * sizeof(*have.type));
}
