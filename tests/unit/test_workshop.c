/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Article 3 workshop: its file, its stories, its screen. */
#include "course/workshop.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "check/check_words.h"
#include "text/text.h"
#include "questions/article3.h"
#include "screens/screen.h"
#include "unit/course_fixture.h"
#include "view/event.h"

#define SHIPPED TEST_LESSONS "/workshop"
#define SMALL                                                                            \
	"[workshop]\nformat = 1\nlanguage = en\n"                                        \
	"[person mara]\nname = \"Mara\"\ntext = \"{name} is old.\"\n"                    \
	"[person ben]\nname = \"Ben\"\ntext = \"{name} is young.\"\nchild = yes\n"       \
	"[act drive]\ntext = \"A driver takes {name} away.\"\nkind = transport\n"        \
	"[means truth]\ntext = \"{name} knows.\"\nkind = none\nconsent = yes\n"          \
	"[means lie]\ntext = \"{name} was lied to.\"\nkind = deception\nconsent = yes\n" \
	"[purpose walk]\ntext = \"{name} takes a walk.\"\nkind = none\n"                 \
	"[purpose work]\ntext = \"{name} works for nothing.\"\nkind = labour\n"

static void remove_folder(const char *dir)
{
	static const char *const names[] = { "workshop.ini", "fr.ini" };
	char path[128];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
}

static bool load_text(struct workshop *w, const char *text, const char *fr, struct diags *diags)
{
	char dir[64];
	bool loaded;

	make_folder(dir);
	write_text(dir, "workshop.ini", text);
	if (fr)
		write_text(dir, "fr.ini", fr);
	loaded = workshop_load(w, dir, fr ? "fr" : NULL, diags);
	remove_folder(dir);
	return loaded;
}

static void refused(const char *text, const char *rule)
{
	struct diags diags = DIAGS_INIT;
	struct workshop w;

	assert_false(load_text(&w, text, NULL, &diags));
	if (!has_rule(&diags, rule))
		print_error("not refused for %s:\n%s", rule, text);
	assert_true(has_rule(&diags, rule));
	diags_release(&diags);
}

static void a_small_file_is_enough(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct workshop w;

	(void)state;
	assert_true(load_text(&w, SMALL, NULL, &diags));
	assert_no_diags(&diags);
	assert_int_equal(w.lists[WORKSHOP_PERSONS].n, 2);
	assert_true(w.lists[WORKSHOP_PERSONS].v[1].child);
	assert_int_equal(w.lists[WORKSHOP_ACTS].v[0].kind, ARTICLE3_TRANSPORT);
	assert_int_equal(w.lists[WORKSHOP_MEANS].v[0].kind, -1);
	assert_int_equal(w.lists[WORKSHOP_MEANS].v[1].kind, ARTICLE3_DECEPTION);
	assert_int_equal(w.lists[WORKSHOP_PURPOSES].v[1].kind, ARTICLE3_LABOUR);
	workshop_release(&w);
}

static void what_authors_get_wrong_is_named(void **state)
{
	(void)state;
	refused("[person mara]\nname = \"Mara\"\ntext = \"A.\"\n", "no-workshop");
	refused("[workshop]\nformat = 1\nlanguage = en\n", "workshop-incomplete");
	refused("[workshop]\nformat = 2\nlanguage = en\n", "unknown-format");
	refused("[workshop]\nformat = 1\nlanguage = english\n", "bad-language");
	refused("[workshop]\nlanguage = en\n", "missing-key");
	refused(SMALL "[act fly]\ntext = \"Up.\"\nkind = flight\n", "bad-kind");
	refused(SMALL "[act fly]\ntext = \"Up.\"\nkind = none\n", "bad-kind");
	refused(SMALL "[act fly]\ntext = \"{nom} up.\"\nkind = transfer\n", "placeholder-here");
	refused(SMALL "[act fly]\ntext = \"{name up.\"\nkind = transfer\n", "placeholder-here");
	refused(SMALL "[act fly]\nkind = transfer\n", "missing-key");
	refused(SMALL "[act fly]\ntext = \"Up.\"\n", "missing-key");
	refused(SMALL "[act fly]\ntext = \"Up.\"\nkind = transfer\nboarder = yes\n", "unknown-key");
	refused(SMALL "[act fly]\ntext = \"{name.} up.\"\nkind = transfer\n", "placeholder-here");
	refused(SMALL "[act fly]\ntext = \"{name.of} up.\"\nkind = transfer\n", "missing-key");
	refused(SMALL "[person two]\nname = \"A\"\ntext = \"A.\"\ngender = f\n", "bad-value");
	refused(SMALL "[means two]\nkind = none\ntext = \"A.\"\nknows = no\n", "bad-value");
	refused(SMALL "[purpose two]\nkind = other\ntext = \"A.\"\nneeds_means = child\n",
		"bad-value");
	refused(SMALL "[purpose two]\nkind = other\ntext = \"A.\"\nonly = old\n", "bad-value");
	refused(SMALL "[person two]\ntext = \"Up.\"\n", "missing-key");
	refused(SMALL "[place hill]\ntext = \"Up.\"\n", "unknown-section");
	refused(SMALL "[act]\ntext = \"Up.\"\nkind = transfer\n", "bad-section-id");
}

static void a_file_that_is_not_there_is_no_mistake(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct workshop w;

	(void)state;
	assert_false(workshop_load(&w, "/nowhere/at/all", "fr", &diags));
	assert_no_diags(&diags);
}

static void a_story_is_told_in_another_language(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct workshop w;
	struct story story = { { 0, 0, 1, 1 } };
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	assert_true(load_text(&w, SMALL,
		"[person mara]\nname = \"Mara\"\ntext = \"{name} a de l’âge.\"\n"
		"[person ben]\nname = \"Ben\"\ntext = \"{name} est jeune.\"\n"
		"[act drive]\ntext = \"Un chauffeur emmène {name}.\"\n"
		"[means truth]\ntext = \"{name} sait.\"\n"
		"[means lie]\ntext = \"On ment à {name}.\"\n"
		"[purpose walk]\ntext = \"{name} se promène.\"\n"
		"[purpose work]\ntext = \"{name}, {name} et encore {name}.\"\n",
		&diags));
	assert_no_diags(&diags);
	workshop_append_sentence(&w, &story, WORKSHOP_MEANS, &sb);
	assert_string_equal(sb.buf, "On ment à Mara.");
	strbuf_clear(&sb);
	workshop_append_sentence(&w, &story, WORKSHOP_PURPOSES, &sb);
	assert_string_equal(sb.buf, "Mara, Mara et encore Mara.");
	strbuf_release(&sb);
	workshop_release(&w);
}

/* What a translation fills in, and English does without. */
static void a_language_has_the_forms_that_it_needs(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct workshop w;
	struct story ana = { { 0, 0, 0, 0 } }, ben = { { 1, 0, 0, 0 } };
	struct strbuf sb = STRBUF_INIT;
	static const char en[] =
		"[workshop]\nformat = 1\nlanguage = en\n"
		"[person ana]\nname = \"Ana\"\ngender = female\ntext = \"{name} is old.\"\n"
		"[person ben]\nname = \"Ben\"\ngender = male\ntext = \"{name} is young.\"\nchild = yes\n"
		"[act farm]\ntext = \"A farm takes {name} on.\"\ntext.male = \"A farm takes him on.\"\n"
		"kind = recruitment\n"
		"[means truth]\ntext = \"{name} knows.\"\nkind = none\nconsent = yes\n"
		"[means lie]\ntext = \"{name} was lied to.\"\nkind = deception\n"
		"[purpose walk]\ntext = \"{name} takes a walk.\"\nkind = none\n"
		"[purpose work]\ntext = \"{name} works for nothing.\"\nkind = labour\n";
	static const char fr[] =
		"[person ana]\nname = \"Ana\"\nname.de = \"d’Ana\"\ntext = \"{name}.\"\n"
		"[person ben]\nname = \"Ben\"\nname.de = \"de Ben\"\ntext = \"{name}.\"\n"
		"[act farm]\ntext = \"{name} est embauché.\"\ntext.female = \"{name} est embauchée.\"\n"
		"[means truth]\ntext = \"C’est l’idée {name.de}.\"\n"
		"[means lie]\ntext = \"On ment.\"\n"
		"[purpose walk]\ntext = \"Promenade.\"\n[purpose work]\ntext = \"Rien.\"\n";

	(void)state;
	assert_true(load_text(&w, en, NULL, &diags));
	workshop_append_sentence(&w, &ana, WORKSHOP_ACTS, &sb);
	workshop_append_sentence(&w, &ben, WORKSHOP_ACTS, &sb);
	assert_string_equal(sb.buf, "A farm takes Ana on.A farm takes him on.");
	workshop_release(&w);
	strbuf_clear(&sb);
	assert_true(load_text(&w, en, fr, &diags));
	assert_no_diags(&diags);
	workshop_append_sentence(&w, &ana, WORKSHOP_ACTS, &sb);
	/* no English form stands in for a French one */
	workshop_append_sentence(&w, &ben, WORKSHOP_ACTS, &sb);
	workshop_append_sentence(&w, &ana, WORKSHOP_MEANS, &sb);
	workshop_append_sentence(&w, &ben, WORKSHOP_MEANS, &sb);
	assert_string_equal(sb.buf,
		"Ana est embauchée.Ben est embauché.C’est l’idée d’Ana.C’est l’idée de Ben.");
	strbuf_release(&sb);
	workshop_release(&w);
}

static void without_an_act_over_a_border_that_story_is_honest(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct workshop w;
	uint64_t rng_state = 5;

	(void)state;
	assert_true(load_text(&w, SMALL, NULL, &diags));
	for (int i = 0; i < 200; i++) {
		struct story story;

		assert_true(workshop_draw(&w, &rng_state, &story));
	}
	workshop_release(&w);
}

/* ---- the shipped stories */

static void load_shipped(struct workshop *w, const char *lang)
{
	struct diags diags = DIAGS_INIT;

	assert_true(workshop_load(w, SHIPPED, lang, &diags));
	assert_no_diags(&diags);
	diags_release(&diags);
}

enum { STORIES = 5000 };

static void judge(const struct workshop *w, const struct story *story, struct article3_verdict *v)
{
	const struct workshop_part *means = workshop_part(w, story, WORKSHOP_MEANS);
	const struct article3_case c = {
		.acts = 1u << workshop_part(w, story, WORKSHOP_ACTS)->kind,
		.means = means->kind < 0 ? 0 : 1u << means->kind,
		.purpose = (enum article3_purpose)workshop_part(w, story, WORKSHOP_PURPOSES)->kind,
		.child = workshop_part(w, story, WORKSHOP_PERSONS)->child,
		.consent = means->consent,
		.knows = means->knows,
	};

	article3_judge(&c, v);
}

/* A story in which somebody lies, presses, smuggles or exploits is not honest, whatever its
 * verdict. */
static bool is_honest(const struct workshop *w, const struct story *story)
{
	return workshop_part(w, story, WORKSHOP_MEANS)->kind < 0 &&
		workshop_part(w, story, WORKSHOP_PURPOSES)->kind < 0 &&
		!workshop_part(w, story, WORKSHOP_ACTS)->border;
}

/* What must never be told together. */
static void assert_plausible(const struct workshop *w, const struct story *story)
{
	const struct workshop_part *person = workshop_part(w, story, WORKSHOP_PERSONS);
	const struct workshop_part *means = workshop_part(w, story, WORKSHOP_MEANS);
	const struct workshop_part *purpose = workshop_part(w, story, WORKSHOP_PURPOSES);
	enum workshop_age age = person->child ? WORKSHOP_CHILD : WORKSHOP_ADULT;

	/* violence with a fair job, debt bondage with free consent */
	assert_true(means->need == WORKSHOP_ALONE || purpose->kind >= 0);
	assert_true(means->kind >= 0 || purpose->need == WORKSHOP_ALONE ||
		(purpose->need == WORKSHOP_ADULT_WITH_OTHER && person->child));
	/* somebody in debt or out of work who is exploited, and nobody abuses that */
	assert_false(person->in_need && !person->child && purpose->kind >= 0 && means->kind < 0);
	assert_true(means->only == WORKSHOP_ANYBODY || means->only == age);
	assert_true(purpose->only == WORKSHOP_ANYBODY || purpose->only == age);
	assert_true(means->kind >= 0 || means->knows);
}

struct count {
	int honest, trafficking, unbegun, adults_free, lies, smuggling;
	int purposes[ARTICLE3_PURPOSES];
	unsigned of_children; /* purposes told of a child without a means */
	bool told[WORKSHOP_LISTS][64];
};

static void count_story(struct count *n, const struct workshop *w, const struct story *story)
{
	const struct workshop_part *purpose = workshop_part(w, story, WORKSHOP_PURPOSES);
	bool child = workshop_part(w, story, WORKSHOP_PERSONS)->child;
	struct article3_verdict v;

	judge(w, story, &v);
	n->honest += is_honest(w, story);
	n->trafficking += v.trafficking;
	n->unbegun += v.trafficking && !purpose->begun;
	n->adults_free += v.purpose && !v.trafficking;
	n->lies += v.means && !v.purpose;
	n->smuggling += !v.purpose && !v.means && !is_honest(w, story);
	if (v.purpose)
		n->purposes[purpose->kind]++;
	if (v.purpose && child && !v.means)
		n->of_children |= 1u << purpose->kind;
	for (int list = 0; list < WORKSHOP_LISTS; list++)
		n->told[list][story->parts[list]] = true;
}

static void the_shares_of_five_thousand_stories_are_as_planned(void **state)
{
	const int percent = STORIES / 100;
	struct workshop w;
	struct count n = { 0 };
	uint64_t rng_state = 1;

	(void)state;
	load_shipped(&w, NULL);
	for (int i = 0; i < STORIES; i++) {
		struct story story;

		assert_true(workshop_draw(&w, &rng_state, &story));
		assert_true(workshop_has_story(&w, &story));
		assert_plausible(&w, &story);
		count_story(&n, &w, &story);
	}
	assert_in_range(n.honest, 47 * percent, 53 * percent);
	assert_in_range(n.trafficking, 31 * percent, 39 * percent);
	assert_in_range(n.unbegun, 12 * percent, n.trafficking * 3 / 4);
	assert_in_range(n.adults_free, 3 * percent, 7 * percent);
	assert_in_range(n.lies, 3 * percent, 7 * percent);
	assert_in_range(n.smuggling, 3 * percent, 7 * percent);
	/* no form stands for all the others */
	for (int i = 0; i < ARTICLE3_PURPOSES; i++)
		assert_in_range(n.purposes[i], percent / 2,
			i == ARTICLE3_OTHER ? 16 * percent : 9 * percent);
	assert_in_range(n.purposes[ARTICLE3_ORGANS], percent / 2, 4 * percent);
	/* a child without a means: each form, but what others do to a child is not called
	 * prostitution */
	assert_int_equal(
		n.of_children, ((1u << ARTICLE3_PURPOSES) - 1) & ~(1u << ARTICLE3_PROSTITUTION));
	for (int list = 0; list < WORKSHOP_LISTS; list++)
		for (size_t i = 0; i < w.lists[list].n; i++)
			assert_true(n.told[list][i]);
	workshop_release(&w);
}

static const char *tell(const struct workshop *w, const struct story *story, struct strbuf *sb)
{
	strbuf_clear(sb);
	for (int i = 0; i < WORKSHOP_LISTS; i++) {
		if (i)
			strbuf_addch(sb, ' ');
		workshop_append_sentence(w, story, (enum workshop_list)i, sb);
	}
	return sb->buf;
}

/* The words of terms.def, as check holds lessons to them, in all that learners may read. */
static void assert_words_are_fit(const char *lang)
{
	struct strbuf sb = STRBUF_INIT;
	struct workshop w;
	uint64_t rng_state = 16;

	load_shipped(&w, lang);
	for (int i = 0; i < STORIES; i++) {
		struct story story;
		const char *refused;

		assert_true(workshop_draw(&w, &rng_state, &story));
		tell(&w, &story, &sb);
		refused = check_words_refused(sb.buf, lang);
		if (refused)
			print_error("“%s” in: %s\n", refused, sb.buf);
		assert_null(refused);
		assert_null(strpbrk(sb.buf, "{}"));
		assert_true(text_is_clean(sb.buf, sb.len));
	}
	strbuf_release(&sb);
	workshop_release(&w);
}

static void no_story_holds_words_that_lessons_avoid(void **state)
{
	(void)state;
	assert_words_are_fit("en");
	assert_words_are_fit("fr");
	/* the rule is awake */
	assert_string_equal(
		check_words_refused("Others arrange that Mara sells sex.", "en"), "sells sex");
	assert_string_equal(check_words_refused("Mara se prostitue.", "fr"), "se prostitue*");
	assert_null(check_words_refused("Mara se prostitue.", "en"));
}

static void french_agrees_with_the_person(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct workshop w;
	uint64_t rng_state = 3;

	(void)state;
	load_shipped(&w, "fr");
	for (int i = 0; i < STORIES; i++) {
		struct story story;
		bool female;

		assert_true(workshop_draw(&w, &rng_state, &story));
		female = workshop_part(&w, &story, WORKSHOP_PERSONS)->gender == WORKSHOP_FEMALE;
		tell(&w, &story, &sb);
		assert_false(strstr(sb.buf, female ? "embauché." : "embauchée."));
		assert_false(strstr(sb.buf, female ? "recruté." : "recrutée."));
		assert_false(strstr(sb.buf, female ? "bien traité " : "bien traitée "));
		assert_null(strstr(sb.buf, "de Inès"));
		assert_null(strstr(sb.buf, "de Omar"));
	}
	strbuf_release(&sb);
	workshop_release(&w);
}

static void every_means_and_purpose_of_the_article_occurs(void **state)
{
	struct workshop w;
	unsigned acts = 0, means = 0, purposes = 0;

	(void)state;
	load_shipped(&w, NULL);
	for (size_t i = 0; i < w.lists[WORKSHOP_ACTS].n; i++)
		acts |= 1u << w.lists[WORKSHOP_ACTS].v[i].kind;
	for (size_t i = 0; i < w.lists[WORKSHOP_MEANS].n; i++)
		if (w.lists[WORKSHOP_MEANS].v[i].kind >= 0)
			means |= 1u << w.lists[WORKSHOP_MEANS].v[i].kind;
	for (size_t i = 0; i < w.lists[WORKSHOP_PURPOSES].n; i++)
		if (w.lists[WORKSHOP_PURPOSES].v[i].kind >= 0)
			purposes |= 1u << w.lists[WORKSHOP_PURPOSES].v[i].kind;
	assert_int_equal(acts, (1u << ARTICLE3_ACTS) - 1);
	assert_int_equal(means, (1u << ARTICLE3_MEANS) - 1);
	assert_int_equal(purposes, (1u << ARTICLE3_PURPOSES) - 1);
	workshop_release(&w);
}

/* A name is never put after "de" by itself: it has a form of its own, “d’Inès”. */
static void names_and_sentences_go_together_in_french(void **state)
{
	struct workshop w;

	(void)state;
	load_shipped(&w, "fr");
	for (size_t i = 0; i < w.lists[WORKSHOP_PERSONS].n; i++) {
		assert_int_equal(w.lists[WORKSHOP_PERSONS].v[i].n_forms, 1);
		assert_int_not_equal(w.lists[WORKSHOP_PERSONS].v[i].gender, WORKSHOP_NO_GENDER);
	}
	for (int list = 0; list < WORKSHOP_LISTS; list++)
		for (size_t i = 0; i < w.lists[list].n; i++) {
			const char *text = w.lists[list].v[i].texts[WORKSHOP_NO_GENDER];

			assert_null(strstr(text, " de {name}"));
			assert_int_equal(text[strlen(text) - 1], '.');
			assert_true(text_is_clean(text, strlen(text)));
		}
	workshop_release(&w);
}

/* ---- the screen */

struct sitting {
	struct model model;
	const char *dirs[1];
	struct effects fx;
	struct view view;
	void *state;
};

static void sit_down(struct sitting *s, const char *dir, int seed)
{
	const struct screen_arg arg = { .lesson = -1, .index = seed };

	memset(s, 0, sizeof(*s));
	model_init(&s->model);
	s->dirs[0] = dir;
	s->model.lesson_dirs = s->dirs;
	s->model.n_lesson_dirs = 1;
	s->model.lang = "en";
	view_init(&s->view);
	s->state = xcalloc(1, screen_workshop.state_size);
	screen_workshop.enter(s->state, &s->model, &arg, &s->fx);
}

static void get_up(struct sitting *s)
{
	free(s->state);
	view_release(&s->view);
	arena_release(&s->fx.arena);
	model_release(&s->model);
}

static bool give(struct sitting *s, enum command command, uint32_t key)
{
	struct input in = { .command = command, .key = key, .id = -1 };

	s->fx.n = 0;
	arena_clear(&s->fx.arena);
	return screen_workshop.update(s->state, &s->model, &in, &s->fx);
}

static const struct view *look(struct sitting *s)
{
	view_clear(&s->view);
	screen_workshop.describe(s->state, &s->model, &s->view);
	return &s->view;
}

static bool shows(struct sitting *s, const char *text)
{
	const struct view *view = look(s);

	for (size_t i = 0; i < view->n; i++)
		if (strstr(view->blocks[i].text, text) ||
			(view->blocks[i].label && strstr(view->blocks[i].label, text)))
			return true;
	return false;
}

/* Answers the current story, rightly or not. */
static void say_something(struct sitting *s)
{
	for (int i = 0; i < 2; i++) {
		give(s, CMD_PICK, '1');
		give(s, CMD_GO, K_ENTER);
	}
}

/* Answers the current story correctly, except for what the flags make wrong. Returns false if the
 * story is not trafficking. */
static bool give_answer(struct sitting *s, bool wrong_verdict, bool wrong_parts)
{
	struct sitting other = *s;
	bool means, purpose, trafficking;

	/* look ahead in a copy of the state */
	other.state = xmalloc(screen_workshop.state_size);
	memcpy(other.state, s->state, screen_workshop.state_size);
	view_init(&other.view);
	say_something(&other);
	means = !shows(&other, "Means: none");
	purpose = !shows(&other, "Purpose: no exploitation");
	trafficking = shows(&other, "this is trafficking in persons.");
	view_release(&other.view);
	free(other.state);
	s->model = other.model;
	s->fx = other.fx;

	give(s, CMD_PICK, trafficking == wrong_verdict ? '2' : '1');
	give(s, CMD_GO, K_ENTER);
	give(s, CMD_PICK, '1');
	if (means != wrong_parts)
		give(s, CMD_PICK, '2');
	if (purpose)
		give(s, CMD_PICK, '3');
	give(s, CMD_GO, K_ENTER);
	return trafficking;
}

static void right_answers_are_called_right(void **state)
{
	struct sitting s;
	int trafficking = 0;

	(void)state;
	sit_down(&s, TEST_LESSONS, 42);
	for (int i = 0; i < 40; i++) {
		trafficking += give_answer(&s, false, false);
		assert_true(shows(&s, "Right."));
		give(&s, CMD_GO, K_ENTER);
		assert_true(shows(&s, "Is this trafficking in persons"));
	}
	assert_in_range(trafficking, 8, 32);
	assert_string_equal(look(&s)->where, "story 41, right so far: 40");
	get_up(&s);
}

static void a_wrong_verdict_is_wrong_and_wrong_parts_are_partly_so(void **state)
{
	struct sitting s;

	(void)state;
	sit_down(&s, TEST_LESSONS, 42);
	for (int i = 0; i < 10; i++) {
		give_answer(&s, true, false);
		assert_true(shows(&s, "Not quite."));
		give(&s, CMD_GO, K_ENTER);
		give_answer(&s, false, true);
		assert_true(shows(&s, "Partly right."));
		give(&s, CMD_GO, K_ENTER);
		give_answer(&s, true, true);
		assert_true(shows(&s, "Not quite."));
		give(&s, CMD_GO, K_ENTER);
	}
	assert_string_equal(look(&s)->where, "story 31, right so far: 0");
	get_up(&s);
}

/* Steps through n stories. Returns true if both sittings show the same ones. */
static bool tell_the_same(struct sitting *a, struct sitting *b, int n)
{
	bool same = true;

	for (int i = 0; i < n; i++) {
		same = same && !strcmp(look(a)->blocks[0].text, look(b)->blocks[0].text);
		say_something(a);
		say_something(b);
		give(a, CMD_GO, K_ENTER);
		give(b, CMD_GO, K_ENTER);
	}
	return same;
}

static void the_same_seed_tells_the_same_stories_and_time_others(void **state)
{
	const struct screen_arg now = { .lesson = -1 };
	struct sitting a, b;

	(void)state;
	sit_down(&a, TEST_LESSONS, 7);
	sit_down(&b, TEST_LESSONS, 7);
	assert_true(tell_the_same(&a, &b, 10));
	a.model.now = 1000;
	b.model.now = 1001;
	screen_workshop.enter(a.state, &a.model, &now, &a.fx);
	screen_workshop.enter(b.state, &b.model, &now, &b.fx);
	assert_false(tell_the_same(&a, &b, 10));
	get_up(&a);
	get_up(&b);
}

static void the_place_is_kept_when_the_language_changes(void **state)
{
	struct sitting s;

	(void)state;
	sit_down(&s, TEST_LESSONS, 3);
	give(&s, CMD_PICK, '1');
	give(&s, CMD_GO, K_ENTER);
	give(&s, CMD_PICK, '2');
	s.model.lang = "fr";
	model_load(&s.model);
	assert_int_equal(look(&s)->blocks[3].mark, MARK_ON);
	assert_false(shows(&s, "{name}"));
	get_up(&s);
}

static void without_a_workshop_there_is_a_way_back(void **state)
{
	struct sitting s;

	(void)state;
	sit_down(&s, "/nowhere/at/all", 0);
	assert_true(shows(&s, "There are no stories here"));
	give(&s, CMD_GO, K_ENTER);
	assert_int_equal(s.fx.n, 1);
	assert_int_equal(s.fx.v[0].kind, EFFECT_POP);
	get_up(&s);
}

static int count_focused(struct sitting *s)
{
	const struct view *view = look(s);
	int focused = 0;

	for (size_t i = 0; i < view->n; i++)
		focused += view->blocks[i].focus;
	assert_true(view->n_hints > 0);
	return focused;
}

static void nothing_is_answered_until_a_key_moves_or_picks(void **state)
{
	struct sitting s;

	(void)state;
	sit_down(&s, TEST_LESSONS, 5);
	for (int story = 0; story < 10; story++) {
		for (int stage = 0; stage < 2; stage++) {
			assert_int_equal(count_focused(&s), 0);
			give(&s, CMD_GO, K_ENTER);
			give(&s, CMD_GO, K_ENTER);
			assert_int_equal(s.fx.v[0].kind, EFFECT_NOTICE);
			assert_int_equal(count_focused(&s), 0);
			give(&s, CMD_DOWN, K_DOWN);
			assert_int_equal(count_focused(&s), 1);
			/* ticks the first part; means nothing to the verdict */
			give(&s, CMD_TICK, K_SPACE);
			give(&s, CMD_GO, K_ENTER);
		}
		assert_int_equal(count_focused(&s), 0);
		assert_true(shows(&s, "Act: "));
		assert_false(give(&s, CMD_DOWN, K_DOWN));
		assert_false(give(&s, CMD_TICK, K_SPACE));
		give(&s, CMD_GO, K_ENTER);
	}
	get_up(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_file_is_enough),
		cmocka_unit_test(what_authors_get_wrong_is_named),
		cmocka_unit_test(a_file_that_is_not_there_is_no_mistake),
		cmocka_unit_test(a_story_is_told_in_another_language),
		cmocka_unit_test(a_language_has_the_forms_that_it_needs),
		cmocka_unit_test(without_an_act_over_a_border_that_story_is_honest),
		cmocka_unit_test(the_shares_of_five_thousand_stories_are_as_planned),
		cmocka_unit_test(every_means_and_purpose_of_the_article_occurs),
		cmocka_unit_test(no_story_holds_words_that_lessons_avoid),
		cmocka_unit_test(french_agrees_with_the_person),
		cmocka_unit_test(names_and_sentences_go_together_in_french),
		cmocka_unit_test(right_answers_are_called_right),
		cmocka_unit_test(a_wrong_verdict_is_wrong_and_wrong_parts_are_partly_so),
		cmocka_unit_test(the_same_seed_tells_the_same_stories_and_time_others),
		cmocka_unit_test(the_place_is_kept_when_the_language_changes),
		cmocka_unit_test(without_a_workshop_there_is_a_way_back),
		cmocka_unit_test(nothing_is_answered_until_a_key_moves_or_picks),
	};

	return cmocka_run_group_tests_name("workshop", tests, NULL, NULL);
}
