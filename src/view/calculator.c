/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/calculator.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/event.h"
#include "view/keyboard.h"

/* Like a pocket calculator: ten digits after rounding, and an error beyond twelve. */
enum { DIGITS = 10 };
static const double limit = 1e12;

/* ---- the expression; a reader that has failed gives 0 and stays where it is */

struct reader {
	const char *at;
	bool failed;
};

static double read_sum(struct reader *r);

static double fail(struct reader *r)
{
	r->failed = true;
	return 0;
}

static double read_number(struct reader *r)
{
	double value = 0, scale = 1;
	bool point = false;
	int digits = 0;

	for (; (*r->at >= '0' && *r->at <= '9') || (*r->at == '.' && !point); r->at++) {
		if (*r->at == '.') {
			point = true;
			continue;
		}
		value = value * 10 + (*r->at - '0');
		scale *= point ? 10 : 1;
		digits++;
	}
	return digits ? value / scale : fail(r);
}

/* A bracket may stay open at the end; anything else in its place is left, which is an error. */
static double read_value(struct reader *r)
{
	double value;

	if (*r->at != '(') {
		value = read_number(r);
	} else {
		r->at++;
		value = read_sum(r);
		r->at += *r->at == ')';
	}
	for (; *r->at == '%'; r->at++)
		value /= 100;
	return value;
}

static double read_signed(struct reader *r)
{
	double sign = 1;

	for (; *r->at == '-' || *r->at == '+'; r->at++)
		sign = *r->at == '-' ? -sign : sign;
	return sign * read_value(r);
}

static double read_product(struct reader *r)
{
	double value = read_signed(r), by;

	while (!r->failed && (*r->at == '*' || *r->at == '/')) {
		char sign = *r->at++;

		by = read_signed(r);
		if (sign == '*')
			value *= by;
		else if (by < 0 || by > 0)
			value /= by;
		else
			return fail(r);
	}
	return value;
}

static double read_sum(struct reader *r)
{
	double value = read_product(r);

	while (!r->failed && (*r->at == '+' || *r->at == '-')) {
		char sign = *r->at++;
		double next = read_product(r);

		value += sign == '+' ? next : -next;
	}
	return value;
}

/* ---- the result */

/* Appends value, which is below the limit, without zeros at its end. */
static void put_value(struct strbuf *out, double value)
{
	double size = value < 0 ? -value : value, whole = size;
	int decimals = DIGITS - 1;
	long long scaled, unit = 1;

	for (; whole >= 10 && decimals; decimals--)
		whole /= 10;
	for (int i = 0; i < decimals; i++)
		unit *= 10;
	scaled = (long long)(size * (double)unit + 0.5);
	strbuf_addf(out, "%s%lld", value < 0 && scaled ? "-" : "", scaled / unit);
	if (!(scaled % unit))
		return;
	strbuf_addf(out, ".%0*lld", decimals, scaled % unit);
	while (out->buf[out->len - 1] == '0')
		strbuf_setlen(out, out->len - 1);
}

static void answer(struct calculator *c)
{
	struct reader r = { .at = c->text };
	struct strbuf out = STRBUF_INIT;
	double value = read_sum(&r);

	c->failed = *r.at || r.failed || !(value > -limit && value < limit);
	if (!c->failed)
		put_value(&out, value);
	memcpy(c->asked, c->text, c->len);
	memcpy(c->asked + c->len, "=", 2);
	c->len = out.len;
	memcpy(c->text, out.buf, c->len + 1);
	c->answered = true;
	strbuf_release(&out);
}

/* ---- keys */

void calculator_init(struct calculator *c)
{
	memset(c, 0, sizeof(*c));
}

/* Returns the character of an expression that the key stands for, or another one. */
static uint32_t meant(uint32_t key)
{
	uint32_t latin = keyboard_latin(key);

	switch (latin) {
	case ',':
		return '.';
	case 0x00d7: /* × */
		return '*';
	case 0x00f7: /* ÷ */
		return '/';
	case 0x2212: /* − */
		return '-';
	case K_ENTER:
		return '=';
	case 'C':
	case K_DELETE:
		return 'c';
	default:
		return latin;
	}
}

static void add(struct calculator *c, char sign)
{
	if (c->answered && !strchr("+-*/%", sign))
		c->len = 0;
	c->answered = c->failed = false;
	if (c->len < CALCULATOR_TEXT)
		c->text[c->len++] = sign;
	c->text[c->len] = '\0';
}

void calculator_key(struct calculator *c, uint32_t key)
{
	uint32_t sign = meant(key);

	if (sign == 'c') {
		calculator_init(c);
	} else if (sign == K_BACKSPACE || sign == K_CTRL('h')) {
		c->len = c->len && !c->answered ? c->len - 1 : 0;
		c->text[c->len] = '\0';
		c->answered = c->failed = false;
	} else if (sign == '=') {
		if (c->len)
			answer(c);
	} else if (sign && sign < 0x80 && strchr("0123456789.+-*/%()", (int)sign)) {
		add(c, (char)sign);
	}
}

/* ---- the picture */

/* Appends the text on the right of the display. */
static void put_display(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '|');
	for (int i = text_width(text, strlen(text)); i < CALCULATOR_TEXT + 1; i++)
		strbuf_addch(out, ' ');
	strbuf_addf(out, "%s |", text);
}

void calculator_line(const struct calculator *c, int line, struct strbuf *out)
{
	static const char *const keys[] = {
		"  7   8   9   /   (",
		"  4   5   6   *   )",
		"  1   2   3   -   %",
		"  0   .   =   +   c",
	};

	if (line == 0 || line == 3)
		strbuf_addstr(out, "+------------------+");
	else if (line == 1)
		put_display(out, c->asked);
	else if (line == 2)
		/* TRANSLATORS: shown by a calculator, for example after 1/0; at most 16 letters */
		put_display(out, c->failed ? _("error") : c->len ? c->text : "0");
	else
		strbuf_addstr(out, keys[line - 4]);
}
