/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/*
 * What an errno value means, in the person's language: strerror knows only that of the C library's
 * locale, and half a sentence in another language helps nobody. Lives until the next call.
 */
const char *error_text(int error);

#endif
