/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What screens know of the rest of the program. They read it and never change it, except through
 * effects. Lessons are read on first use, in the current language.
 */
#ifndef SCREENS_MODEL_H
#define SCREENS_MODEL_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "course/catalog.h"
#include "course/help.h"
#include "course/index.h"
#include "course/lesson.h"
#include "course/scenario.h"
#include "course/workshop.h"
#include "learner/progress.h"
#include "screens/finder.h"
#include "screens/plan.h"
#include "view/settings.h"

struct binding;

/*
 * In place of a lesson's index: no lesson, and the review run, which belongs to no single lesson.
 */
enum { LESSON_NONE = -1, LESSON_REVIEW = -2 };

/*
 * The memory of a question type for the answer being made. MODEL_WORK_MAX is the largest work_size
 * allowed.
 */
enum { MODEL_WORK_MAX = 2048 };

struct model_work {
	alignas(max_align_t) unsigned char bytes[MODEL_WORK_MAX];
};

/*
 * An answer that was left unfinished, and is found again when its question is. Kept in memory only,
 * and only as long as the lessons are not read again.
 */
struct model_draft {
	char run[33];  /* "" if there is none */
	size_t number; /* of the question in the run */
	int tries;     /* before it */
	int hints;     /* taken so far */
	struct model_work work;
};

enum { MODEL_DRAFTS_MAX = 4 };

/* Where this session was, for the finder; help is never among these. */
struct model_place {
	int lesson, page; /* page: -1 for its cover */
};

enum { MODEL_PLACES = 5 };

struct model {
	/* set by the shell, before app_start */
	const char *const *lesson_dirs;
	size_t n_lesson_dirs;
	const char *help_dir; /* folder of help.ini */
	const struct language *languages;
	size_t n_languages;
	const char *locale;     /* from the environment, for the country; may be "" */
	const char *store_path; /* file of the progress; NULL: in memory only */
	bool counted; /* a kiosk: counts how often each answer is chosen, and stores nothing else */
	bool has_pin; /* of this learner, in the store */
	bool first_time;          /* the "welcomed" setting is not set */
	uint64_t rng_state;       /* state of base/rand.h; a fixed seed in tests */
	struct settings settings; /* changed later by EFFECT_SETTING */
	bool linear;              /* shown as plain lines */
	bool reader;  /* a screen reader may keep Ctrl-X and Esc: other keys are named first */
	bool private; /* nothing is written: certificates are only shown */
	bool kiosk;   /* a public machine: no names, so no certificates */
	const char *documents; /* folder where a certificate goes, a whole path; NULL: none */
	bool (*is_taken)(const char *path); /* there is a file of that name; NULL: there is none */
	const char *recorder; /* name of the program that records the terminal; NULL: none */
	bool gnu_screen;      /* the terminal is GNU screen, which keeps text that was shown */
	/* The number of the person's day of a time (os/clock.h); NULL: that of the date in UTC */
	int (*day_of)(int64_t seconds);
	const char *config_path; /* path of vigie.ini, which may be missing; NULL if there is no
				    home folder */
	const struct diags *config_diags; /* its problems; may be NULL */

	/*
	 * notes: the newest line of EFFECT_NOTES in another process, which says where the
	 * presentation is; may be anything. NULL: there is none
	 */
	const char *presented;
	int present_seed; /* of the presentation in this process */

	/*
	 * The language in which lessons are wanted, if it is another than that of the program,
	 * which may have pt or none at all where the lessons have pt-BR; NULL: the same.
	 */
	const char *lessons_lang;

	/* owned by the app */
	const char *lang; /* of the program */
	int64_t now;
	int day;           /* of now, for the person; reviews count in these */
	struct date today; /* its date */
	int beside;        /* how many panes there is room for beside the text (view/panes.h) */
	struct lesson_index
		index; /* of the lessons in course; the shell may fill it first, and saves it */
	struct course course;
	/* the page that model_page_title() was asked for last: screens ask at every key */
	struct model_named {
		int lesson;
		const char *page, *title; /* page: NULL if none was */
	} named;
	struct plan plan; /* of course, for this person */
	char *bookmarks;  /* the setting, or NULL (screens/bookmarks.h) */
	struct help help;
	bool help_loaded;
	struct workshop workshop;
	bool workshop_loaded, has_workshop;
	char country[4]; /* chosen one, or "" */
	struct progress progress;
	struct lesson *
		*lessons; /* by index in course; NULL if not read yet, broken, or a scenario */
	struct scenario **scenarios; /* the same for scenarios */
	struct file_stamp *stamps; /* by index in course: stamps of the files when they were read */
	bool *broken;
	struct model_draft drafts[MODEL_DRAFTS_MAX]; /* the newest first */
	struct diags diags;                          /* of everything read, for messages */
	const struct binding *help_bindings; /* bindings of the screen below the help on keys */
	struct finder finder, finder_keys;   /* filled by screens/find_index.h */
	struct finder finder_here;           /* the list below the finder, filled by the app */
	const char *finder_field;            /* label of its field, not translated yet */
	/* the newest first, a lesson once; in memory only */
	struct model_place places[MODEL_PLACES];
	size_t n_places;
};

/* Seconds; in every zone a day begins with a quarter of an hour. To find the day is slow. */
enum { MODEL_QUARTER = 900 };

void model_init(struct model *model);
void model_release(struct model *model);
/* The language of lessons, help and workshop. */
const char *model_lessons_lang(const struct model *model);
/* (Re)reads the course in its language; drops all lessons, which are read again when needed. */
void model_load(struct model *model);

/* True if the file of any loaded lesson or scenario has changed on disk. */
bool model_is_stale(const struct model *model);

/*
 * Returns the lesson at index, reading it on first use; NULL if its file has errors. Screens need
 * not know about the cache.
 */
const struct lesson *model_lesson(const struct model *model, int index);
/* Returns the scenario at index in the same way. */
const struct scenario *model_scenario(const struct model *model, int index);
/*
 * Returns the title of a page of the lesson at index, from the index of lessons if it is there;
 * else the lesson is read. NULL if there is no such page.
 */
const char *model_page_title(const struct model *model, int index, const char *page);
/* Returns the first error of that lesson or scenario, to show it; NULL if it has none. */
const struct diag *model_lesson_error(const struct model *model, int index);
/*
 * Returns the question of a run: "id" in the lesson at index, or "lesson/id". NULL if it no longer
 * exists.
 */
const struct question *model_question(const struct model *model, int index, const char *ref);
/* The same lesson by its id, for struct draw_lot, whose ctx is the model. */
const struct lesson *model_find_lesson(void *model, const char *id);
const struct help *model_help(const struct model *model);
/*
 * Returns the sentences of the workshop's stories; NULL if there is no workshop, or it has errors.
 */
const struct workshop *model_workshop(const struct model *model);
/* Returns the unfinished answer to question number of the run, or NULL. */
const struct model_draft *model_draft(const struct model *model, const char *run, size_t number);
/* Keeps draft in place of an earlier one for the same question, or else of the oldest. */
void model_keep_draft(struct model *model, const struct model_draft *draft);
/* Notes where the person is; a cover does not take the place of a page of its lesson. */
void model_note_place(struct model *model, int lesson, int page);
const struct lesson_progress *model_progress(const struct model *model, int index);
/* Returns the last finished run of the lesson, or NULL. */
const struct run *model_last_run(const struct model *model, int lesson);
/*
 * Return the id under which runs are stored, the title, and the pass mark; also for LESSON_REVIEW.
 */
const char *model_run_key(const struct model *model, int index);
const char *model_title(const struct model *model, int index);
int model_pass(const struct model *model, int index);
/* Returns what the lesson asks for, with the defaults for what it does not say. */
struct rule model_rule(const struct model *model, int index);
bool model_passed(const struct model *model, int index);
/*
 * True if the item is due on the person's day, its question exists, and it was not asked a moment
 * ago (review_is_apart).
 */
bool model_is_due(const struct model *model, const struct review_item *item);
/*
 * Return the number of questions due today, and of those that rest after their last short interval;
 * questions that no longer exist do not count.
 */
size_t model_due(const struct model *model);
size_t model_resting(const struct model *model);
/* Returns the number (base/date.h) of the person's day of a time. */
int model_day(const struct model *model, int64_t seconds);
/* Returns the total duration of all lessons in minutes. */
int model_minutes(const struct model *model);

#endif
