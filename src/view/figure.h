/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A drawing on a page, ready to be shown: its texts are in the reader's language and its numbers
 * are facts. Every door renders the same figure: cells (layout_figure.h), a sentence where there is
 * no picture (figure_words.h), a booklet's text and HTML. Texts may hold emphasis; they belong to
 * the lesson or the view's arena and live as long as what shows them.
 */
#ifndef VIEW_FIGURE_H
#define VIEW_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

enum figure_kind {
	FIGURE_BARS,     /* a row is a bar: label, value, amount */
	FIGURE_THEN_NOW, /* a row is two bars: the older year above the newer one */
	FIGURE_SHARE,    /* rows are parts of a whole of 100, at most five */
	FIGURE_TIMELINE, /* a row is a date (label) and what happened (cell 0) */
	FIGURE_STEPS,    /* a row is what to do (cell 0) and why (cell 1, or NULL), in this order */
	FIGURE_FLOW,     /* a row is a box: its head (cell 0) and its text (cell 1, or NULL) */
	FIGURE_COMPARE,  /* a table with two named sides; cell 0 is what is compared */
	FIGURE_TABLE     /* two to four cells a row, heads above */
};

/* How a counted thing is known. Bars of different measures never share a scale. */
enum figure_measure { FIGURE_UNKNOWN, FIGURE_DETECTED, FIGURE_ESTIMATED };

enum { FIGURE_CELLS = 4, FIGURE_ROWS = 12, FIGURE_PARTS = 5, FIGURE_BOXES = 4 };

struct figure_row {
	const char *label;               /* of a bar, part or date; else NULL */
	const char *cells[FIGURE_CELLS]; /* NULL where there is none */
	/* bars: the value as its fact writes it ("38 %") and the number to scale by, in thousandths
	 */
	const char *value, *then_value;
	long long amount, then_amount;
	int year, then_year; /* 0 if unknown */
	enum figure_measure measure;
};

struct figure {
	enum figure_kind kind;
	const char *title; /* or NULL */
	const char *alt;   /* the author's own sentence, or NULL for the generated one */
	const char *heads[FIGURE_CELLS]; /* COMPARE, TABLE; for COMPARE the first is NULL */
	const char *result;              /* FLOW: what the boxes make together, or NULL */
	const char *source;              /* short name of the charts' source, or NULL */
	bool arrow;                      /* FLOW: boxes follow each other instead of adding up */
	bool apart;                      /* bars of two measures stand on a scale each */
	struct figure_row *rows;
	size_t n;
	size_t n_cells; /* columns of a TABLE or COMPARE, with the first */
};

#endif
