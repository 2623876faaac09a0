/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/join_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "cli/records.h"
#include "os/complain.h"
#include "report/report_join.h"
#include "text/name.h"

/* A person that was named, in one of the stores of a place. */
struct found {
	const char *store, *person, *name;
	size_t n; /* people that could be meant */
};

static bool is_meant(const struct store_pseudonym *p, const char *typed)
{
	return !strcmp(p->person, typed) || name_is_alike(p->learner, typed);
}

/* Looks through one source; a person with several pseudonyms counts once. */
static bool look_in(struct report_sources *s, size_t at, const char *typed, struct found *found,
	struct strbuf *list)
{
	struct store_pseudonym *people;
	struct strbuf err = STRBUF_INIT;
	const char *last = NULL;
	size_t n;
	bool good = store_list_pseudonyms(s->v[at].store, &s->arena, &people, &n, &err);

	for (size_t i = 0; good && i < n; i++) {
		if (!is_meant(&people[i], typed) || (last && !strcmp(last, people[i].learner)))
			continue;
		last = people[i].learner;
		if (!found->n++)
			*found = (struct found){ arena_strdup(&s->arena, s->v[at].id),
				people[i].person, people[i].learner, 1 };
		strbuf_addf(list, "%s%s", list->len ? ", " : "", people[i].person);
	}
	if (!good)
		complain(0, "%s", err.buf);
	free(people);
	strbuf_release(&err);
	return good;
}

/* Finds the one person meant; returns an exit status. The texts belong to sources. */
static int find(struct report_sources *s, const char *typed, const char *path, struct found *found)
{
	struct strbuf list = STRBUF_INIT;
	int status = records_add_source(s, path, true, NULL, 0);

	*found = (struct found){ "", "", "", 0 };
	for (size_t i = 0; !status && i < s->n; i++)
		if (!look_in(s, i, typed, found, &list))
			status = EXIT_UNUSABLE;
	if (!status && !found->n)
		status = complain(
			EXIT_CHECK_FAILED, _("there is no learner “%s” in %s"), typed, path);
	else if (!status && found->n > 1)
		status = complain(EXIT_CHECK_FAILED,
			_("several people in %s are called “%s”; name one by an id: %s"), path,
			typed, list.buf);
	strbuf_release(&list);
	return status;
}

/* Notes a pair next to path, or removes it; sets *changed. */
static int note(const char *path, const struct report_joined *pair, bool join, bool *changed)
{
	struct report_joins joins = { 0 };
	struct strbuf err = STRBUF_INIT;
	bool good = report_joins_read(&joins, path, &err);

	if (good) {
		*changed =
			join ? report_joins_add(&joins, pair) : report_joins_remove(&joins, pair);
		good = !*changed || report_joins_write(&joins, path, &err);
	}
	if (!good)
		complain(0, "%s", err.buf);
	report_joins_release(&joins);
	strbuf_release(&err);
	return good ? 0 : EXIT_UNUSABLE;
}

static int change(char *const *args, const struct report_joined *pair, bool join)
{
	bool changed[2] = { false };
	int status = note(args[1], pair, join, &changed[0]);

	/* it may have been joined the other way round */
	if (!status && !join)
		status = note(args[3], pair, join, &changed[1]);
	if (!status && !changed[0] && !changed[1])
		return complain(EXIT_CHECK_FAILED, "%s",
			join ? _("they are joined already") : _("they are not joined"));
	return status;
}

int join_people(char *const *args, bool join)
{
	struct report_sources a, b;
	struct found first, second;
	int status;

	report_sources_init(&a);
	report_sources_init(&b);
	status = find(&a, args[0], args[1], &first);
	if (!status)
		status = find(&b, args[2], args[3], &second);
	if (!status && !strcmp(first.store, second.store) && !strcmp(first.person, second.person))
		status = complain(EXIT_CHECK_FAILED, _("that is one person already"));
	else if (!status)
		status = change(args,
			&(struct report_joined){
				{ first.store, second.store }, { first.person, second.person } },
			join);
	report_sources_release(&a);
	report_sources_release(&b);
	return status;
}
