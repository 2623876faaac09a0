/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports ids that name nothing, with the nearest id of the file. */
#ifndef COURSE_REFERENCE_H
#define COURSE_REFERENCE_H

struct ini_entry;
struct nearest;
struct reader;

/* Offers the ids of all sections of a kind. */
void reference_offer(struct nearest *n, const struct reader *r, const char *kind);
/* Adds an error at the place of id in the value of e, or at the value if id is not in it. */
void reference_error(struct reader *r, const struct ini_entry *e, const char *id, const char *rule,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* Reports that there is no section [kind id], which e names. */
void reference_unknown(struct reader *r, const struct ini_entry *e, const char *rule,
	const char *kind, const char *id);

#endif
