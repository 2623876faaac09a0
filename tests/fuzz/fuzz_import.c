/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in GIFT, Aiken and Moodle XML: what comes in of them must be questions that a lesson file
 * accepts without an error. */
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "formats/aiken.h"
#include "formats/gift.h"
#include "formats/moodle_read.h"
#include "course/lesson.h"
#include "questions/type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char head[] =
	"[lesson]\nformat = 1\nid = fuzz\norder = 1\nminutes = 5\npass = 60\nreviewed = 2026-11-24\nlanguage = en\ntitle = \"A title\"\nsummary = \"What it is.\"\n"
	"[source s]\ntext = \"A book\"\ndate = 2020\n"
	"[page p]\ntitle = \"A page\"\nsources = s\ntext1 = \"A sentence.\"\n";

/* Reads the sections as vigie check does: with our scanner, with iniparser, and with the parser of
 * each question type. */
static void is_lesson(const struct strbuf *sections)
{
	struct strbuf text = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct ini *ini;

	strbuf_addstr(&text, head);
	strbuf_add(&text, sections->buf, sections->len);
	ini = ini_parse(&arena, "import.ini", text.buf, text.len, &diags);
	if (ini)
		lesson_free(
			lesson_from_ini(arena, "fuzz", ini, NULL, NULL, question_parse, &diags));
	else
		arena_release(&arena);
	for (size_t i = 0; i < diags.n; i++)
		if (diags.v[i].severity == DIAG_ERROR)
			BUG("imported, but not a valid lesson: %s: %s\n%s", diags.v[i].rule,
				diags.v[i].message, sections->buf);
	diags_release(&diags);
	strbuf_release(&text);
}

static void import(
	void (*read)(const char *, const char *, struct strbuf *, struct diags *), const char *text)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;

	read("fuzz.txt", text, &out, &diags);
	for (size_t i = 0; i < diags.n; i++)
		if (diags.v[i].line < 1)
			BUG("an error without a line: %s", diags.v[i].message);
	is_lesson(&out);
	diags_release(&diags);
	strbuf_release(&out);
}

/* Any bytes: expat judges them. Without expat the only message has no line. */
static void import_xml(const char *data, size_t size)
{
	struct strbuf out = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	enum moodle_end end = moodle_read("fuzz.xml", data, size, &out, &diags);

	for (size_t i = 0; i < diags.n && end != MOODLE_NO_XML; i++)
		if (diags.v[i].line < 1)
			BUG("an error without a line: %s", diags.v[i].message);
	is_lesson(&out);
	diags_release(&diags);
	strbuf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_add(&text, (const char *)data, size);
	import_xml(text.buf, text.len);
	/* vigie import rejects everything else before it parses */
	if (strlen(text.buf) == text.len && text_valid(text.buf, text.len, NULL)) {
		import(gift_read, text.buf);
		import(aiken_read, text.buf);
	}
	strbuf_release(&text);
	return 0;
}
