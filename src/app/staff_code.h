/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code by which the staff of a kiosk show who they are: what may be one, and in which form. */
#ifndef APP_STAFF_CODE_H
#define APP_STAFF_CODE_H

enum { STAFF_CODE_LEAST = 4, STAFF_CODE_BYTES = 64 };

enum staff_code {
	STAFF_CODE_GOOD,
	STAFF_CODE_SHORT,  /* fewer than STAFF_CODE_LEAST characters as a person counts them */
	STAFF_CODE_LONG,   /* more than STAFF_CODE_BYTES bytes */
	STAFF_CODE_TRIVIAL /* among the first that anyone tries: 0000, 1234, 1212, password */
};

/* Judges a code whose digits are ASCII (text_ascii_digits): in that form it is kept and typed. */
enum staff_code staff_code_judge(const char *code);
/* What to do, as a sentence; NULL for a good one. */
const char *staff_code_fault(enum staff_code code);

#endif
