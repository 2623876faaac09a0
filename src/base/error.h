/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/*
 * Describes an errno value in the user's language. strerror only knows the language of the C
 * library's locale, and a sentence in two languages is of no use. The result is valid until the
 * next call.
 */
const char *error_text(int error);

#endif
