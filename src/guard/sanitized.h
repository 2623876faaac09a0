/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * True in a build with AddressSanitizer, which has its own free() and needs to inspect its own
 * process.
 */
#ifndef GUARD_SANITIZED_H
#define GUARD_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
