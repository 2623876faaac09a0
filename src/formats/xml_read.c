/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/xml_read.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

const struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
	const struct xml_node *child = node ? node->first : NULL;

	while (child && strcmp(child->name, name) != 0)
		child = child->next;
	return child;
}

const struct xml_node *xml_again(const struct xml_node *node)
{
	const char *name = node->name;

	for (node = node->next; node && strcmp(node->name, name) != 0;)
		node = node->next;
	return node;
}

const char *xml_attribute(const struct xml_node *node, const char *name)
{
	for (size_t i = 0; i < node->n_attributes; i++)
		if (!strcmp(node->attributes[i].name, name))
			return node->attributes[i].value;
	return NULL;
}

bool xml_looks_like(const char *data, size_t len)
{
	/* UTF-16: no other format that is read here begins so */
	if (len >= 2 && (!memcmp(data, "\xff\xfe", 2) || !memcmp(data, "\xfe\xff", 2)))
		return true;
	if (len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3)) {
		data += 3;
		len -= 3;
	}
	while (len && strchr(" \t\r\n", *data)) {
		data++;
		len--;
	}
	return (len >= 5 && !memcmp(data, "<?xml", 5)) || (len >= 4 && !memcmp(data, "<!--", 4)) ||
		(len >= 5 && !memcmp(data, "<quiz", 5)) ||
		(len >= 9 && !memcmp(data, "<!DOCTYPE", 9));
}

#ifdef HAVE_EXPAT

#include <expat.h>
#include <limits.h>

struct reading {
	XML_Parser parser;
	const char *root;
	xml_take_fn *take;
	void *ctx;
	struct xml_fault *fault;
	struct arena arena; /* of the child of the root that is open */
	struct xml_node *open[XML_DEPTH_MAX];
	struct strbuf text[XML_DEPTH_MAX];
	int depth; /* 1 inside the root */
	size_t nodes, bytes;
};

/* Ends the reading with a sentence about the present place; the first one counts. */
static void stop(struct reading *r, const char *sentence)
{
	if (r->fault->message.len)
		return;
	r->fault->line = (int)XML_GetCurrentLineNumber(r->parser);
	r->fault->column = (int)XML_GetCurrentColumnNumber(r->parser) + 1;
	strbuf_addstr(&r->fault->message, sentence);
	XML_StopParser(r->parser, XML_FALSE);
}

static void on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
	const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(ctx, _("the file has a <!DOCTYPE>, which can hide anything; remove that line"));
}

static void take_attributes(struct reading *r, struct xml_node *node, const XML_Char **pairs)
{
	struct xml_attribute *all;
	size_t n = 0;

	while (pairs[2 * n])
		n++;
	all = arena_alloc(&r->arena, (n + 1) * sizeof(*all));
	for (size_t i = 0; i < n; i++)
		all[i] = (struct xml_attribute){ arena_strdup(&r->arena, pairs[2 * i]),
			arena_strdup(&r->arena, pairs[2 * i + 1]) };
	node->attributes = all;
	node->n_attributes = n;
}

static void add_child(struct xml_node *parent, struct xml_node *node)
{
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

static void on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *r = ctx;
	struct xml_node *node;

	if (r->fault->message.len)
		return;
	if (!r->depth) {
		if (strcmp(name, r->root) != 0)
			stop(r, _("this is XML, but no quiz of Moodle: it does not begin with <quiz>; export it from Moodle as Moodle XML"));
		r->depth = 1;
		return;
	}
	if (r->depth == XML_DEPTH_MAX || r->nodes == XML_NODES_MAX) {
		stop(r, _("the elements are nested too deeply here, or are too many for one question"));
		return;
	}
	r->nodes++;
	node = arena_alloc(&r->arena, sizeof(*node));
	node->name = arena_strdup(&r->arena, name);
	node->line = (int)XML_GetCurrentLineNumber(r->parser);
	node->column = (int)XML_GetCurrentColumnNumber(r->parser) + 1;
	take_attributes(r, node, attributes);
	if (r->depth > 1)
		add_child(r->open[r->depth - 1], node);
	r->open[r->depth] = node;
	strbuf_clear(&r->text[r->depth]);
	r->depth++;
}

static void on_end(void *ctx, const XML_Char *name)
{
	struct reading *r = ctx;
	struct xml_node *node;

	(void)name;
	if (r->fault->message.len)
		return;
	r->depth--;
	if (!r->depth)
		return;
	node = r->open[r->depth];
	node->text = arena_memdupz(&r->arena, r->text[r->depth].buf, r->text[r->depth].len);
	if (r->depth > 1)
		return;
	r->take(r->ctx, node);
	arena_clear(&r->arena);
	r->nodes = r->bytes = 0;
}

static void on_text(void *ctx, const XML_Char *text, int len)
{
	struct reading *r = ctx;

	/* the bytes of a picture are of no use */
	if (r->fault->message.len || r->depth < 2 || !strcmp(r->open[r->depth - 1]->name, "file"))
		return;
	r->bytes += (size_t)len;
	if (r->bytes > XML_TEXT_MAX)
		stop(r, _("there is too much text for one question"));
	else
		strbuf_add(&r->text[r->depth - 1], text, (size_t)len);
}

/* The mistakes that people make, in words; expat's own sentences are English. */
static const char *sentence_of(enum XML_Error error)
{
	switch (error) {
	case XML_ERROR_NO_ELEMENTS:
		return _("the file is empty");
	case XML_ERROR_UNCLOSED_TOKEN:
	case XML_ERROR_UNCLOSED_CDATA_SECTION:
		return _(
			"the file ends in the middle of a tag or a text; it was cut off, so export it again");
	case XML_ERROR_PARTIAL_CHAR:
	case XML_ERROR_TAG_MISMATCH:
		return _("this end tag belongs to no open element; close each element in turn");
	case XML_ERROR_UNDEFINED_ENTITY:
		return _(
			"XML does not know this entity; write the character itself, or &amp;nbsp; for &nbsp;");
	case XML_ERROR_UNKNOWN_ENCODING:
	case XML_ERROR_INCORRECT_ENCODING:
		return _("the file has an encoding that cannot be read; save it as UTF-8");
	case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
		return _("something follows after </quiz>; remove it");
	default:
		return _(
			"this is not well-formed XML; write & as &amp; and < as &lt;, or put the text into <![CDATA[ ]]>");
	}
}

static void parse(struct reading *r, const char *data, size_t len)
{
	enum { PIECE = 64 * 1024 };
	size_t at = 0;
	bool last = false;

	while (!last && !r->fault->message.len) {
		size_t n = len - at < PIECE ? len - at : PIECE;

		last = at + n == len;
		if (XML_Parse(r->parser, data + at, (int)n, last) == XML_STATUS_ERROR)
			stop(r, sentence_of(XML_GetErrorCode(r->parser)));
		at += n;
	}
}

void xml_read(const char *data, size_t len, const char *root, xml_take_fn *take, void *ctx,
	struct xml_fault *fault)
{
	struct reading r = { .root = root, .take = take, .ctx = ctx, .fault = fault };

	*fault = (struct xml_fault){ .message = STRBUF_INIT };
	for (size_t i = 0; i < ARRAY_SIZE(r.text); i++)
		strbuf_init(&r.text[i]);
	r.parser = XML_ParserCreate(NULL);
	if (!r.parser)
		mem_exhausted();
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	parse(&r, data, len);
	XML_ParserFree(r.parser);
	for (size_t i = 0; i < ARRAY_SIZE(r.text); i++)
		strbuf_release(&r.text[i]);
	arena_release(&r.arena);
}

#else

void xml_read(const char *data, size_t len, const char *root, xml_take_fn *take, void *ctx,
	struct xml_fault *fault)
{
	(void)data;
	(void)len;
	(void)root;
	(void)take;
	(void)ctx;
	*fault = (struct xml_fault){ .message = STRBUF_INIT, .no_library = true };
	strbuf_addstr(&fault->message,
		_("this build of Vigie cannot read Moodle XML, since the library expat was missing when it was built; export the quiz as GIFT"));
}

#endif
