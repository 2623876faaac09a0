/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parses untrusted bytes as a lesson; text after a line "====" is its translation. Besides crashes,
 * looks for files that our scanner and iniparser read differently.
 */
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "course/lesson.h"
#include "questions/type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rules(const struct diags *diags)
{
	for (size_t i = 0; i < diags->n; i++)
		if (!strcmp(diags->v[i].rule, "reader-disagrees"))
			BUG("the readers disagree: %s",
				diags->v[i].source ? diags->v[i].source : "?");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char cut[] = "\n====\n";
	const char *text = (const char *)data;
	const char *over = memmem(text, size, cut, strlen(cut));
	size_t len = over ? (size_t)(over - text) : size;
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct ini *ini = ini_parse(&arena, "fuzz.ini", text, len, &diags), *fr = NULL;

	if (over)
		fr = ini_parse(
			&arena, "fr.ini", over + strlen(cut), size - len - strlen(cut), &diags);
	if (ini)
		lesson_free(lesson_from_ini(
			arena, "fuzz", ini, fr, fr ? "fr" : NULL, question_parse, &diags));
	else
		arena_release(&arena);
	check_rules(&diags);
	diags_release(&diags);
	return 0;
}
