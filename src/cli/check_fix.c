/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/check_fix.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "check/fix.h"
#include "ini/ini.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"

static const char *const mains[] = { "lesson.ini", "scenario.ini", "workshop.ini", "help.ini",
	"course.ini" };

/* A file and what it becomes. */
struct repair {
	const char *path;
	struct strbuf data, plain, text;
	struct fixes fixes;
};

struct fixer {
	const struct date *today;
	struct arena arena; /* paths */
	struct repair *repairs;
	size_t n, cap;
	char *within; /* real path of the folder that was named; NULL: a file was */
	const char *
		scratch; /* a folder of our own, where check reads files that are not written yet */
	int status;
};

/* ---- check, of a text that is not written yet */

static bool put(struct fixer *f, const char *name, const struct strbuf *text)
{
	const char *path = arena_printf(&f->arena, "%s/%s", f->scratch, name);

	return file_write_atomic(path, text->buf, text->len, true);
}

/* What check says of a text under that name; false if it could not be asked. */
static bool ask_check(
	struct fixer *f, const char *name, const struct strbuf *text, struct diags *diags)
{
	struct check_result result = { 0 };

	if (!put(f, name, text))
		return false;
	check_path(arena_printf(&f->arena, "%s/%s", f->scratch, name), f->today, question_parse,
		&result, diags);
	return true;
}

static size_t count_errors(const struct diags *diags, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < diags->n; i++)
		n += diags->v[i].severity == DIAG_ERROR && !strcmp(diags->v[i].file, path);
	return n;
}

/* Repairs what the readers must say, once; false if there is nothing or it would make things worse.
 */
static bool fix_with_check(struct fixer *f, const char *name, struct repair *r)
{
	const char *path = arena_printf(&f->arena, "%s/%s", f->scratch, name);
	struct diags before = DIAGS_INIT, after = DIAGS_INIT;
	struct strbuf better = STRBUF_INIT;
	size_t known = r->fixes.n;
	bool good = ask_check(f, name, &r->text, &before) &&
		fix_by_diags(r->text.buf, r->text.len, path, &before, &better, &r->fixes) &&
		ask_check(f, name, &better, &after) &&
		count_errors(&after, path) < count_errors(&before, path);

	if (good) {
		strbuf_clear(&r->text);
		strbuf_add(&r->text, better.buf, better.len);
	} else {
		r->fixes.n = known;
	}
	strbuf_release(&better);
	diags_release(&before);
	diags_release(&after);
	return good;
}

static void empty_scratch(struct fixer *f)
{
	file_remove_tree(f->scratch);
	if (mkdir(f->scratch, 0700))
		f->status = complain(EXIT_UNUSABLE, _("cannot make the folder %s: %s"), f->scratch,
			error_text(errno));
}

/* ---- one file */

/* The file that name in dir translates, repaired, in the scratch folder; and what it states. */
static void read_main(struct fixer *f, const char *dir, const char *name, char lang[FIX_LANG],
	struct fix_context *context)
{
	const char *code = pathname_language(&f->arena, name);

	for (size_t i = 0; code && i < ARRAY_SIZE(mains); i++) {
		struct strbuf data = STRBUF_INIT, plain = STRBUF_INIT, text = STRBUF_INIT;
		const char *path = arena_printf(&f->arena, "%s/%s", dir, mains[i]);
		struct fix_context none = { NULL, 0 };
		struct fixes fixes = { 0 };
		bool there = file_exists(path) && file_read(path, INI_MAX_FILE, &data, &plain);

		if (there && fix_text(data.buf, data.len, &none, &plain, &text, &fixes)) {
			fix_find_context(text.buf, text.len, lang, context);
			put(f, mains[i], &text);
		}
		strbuf_release(&data);
		strbuf_release(&plain);
		strbuf_release(&text);
		fixes_release(&fixes);
		if (there)
			break;
	}
	if (code)
		context->lang = code;
}

static void release_repair(struct repair *r)
{
	strbuf_release(&r->data);
	strbuf_release(&r->plain);
	strbuf_release(&r->text);
	fixes_release(&r->fixes);
}

static int by_line(const void *a, const void *b)
{
	const struct fix *x = a, *y = b;

	return x->line != y->line ? (x->line > y->line) - (x->line < y->line)
				  : (x->id > y->id) - (x->id < y->id);
}

/* True if the file is to be repaired: r has what is known of it. */
static bool find_repairs(struct fixer *f, struct repair *r)
{
	enum { ROUNDS = 4 };
	char lang[FIX_LANG];
	struct fix_context context = { NULL, 0 };
	size_t len;
	const char *name = pathname_base(r->path, &len);
	const char *dir = pathname_parent(&f->arena, r->path);

	empty_scratch(f);
	read_main(f, dir, name, lang, &context);
	if (!fix_text(r->data.buf, r->data.len, &context, &r->plain, &r->text, &r->fixes))
		return false;
	for (int i = 0; i < ROUNDS && fix_with_check(f, name, r); i++) {
		struct strbuf plain = STRBUF_INIT, text = STRBUF_INIT;

		if (fix_text(r->text.buf, r->text.len, &context, &plain, &text, &r->fixes)) {
			strbuf_clear(&r->text);
			strbuf_add(&r->text, text.buf, text.len);
		}
		strbuf_release(&plain);
		strbuf_release(&text);
	}
	if (r->fixes.n)
		qsort(r->fixes.v, r->fixes.n, sizeof(*r->fixes.v), by_line);
	return r->text.len != r->data.len || memcmp(r->text.buf, r->data.buf, r->text.len) != 0;
}

/* True for a regular file, or a link to one that leads out of no folder that was named. */
static bool may_touch(struct fixer *f, const char *path)
{
	struct stat st;
	char *real;
	bool good;

	if (lstat(path, &st) || S_ISREG(st.st_mode))
		return true;
	real = S_ISLNK(st.st_mode) ? realpath(path, NULL) : NULL;
	good = real && !stat(real, &st) && S_ISREG(st.st_mode) && f->within &&
		!strncmp(real, f->within, strlen(f->within)) && real[strlen(f->within)] == '/';
	free(real);
	return good;
}

static void look_at(struct fixer *f, const char *path)
{
	struct repair r = { arena_strdup(&f->arena, path), STRBUF_INIT, STRBUF_INIT, STRBUF_INIT,
		{ 0 } };
	struct strbuf err = STRBUF_INIT;

	if (!may_touch(f, path)) {
		f->status = complain(EXIT_UNUSABLE,
			_("%s is no file of this folder, so it is not repaired"), path);
	} else if (file_read(path, INI_MAX_FILE, &r.data, &err) && find_repairs(f, &r)) {
		ALLOC_GROW(f->repairs, f->n + 1, f->cap);
		f->repairs[f->n++] = r;
		strbuf_release(&err);
		return;
	} else if (err.len) {
		f->status = complain(EXIT_UNUSABLE, "%s", err.buf);
	}
	release_repair(&r);
	strbuf_release(&err);
}

/* ---- which files */

static bool is_ours(struct fixer *f, const char *dir, const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(mains); i++)
		if (!strcmp(name, mains[i]))
			return true;
	for (size_t i = 0; pathname_language(&f->arena, name) && i < ARRAY_SIZE(mains); i++)
		if (file_exists(arena_printf(&f->arena, "%s/%s", dir, mains[i])))
			return true;
	return false;
}

/* A course has folders of lessons, and these have files. */
static void look_into(struct fixer *f, const char *dir, int depth)
{
	struct diags quiet = DIAGS_INIT;
	struct folder folder;

	folder_read(&folder, &f->arena, dir, &quiet);
	for (size_t i = 0; i < folder.n; i++) {
		const char *path = arena_printf(&f->arena, "%s/%s", dir, folder.names[i]);

		if (depth && file_is_folder(path))
			look_into(f, path, depth - 1);
		else if (is_ours(f, dir, folder.names[i]))
			look_at(f, path);
	}
	diags_release(&quiet);
}

static void look_for(struct fixer *f, const char *path)
{
	if (!file_exists(path))
		return;
	if (file_is_folder(path)) {
		size_t len = strlen(path);

		while (len > 1 && path[len - 1] == '/')
			len--;
		f->within = realpath(path, NULL);
		look_into(f, arena_memdupz(&f->arena, path, len), 1);
		free(f->within);
		f->within = NULL;
	} else {
		look_at(f, path);
	}
}

/* ---- showing */

static void show(const struct repair *r)
{
	struct strbuf diff = STRBUF_INIT;

	fix_diff(&diff, r->path, &r->plain, &r->text);
	output_print(stdout, "%s", diff.buf);
	for (size_t i = 0; i < r->fixes.n; i++) {
		const struct fix *fix = &r->fixes.v[i];

		if (fix->line)
			output_print(stdout, "%s:%d: %s [%s]\n", r->path, fix->line,
				fix_sentence(fix->id), fix_name(fix->id));
		else
			output_print(stdout, "%s: %s [%s]\n", r->path, fix_sentence(fix->id),
				fix_name(fix->id));
	}
	strbuf_release(&diff);
}

static bool is_sure(const struct options *options)
{
	char line[16];

	if (options->dry_run)
		return false;
	if (options->yes || options->fix)
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	fflush(stdout);
	/* TRANSLATORS: the letter to type is y, in every language */
	output_print(stderr, "%s",
		_("Write these repairs? The files as they were are kept. Type y to write: "));
	fflush(stderr);
	return fgets(line, sizeof(line), stdin) && line[0] == 'y';
}

/* ---- writing */

/* Keeps the file as it was under a name that is free; returns the name, or NULL after a complaint.
 */
static const char *keep_copy(struct fixer *f, const struct repair *r)
{
	enum { TRIES = 1000 };

	for (int i = 1; i < TRIES; i++) {
		const char *copy = i == 1 ? arena_printf(&f->arena, "%s~", r->path)
					  : arena_printf(&f->arena, "%s~%d", r->path, i);

		if (file_write_new(copy, r->data.buf, r->data.len))
			return copy;
		if (errno != EEXIST)
			break;
	}
	f->status = complain(EXIT_UNUSABLE, _("cannot keep a copy of %s, which stays as it is: %s"),
		r->path, error_text(errno));
	return NULL;
}

/* True if nobody has written the file since it was read. */
static bool is_unchanged(const struct repair *r)
{
	struct strbuf now = STRBUF_INIT, err = STRBUF_INIT;
	bool same = file_read(r->path, INI_MAX_FILE, &now, &err) && now.len == r->data.len &&
		!memcmp(now.buf, r->data.buf, now.len);

	strbuf_release(&now);
	strbuf_release(&err);
	return same;
}

static bool write_repair(struct fixer *f, const struct repair *r)
{
	const char *copy;

	if (!is_unchanged(r)) {
		f->status = complain(EXIT_UNUSABLE,
			_("%s was changed by another program meanwhile; run this again"), r->path);
		return false;
	}
	copy = keep_copy(f, r);
	if (!copy)
		return false;
	if (!file_write_atomic(r->path, r->text.buf, r->text.len, false)) {
		f->status = complain(
			EXIT_UNUSABLE, _("cannot write %s: %s"), r->path, error_text(errno));
		return false;
	}
	output_print(stdout, _("%s is repaired; as it was, it is %s\n"), r->path, copy);
	return true;
}

static void write_all(struct fixer *f, struct check_fix_result *result)
{
	result->repairs = result->files = 0;
	for (size_t i = 0; i < f->n; i++)
		if (write_repair(f, &f->repairs[i])) {
			result->repairs += f->repairs[i].fixes.n;
			result->files++;
		}
	result->written = true;
}

static void look_everywhere(struct fixer *f, const struct subcommand_context *context)
{
	for (int i = 0; i < context->options->n_args; i++)
		look_for(f, context->options->args[i]);
	for (size_t i = 0; !context->options->n_args && i < context->paths.n_lessons; i++)
		look_for(f, context->paths.lessons[i]);
}

void check_fix(const struct subcommand_context *context, const struct date *today,
	struct check_fix_result *result)
{
	const char *tmp = getenv("TMPDIR");
	struct fixer f = { .today = today };
	char *scratch = arena_printf(&f.arena, "%s/vigie-fix-XXXXXX", tmp && *tmp ? tmp : "/tmp");

	*result = (struct check_fix_result){ 0 };
	f.scratch = mkdtemp(scratch);
	if (!f.scratch) {
		result->status = complain(EXIT_UNUSABLE, _("cannot make the folder %s: %s"),
			scratch, error_text(errno));
		arena_release(&f.arena);
		return;
	}
	look_everywhere(&f, context);
	for (size_t i = 0; i < f.n; i++) {
		show(&f.repairs[i]);
		result->repairs += f.repairs[i].fixes.n;
		result->files++;
	}
	if (f.n && is_sure(context->options))
		write_all(&f, result);
	file_remove_tree(f.scratch);
	for (size_t i = 0; i < f.n; i++)
		release_repair(&f.repairs[i]);
	free(f.repairs);
	result->status = f.status;
	arena_release(&f.arena);
}
