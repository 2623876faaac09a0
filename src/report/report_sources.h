/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stores that a report is made of, visited as if they were one: person by person, though a
 * person may have records in several.
 *
 * A person is known by store and pseudonym, never by the name: "ann" in two stores is two people
 * until the trainer joins them (report_join.h). The same pseudonym of the same store in two files
 * (a copy, a backup, an export) is one person, and a sitting that both files have counts once, as
 * the file named first has it. Within a store the order is that of the sittings; between stores it
 * is the order in which they were named, because their clocks need not agree.
 *
 *     report_sources_init(&sources);
 *     report_sources_add(...);      once for each store, in order
 *     report_sources_join(...);     after the last one
 *     report_sources_visit(...);
 *     report_sources_release(&sources);
 */
#ifndef REPORT_REPORT_SOURCES_H
#define REPORT_REPORT_SOURCES_H

#include <limits.h>

#include "base/mem.h"
#include "store/people.h"

struct strbuf;

struct report_source {
	struct store *store;
	const char *label;         /* short, and unlike the others */
	const char *path;          /* of the file or folder, as typed */
	char id[STORE_ID_SIZE];    /* of the store */
	const char *const *wanted; /* names, as stored, or patterns; all if n_wanted is 0 */
	size_t n_wanted;
	const char **members; /* names in joined groups, in order */
	size_t n_members;
};

/* A learner of one source. */
struct report_member {
	size_t source;
	const char *learner, *person;
};

/* One person, with records under several names or in several sources. */
struct report_group {
	struct report_member *members;
	size_t n;
};

struct report_sources {
	struct arena arena;
	struct report_source *v;
	size_t n, cap;
	struct report_group *groups;
	size_t n_groups;
	int since, until; /* days (base/date.h), the first and the last to count */
};

/* Two pseudonyms of one person, each with its store: 32 hexadecimal digits. */
struct report_joined {
	const char *store[2], *person[2];
};

void report_sources_init(struct report_sources *sources);
/* Closes the stores. */
void report_sources_release(struct report_sources *sources);
/*
 * Adds a store, which the sources close. wanted must live as long as they do. Returns false with a
 * sentence in err if it cannot be read.
 */
bool report_sources_add(struct report_sources *sources, struct store *store, const char *path,
	const char *const *wanted, size_t n_wanted, struct strbuf *err);
/* Finds who is one person, and makes the labels differ. */
bool report_sources_join(struct report_sources *sources, const struct report_joined *joined,
	size_t n_joined, struct strbuf *err);

struct report_visitor {
	void *ctx;
	/*
	 * Called for each person with a run to visit, before the first. store: the label of the
	 * source; person: the pseudonym.
	 */
	void (*person)(void *ctx, const char *name, const char *store, const char *person);
	/* As in store_visitor. */
	bool (*run)(void *ctx, const struct report_source *source, const struct store_run_row *row);
	void (*answer)(void *ctx, const struct store_answer_row *row);
};
/*
 * Visits the runs of those wanted that were finished in the time asked for; or begun in it, if they
 * are not finished.
 */
bool report_sources_visit(const struct report_sources *sources,
	const struct report_visitor *visitor, struct strbuf *err);

/* True if names is empty or has a pattern (* matches anything) for learner. */
bool report_in_group(const char *const *names, size_t n, const char *learner);

#endif
