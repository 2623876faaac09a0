/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/plural.h"

#include <limits.h>
#include <string.h>

enum op {
	OP_NUMBER,
	OP_N,
	OP_NOT,
	OP_CHOICE,
	OP_OR,
	OP_AND,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_GT,
	OP_LE,
	OP_GE,
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_MOD
};

/* Binary operators, loosest first; where one is a prefix of another, the longer comes first. */
static const struct {
	char text[3];
	uint8_t op, level;
} binary[] = { { "||", OP_OR, 0 }, { "&&", OP_AND, 1 }, { "==", OP_EQ, 2 }, { "!=", OP_NE, 2 },
	{ "<=", OP_LE, 3 }, { ">=", OP_GE, 3 }, { "<", OP_LT, 3 }, { ">", OP_GT, 3 },
	{ "+", OP_ADD, 4 }, { "-", OP_SUB, 4 }, { "*", OP_MUL, 5 }, { "/", OP_DIV, 5 },
	{ "%", OP_MOD, 5 } };
enum { LEVELS = 6 };

struct parser {
	const char *s, *end;
	struct plural *plural;
	int depth;
	bool failed;
};

static void skip_space(struct parser *p)
{
	while (p->s < p->end && (*p->s == ' ' || *p->s == '\t' || *p->s == '\n'))
		p->s++;
}

static bool accept(struct parser *p, const char *text)
{
	size_t len = strlen(text);

	skip_space(p);
	if ((size_t)(p->end - p->s) < len || memcmp(p->s, text, len) != 0)
		return false;
	p->s += len;
	return true;
}

static uint8_t fail(struct parser *p)
{
	p->failed = true;
	return 0;
}

static uint8_t add_node(struct parser *p, enum op op, uint8_t left, uint8_t right, uint8_t third)
{
	struct plural *plural = p->plural;

	if (plural->n == PLURAL_NODES_MAX)
		return fail(p);
	plural->node[plural->n] = (struct plural_node){ (uint8_t)op, left, right, third, 0 };
	return plural->n++;
}

static bool number(struct parser *p, unsigned long *value)
{
	const char *start;

	skip_space(p);
	start = p->s;
	for (*value = 0; p->s < p->end && *p->s >= '0' && *p->s <= '9'; p->s++) {
		unsigned long digit = (unsigned long)(*p->s - '0');

		if (*value > (ULONG_MAX - digit) / 10)
			return false;
		*value = *value * 10 + digit;
	}
	return p->s > start;
}

static uint8_t choice(struct parser *p);

static uint8_t primary(struct parser *p)
{
	unsigned long value;
	uint8_t node;

	if (accept(p, "n"))
		return add_node(p, OP_N, 0, 0, 0);
	if (accept(p, "(")) {
		node = choice(p);
		return accept(p, ")") ? node : fail(p);
	}
	if (!number(p, &value))
		return fail(p);
	node = add_node(p, OP_NUMBER, 0, 0, 0);
	if (!p->failed)
		p->plural->node[node].value = value;
	return node;
}

static uint8_t unary(struct parser *p)
{
	uint8_t node;

	if (p->failed || p->depth == PLURAL_DEPTH_MAX)
		return fail(p);
	p->depth++;
	skip_space(p);
	if (p->s < p->end && *p->s == '!') {
		p->s++;
		node = unary(p);
		node = add_node(p, OP_NOT, node, 0, 0);
	} else {
		node = primary(p);
	}
	p->depth--;
	return node;
}

static bool binary_at(struct parser *p, int level, enum op *op)
{
	for (size_t i = 0; i < sizeof(binary) / sizeof(*binary); i++)
		if (binary[i].level == level && accept(p, binary[i].text)) {
			*op = (enum op)binary[i].op;
			return true;
		}
	return false;
}

/* All binary operators are left-associative. */
static uint8_t operation(struct parser *p, int level)
{
	enum op op;
	uint8_t node;

	if (level == LEVELS)
		return unary(p);
	node = operation(p, level + 1);
	while (!p->failed && binary_at(p, level, &op)) {
		uint8_t right = operation(p, level + 1);

		node = add_node(p, op, node, right, 0);
	}
	return node;
}

static uint8_t choice(struct parser *p)
{
	uint8_t condition, yes, no;

	if (p->failed || p->depth == PLURAL_DEPTH_MAX)
		return fail(p);
	p->depth++;
	condition = operation(p, 0);
	if (!p->failed && accept(p, "?")) {
		yes = choice(p);
		if (!accept(p, ":"))
			return fail(p);
		no = choice(p);
		condition = add_node(p, OP_CHOICE, condition, yes, no);
	}
	p->depth--;
	return condition;
}

void plural_init(struct plural *plural)
{
	static const char rule[] = "nplurals=2; plural=n != 1;";

	plural_parse(plural, rule, sizeof(rule) - 1);
}

bool plural_parse(struct plural *plural, const char *s, size_t len)
{
	struct parser p = { s, s + len, plural, 0, false };
	unsigned long forms;

	plural->n = 0;
	if (!accept(&p, "nplurals") || !accept(&p, "=") || !number(&p, &forms) || !accept(&p, ";"))
		return false;
	if (!accept(&p, "plural") || !accept(&p, "="))
		return false;
	if (forms < 1 || forms > PLURAL_FORMS_MAX)
		return false;
	plural->forms = (unsigned)forms;
	plural->root = choice(&p);
	accept(&p, ";");
	skip_space(&p);
	return !p.failed && p.s == p.end;
}

static unsigned long divide(enum op op, unsigned long a, unsigned long b, bool *failed)
{
	if (!b) {
		*failed = true;
		return 0;
	}
	return op == OP_DIV ? a / b : a % b;
}

static unsigned long calculate(enum op op, unsigned long a, unsigned long b, bool *failed)
{
	switch (op) {
	case OP_EQ:
		return a == b;
	case OP_NE:
		return a != b;
	case OP_LT:
		return a < b;
	case OP_GT:
		return a > b;
	case OP_LE:
		return a <= b;
	case OP_GE:
		return a >= b;
	case OP_ADD:
		return a + b;
	case OP_SUB:
		return a - b;
	case OP_MUL:
		return a * b;
	default:
		return divide(op, a, b, failed);
	}
}

/*
 * A node's operands come before it, so the recursion terminates, and is no deeper than the number
 * of nodes.
 */
static unsigned long value_of(
	const struct plural *plural, uint8_t at, unsigned long n, bool *failed)
{
	const struct plural_node *node = &plural->node[at];
	unsigned long left;

	if (node->op == OP_NUMBER)
		return node->value;
	if (node->op == OP_N)
		return n;
	left = value_of(plural, node->left, n, failed);
	switch (node->op) {
	case OP_NOT:
		return !left;
	case OP_AND:
		return left && value_of(plural, node->right, n, failed);
	case OP_OR:
		return left || value_of(plural, node->right, n, failed);
	case OP_CHOICE:
		return value_of(plural, left ? node->right : node->third, n, failed);
	default:
		return calculate(
			(enum op)node->op, left, value_of(plural, node->right, n, failed), failed);
	}
}

unsigned plural_form(const struct plural *plural, unsigned long n)
{
	bool failed = false;
	unsigned long form = value_of(plural, plural->root, n, &failed);

	return failed || form >= plural->forms ? 0 : (unsigned)form;
}
