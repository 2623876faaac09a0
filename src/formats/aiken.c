/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aiken: a question in one line, options "A. …" or "A) …", "ANSWER: A". */
#include "formats/aiken.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"
#include "formats/foreign.h"

struct aiken {
	struct foreign_writer writer;
	struct arena arena;
	const char *prompt;
	struct foreign_answer options[OPTIONS_MAX];
	size_t n;
	int prompt_line, line;
	bool broken; /* the question is left out already; skip to its ANSWER */
};

static bool is_option(const char *line)
{
	return *line >= 'A' && *line <= 'Z' && (line[1] == '.' || line[1] == ')') && line[2] == ' ';
}

static void break_off(struct aiken *a)
{
	a->broken = true;
	a->prompt = NULL;
	a->n = 0;
}

static void take_option(struct aiken *a, const char *line)
{
	struct foreign_writer *w = &a->writer;

	if (a->prompt && a->n < OPTIONS_MAX && *line == (char)('A' + a->n)) {
		a->options[a->n++] = (struct foreign_answer){
			.text = { line + 2 + strspn(line + 2, " "), MARKUP_PLAIN },
			.line = a->line,
		};
		return;
	}
	if (!a->prompt)
		foreign_leave_out(
			w, a->line, 0, _("the option “%s” has no question before it"), line);
	else if (a->n == OPTIONS_MAX)
		foreign_leave_out(w, a->line, 0,
			_("there are more than %d options; make two questions"), OPTIONS_MAX);
	else
		foreign_leave_out(w, a->line, 0, _("the option after “%c” is “%c”"),
			(char)('@' + a->n), *line);
	break_off(a);
}

static void take_answer(struct aiken *a, const char *letter)
{
	size_t right;

	letter += strspn(letter, " ");
	right = (size_t)(*letter - 'A');
	if (!a->prompt || a->n < 2) {
		foreign_leave_out(&a->writer, a->line, 0,
			_("ANSWER comes after a question and at least two options"));
	} else if (*letter < 'A' || right >= a->n || letter[1]) {
		foreign_leave_out(&a->writer, a->line, 0,
			_("“%s” is not one of the options A to %c"), letter, (char)('@' + a->n));
	} else {
		const struct foreign_question q = {
			.type = FOREIGN_CHOICE,
			.prompt = { a->prompt, MARKUP_PLAIN },
			.answers = a->options,
			.n = a->n,
			.line = a->prompt_line,
		};

		a->options[right].weight = FOREIGN_WHOLE;
		foreign_write(&a->writer, &q);
	}
	a->prompt = NULL;
	a->n = 0;
}

static void take_line(struct aiken *a, const char *line)
{
	bool answer = !strncmp(line, "ANSWER:", 7);

	if (a->broken) {
		a->broken = !answer;
	} else if (answer) {
		take_answer(a, line + 7);
	} else if (is_option(line)) {
		take_option(a, line);
	} else if (a->prompt) {
		/* Moodle would take it for another question and drop the first one */
		foreign_leave_out(&a->writer, a->line, 0,
			_("a question is one line, then its options and ANSWER: X; this line is none of these"));
		break_off(a);
	} else {
		a->prompt = line;
		a->prompt_line = a->line;
	}
}

void aiken_read(const char *file, const char *text, struct strbuf *out, struct diags *diags)
{
	struct aiken a = {
		.writer = { .sections = { .file = file, .out = out, .diags = diags } },
	};

	while (*text) {
		size_t len = strcspn(text, "\n"), used = len;

		while (used && strchr(" \t\r", text[used - 1]))
			used--;
		a.line++;
		if (used)
			take_line(&a, arena_memdupz(&a.arena, text, used));
		text += len + (text[len] == '\n');
	}
	if (a.prompt)
		foreign_leave_out(
			&a.writer, a.prompt_line, 0, _("the last question has no ANSWER: X"));
	foreign_finish(&a.writer);
	arena_release(&a.arena);
}
