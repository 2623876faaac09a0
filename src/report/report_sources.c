/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_sources.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "os/clock.h"
#include "report/report_progress.h"

void report_sources_init(struct report_sources *s)
{
	*s = (struct report_sources){ .since = INT_MIN, .until = INT_MAX };
}

void report_sources_release(struct report_sources *s)
{
	for (size_t i = 0; i < s->n; i++)
		store_close(s->v[i].store);
	free(s->v);
	arena_release(&s->arena);
}

bool report_in_group(const char *const *names, size_t n, const char *learner)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(names[i], learner) || !fnmatch(names[i], learner, 0))
			return true;
	return !n;
}

/* ---- labels */

/* Returns the last depth parts of a path, without ".db" or ".csv". */
static const char *label_of(struct arena *arena, const char *path, int depth)
{
	size_t len = strlen(path);
	const char *start;

	while (len > 1 && path[len - 1] == '/')
		len--;
	start = path + len;
	while (start > path && (start[-1] != '/' || --depth > 0))
		start--;
	len -= (size_t)(start - path);
	if (len > 3 && !memcmp(start + len - 3, ".db", 3))
		len -= 3;
	else if (len > 4 && !memcmp(start + len - 4, ".csv", 4))
		len -= 4;
	return arena_memdupz(arena, start, len);
}

/* Copies of one store have one label. */
static size_t first_copy(const struct report_sources *s, size_t at)
{
	size_t i = 0;

	while (strcmp(s->v[i].id, s->v[at].id) != 0)
		i++;
	return i;
}

/* True if another store has the same label. */
static bool has_twin(const struct report_sources *s, size_t at)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i].label, s->v[at].label) && strcmp(s->v[i].id, s->v[at].id) != 0)
			return true;
	return false;
}

static void set_labels(struct report_sources *s, const bool *changes, int depth)
{
	for (size_t i = 0; i < s->n; i++)
		if (changes[i] && first_copy(s, i) == i)
			s->v[i].label = depth
				? label_of(&s->arena, s->v[i].path, depth)
				: arena_printf(&s->arena, "%s, %.8s", s->v[i].label, s->v[i].id);
	for (size_t i = 0; i < s->n; i++)
		s->v[i].label = s->v[first_copy(s, i)].label;
}

/*
 * Labels are as short as they can be: the name of the file, with folders where names are equal, and
 * the id for stores out of one export.
 */
static void make_labels(struct report_sources *s)
{
	enum { DEPTH_MAX = 16 };
	bool *changes = xcalloc(s->n + 1, sizeof(*changes));
	bool any = s->n > 0;

	memset(changes, true, s->n);
	for (int depth = 1; any && depth <= DEPTH_MAX + 1; depth++) {
		set_labels(s, changes, depth <= DEPTH_MAX ? depth : 0);
		any = false;
		for (size_t i = 0; i < s->n; i++)
			any |= changes[i] = has_twin(s, i);
	}
	free(changes);
}

bool report_sources_add(struct report_sources *s, struct store *store, const char *path,
	const char *const *wanted, size_t n_wanted, struct strbuf *err)
{
	struct report_source *source;

	ALLOC_GROW(s->v, s->n + 1, s->cap);
	source = &s->v[s->n++];
	*source = (struct report_source){ .store = store,
		.path = arena_strdup(&s->arena, path),
		.label = "",
		.wanted = wanted,
		.n_wanted = n_wanted };
	return store_read_id(store, source->id, err);
}

/* ---- joined people: sets of pseudonyms, by union-find */

struct node {
	struct report_member member;
	const char *store; /* id */
	size_t parent;     /* index of a node of the same person; its own: the root */
};

struct forest {
	struct node *v;
	size_t n, cap;
};

static size_t root_of(struct forest *f, size_t i)
{
	while (f->v[i].parent != i)
		i = f->v[i].parent = f->v[f->v[i].parent].parent;
	return i;
}

/* The root is the lowest index, which is in the source named first. */
static void unite(struct forest *f, size_t a, size_t b)
{
	a = root_of(f, a);
	b = root_of(f, b);
	if (a < b)
		f->v[b].parent = a;
	else
		f->v[a].parent = b;
}

static int compare_ids(const char *store, const char *person, const struct node *node)
{
	int order = strcmp(store, node->store);

	return order ? order : strcmp(person, node->member.person);
}

static int compare_order(const struct forest *f, size_t a, size_t b)
{
	return compare_ids(f->v[a].store, f->v[a].member.person, &f->v[b]);
}

/* Sorts indexes of nodes by store and pseudonym (heap sort: qsort() passes no context). */
static void sort_order(const struct forest *f, size_t *order, size_t n)
{
	for (size_t end = n, start = n / 2; end > 1;) {
		size_t at, child;

		if (start > 0) {
			start--;
		} else {
			size_t last = order[--end];

			order[end] = order[0];
			order[0] = last;
		}
		for (at = start; (child = 2 * at + 1) < end; at = child) {
			size_t swap = order[at];

			if (child + 1 < end && compare_order(f, order[child], order[child + 1]) < 0)
				child++;
			if (compare_order(f, order[at], order[child]) >= 0)
				break;
			order[at] = order[child];
			order[child] = swap;
		}
	}
}

/* Returns the place in order of the first node of a pseudonym; n if there is none. */
static size_t find_node(
	const struct forest *f, const size_t *order, const char *store, const char *person)
{
	size_t from = 0, to = f->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (compare_ids(store, person, &f->v[order[middle]]) > 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from < f->n && !compare_ids(store, person, &f->v[order[from]]) ? from : f->n;
}

static bool list_nodes(struct report_sources *s, struct forest *f, struct strbuf *err)
{
	for (size_t i = 0; i < s->n; i++) {
		struct store_pseudonym *people;
		size_t n;

		if (!store_list_pseudonyms(s->v[i].store, &s->arena, &people, &n, err)) {
			free(people);
			return false;
		}
		for (size_t k = 0; k < n; k++) {
			ALLOC_GROW(f->v, f->n + 1, f->cap);
			f->v[f->n] = (struct node){ { i, people[k].learner, people[k].person },
				s->v[i].id, f->n };
			/* pseudonyms of one name follow each other */
			if (k && !strcmp(people[k - 1].learner, people[k].learner))
				f->v[f->n].parent = f->n - 1;
			f->n++;
		}
		free(people);
	}
	return true;
}

static void unite_nodes(
	struct forest *f, const size_t *order, const struct report_joined *joined, size_t n)
{
	for (size_t i = 1; i < f->n; i++)
		if (!compare_order(f, order[i - 1], order[i]))
			unite(f, order[i - 1], order[i]);
	for (size_t i = 0; i < n; i++) {
		size_t a = find_node(f, order, joined[i].store[0], joined[i].person[0]);
		size_t b = find_node(f, order, joined[i].store[1], joined[i].person[1]);

		if (a < f->n && b < f->n)
			unite(f, order[a], order[b]);
	}
}

/* Nodes are in order of source and name, so names that are the same follow each other. */
static void add_member(struct report_sources *s, struct report_group *g, const struct node *node)
{
	const struct report_member *last = g->n ? &g->members[g->n - 1] : NULL;
	struct report_member *more;

	if (last && last->source == node->member.source &&
		!strcmp(last->learner, node->member.learner))
		return;
	more = arena_alloc(&s->arena, (g->n + 1) * sizeof(*more));
	if (g->members)
		memcpy(more, g->members, g->n * sizeof(*more));
	more[g->n++] = node->member;
	g->members = more;
}

static void make_groups(struct report_sources *s, struct forest *f)
{
	struct report_group *all = xcalloc(f->n + 1, sizeof(*all));

	for (size_t i = 0; i < f->n; i++)
		add_member(s, &all[root_of(f, i)], &f->v[i]);
	s->groups = arena_alloc(&s->arena, (f->n + 1) * sizeof(*s->groups));
	for (size_t i = 0; i < f->n; i++)
		if (all[i].n > 1)
			s->groups[s->n_groups++] = all[i];
	free(all);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Notes in each source who is visited with a group. */
static void note_members(struct report_sources *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct report_source *source = &s->v[i];
		size_t n = 0;

		for (size_t g = 0; g < s->n_groups; g++)
			for (size_t k = 0; k < s->groups[g].n; k++)
				n += s->groups[g].members[k].source == i;
		source->members = arena_alloc(&s->arena, (n + 1) * sizeof(*source->members));
		for (size_t g = 0; g < s->n_groups; g++)
			for (size_t k = 0; k < s->groups[g].n; k++)
				if (s->groups[g].members[k].source == i)
					source->members[source->n_members++] =
						s->groups[g].members[k].learner;
		if (n)
			qsort(source->members, n, sizeof(*source->members), compare_names);
	}
}

bool report_sources_join(
	struct report_sources *s, const struct report_joined *joined, size_t n, struct strbuf *err)
{
	struct forest f = { 0 };
	size_t *order;
	bool good = true;

	make_labels(s);
	/* a single store keeps its people apart by their names */
	if (s->n < 2 && !n)
		return true;
	good = list_nodes(s, &f, err);
	order = xcalloc(f.n + 1, sizeof(*order));
	for (size_t i = 0; i < f.n; i++)
		order[i] = i;
	if (good) {
		sort_order(&f, order, f.n);
		unite_nodes(&f, order, joined, n);
		make_groups(s, &f);
		note_members(s);
	}
	free(order);
	free(f.v);
	return good;
}

/* ---- visiting */

struct visit {
	const struct report_sources *sources;
	const struct report_visitor *visitor;
	const struct report_source *source;
	const char *name; /* of a joined person; else NULL */
	char *learner;    /* current learner of the source; NULL before the first */
	bool is_wanted;   /* the learner is */
	bool is_begun;    /* person() was called */
	/* runs of the joined person so far */
	char (*runs)[STORE_ID_SIZE];
	size_t n_runs, cap_runs;
};

static bool is_known_run(struct visit *v, const char *id)
{
	for (size_t i = 0; i < v->n_runs; i++)
		if (!strncmp(v->runs[i], id, STORE_ID_SIZE - 1))
			return true;
	ALLOC_GROW(v->runs, v->n_runs + 1, v->cap_runs);
	memset(v->runs[v->n_runs], 0, STORE_ID_SIZE);
	memcpy(v->runs[v->n_runs++], id, strnlen(id, STORE_ID_SIZE - 1));
	return false;
}

static void begin_learner(struct visit *v, const char *learner)
{
	const struct report_source *s = v->source;

	free(v->learner);
	v->learner = xstrdup(learner);
	if (v->name)
		return;
	v->is_begun = false;
	v->is_wanted = report_in_group(s->wanted, s->n_wanted, learner) &&
		!(s->n_members &&
			bsearch(&learner, s->members, s->n_members, sizeof(*s->members),
				compare_names));
}

static bool is_in_time(const struct report_sources *s, const struct store_run_row *row)
{
	int day;

	if (s->since == INT_MIN && s->until == INT_MAX)
		return true;
	day = clock_day(row->finished > 0 ? row->finished : row->started);
	return day >= s->since && day <= s->until;
}

static bool take_run(void *ctx, const struct store_run_row *row)
{
	struct visit *v = ctx;

	if (!v->learner || strcmp(v->learner, row->learner) != 0)
		begin_learner(v, row->learner);
	if (!v->is_wanted || (v->name && is_known_run(v, row->id)) || !is_in_time(v->sources, row))
		return false;
	if (!v->is_begun)
		v->visitor->person(v->visitor->ctx, v->name ? v->name : row->learner,
			v->source->label, row->person);
	v->is_begun = true;
	return v->visitor->run(v->visitor->ctx, v->source, row);
}

static bool is_group_wanted(const struct report_sources *s, const struct report_group *g)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct report_source *source = &s->v[g->members[i].source];

		if (report_in_group(source->wanted, source->n_wanted, g->members[i].learner))
			return true;
	}
	return false;
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	const struct visit *v = ctx;

	v->visitor->answer(v->visitor->ctx, row);
}

static bool visit_group(struct visit *v, const struct report_group *g, struct strbuf *err)
{
	const struct store_visitor each = { v, take_run, take_answer, NULL };
	bool good = true;

	v->name = g->members[0].learner;
	v->is_wanted = is_group_wanted(v->sources, g);
	v->is_begun = false;
	v->n_runs = 0;
	for (size_t i = 0; good && v->is_wanted && i < g->n; i++) {
		v->source = &v->sources->v[g->members[i].source];
		good = store_visit_person(v->source->store, g->members[i].learner, &each, err);
	}
	return good;
}

bool report_sources_visit(
	const struct report_sources *s, const struct report_visitor *visitor, struct strbuf *err)
{
	struct visit v = { .sources = s, .visitor = visitor };
	const struct store_visitor each = { &v, take_run, take_answer, report_progress };
	bool good = true;

	for (size_t i = 0; good && i < s->n; i++) {
		v.source = &s->v[i];
		free(v.learner);
		v.learner = NULL;
		good = store_visit_runs(v.source->store, &each, err);
	}
	for (size_t i = 0; good && i < s->n_groups; i++)
		good = visit_group(&v, &s->groups[i], err);
	report_progress_end();
	free(v.learner);
	free(v.runs);
	return good;
}
