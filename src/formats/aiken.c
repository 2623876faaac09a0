/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aiken: a question in one line, options "A. …" or "A) …", "ANSWER: A". */
#include "formats/aiken.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"
#include "formats/lesson_write.h"

struct aiken {
	struct sections sections;
	struct arena arena;
	const char *prompt, *options[OPTIONS_MAX];
	size_t n;
	int line; /* of the question */
};

static bool is_option(const char *line)
{
	return *line >= 'A' && *line <= 'Z' && (line[1] == '.' || line[1] == ')') && line[2] == ' ';
}

static void take_option(struct aiken *a, const char *line)
{
	if (!a->prompt)
		sections_error(&a->sections, _("the option “%s” has no question before it"), line);
	else if (a->n == OPTIONS_MAX)
		sections_error(&a->sections,
			_("there are more than %d options; make two questions"), OPTIONS_MAX);
	else if (*line != (char)('A' + a->n))
		sections_error(&a->sections, _("the option after “%c” is “%c”"), (char)('@' + a->n),
			*line);
	else
		a->options[a->n++] = line + 2 + strspn(line + 2, " ");
}

static void take_answer(struct aiken *a, const char *letter)
{
	size_t right;

	letter += strspn(letter, " ");
	right = (size_t)(*letter - 'A');
	if (!a->prompt || a->n < 2) {
		sections_error(
			&a->sections, _("ANSWER comes after a question and at least two options"));
	} else if (*letter < 'A' || right >= a->n || letter[1]) {
		sections_error(&a->sections, _("“%s” is not one of the options A to %c"), letter,
			(char)('@' + a->n));
	} else {
		a->sections.line = a->line;
		sections_begin(&a->sections, NULL, "single");
		sections_text(&a->sections, "prompt", a->prompt);
		for (size_t i = 0; i < a->n; i++) {
			const char *id = arena_printf(&a->arena, "%c", (char)('a' + i));

			sections_text(&a->sections, arena_printf(&a->arena, "option.%s", id),
				a->options[i]);
			sections_feedback(&a->sections, id, NULL, i == right);
		}
		sections_bare(&a->sections, "correct",
			arena_printf(&a->arena, "%c", (char)('a' + right)));
	}
	a->prompt = NULL;
	a->n = 0;
}

static void take_line(struct aiken *a, const char *line)
{
	if (!strncmp(line, "ANSWER:", 7)) {
		take_answer(a, line + 7);
	} else if (is_option(line)) {
		take_option(a, line);
	} else if (a->prompt) {
		/* Moodle would take it for another question and drop the first one */
		sections_error(&a->sections,
			_("a question is one line, then its options and ANSWER: X; this line is none of these"));
		a->prompt = NULL;
		a->n = 0;
	} else {
		a->prompt = line;
		a->line = a->sections.line;
	}
}

void aiken_read(const char *file, const char *text, struct strbuf *out, struct diags *diags)
{
	struct aiken a = { .sections = { .file = file, .out = out, .diags = diags } };

	while (*text) {
		size_t len = strcspn(text, "\n"), used = len;
		const char *line;

		while (used && strchr(" \t\r", text[used - 1]))
			used--;
		line = arena_memdupz(&a.arena, text, used);
		a.sections.line++;
		if (used) {
			int here = a.sections.line;

			take_line(&a, line);
			a.sections.line = here;
		}
		text += len + (text[len] == '\n');
	}
	if (a.prompt)
		sections_error(&a.sections, _("the last question has no ANSWER: X"));
	sections_release(&a.sections);
	arena_release(&a.arena);
}
