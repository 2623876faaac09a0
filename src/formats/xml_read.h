/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XML of other programs, an element below the root at a time. Behind it is expat, of which no
 * other file knows.
 *
 * A file cannot make the reader do anything but read: a document type is refused, so there are no
 * entities of its own and nothing is fetched; depth, elements and text are limited.
 */
#ifndef FORMATS_XML_READ_H
#define FORMATS_XML_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

enum {
	XML_DEPTH_MAX = 32,             /* elements inside each other */
	XML_NODES_MAX = 20000,          /* elements in one child of the root */
	XML_TEXT_MAX = 4 * 1024 * 1024, /* bytes of text in one child of the root */
	XML_FILE_MAX = 64 * 1024 * 1024 /* bytes; quizzes carry their pictures with them */
};

struct xml_attribute {
	const char *name, *value;
};
/* An element. Its text is all character data directly in it; that of <file> is dropped. */
struct xml_node {
	const char *name, *text;
	const struct xml_attribute *attributes;
	size_t n_attributes;
	struct xml_node *first, *last, *next; /* children, and the next sibling */
	int line, column;                     /* from 1, columns in characters */
};

/* Return the first child of that name, the next sibling of the same name, an attribute; or NULL. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const struct xml_node *xml_again(const struct xml_node *node);
const char *xml_attribute(const struct xml_node *node, const char *name);

/* What ended the reading early; message is empty if nothing did. */
struct xml_fault {
	int line, column; /* 0: of no place in the file */
	struct strbuf message;
	bool no_library; /* expat was not installed when the program was built */
};

/* True if the bytes look like XML: they begin, after a byte-order mark and spaces, with <?xml or a
 * tag. */
bool xml_looks_like(const char *data, size_t len);
/*
 * Reads data, whose root must have that name, and hands each child of the root to take as soon as
 * it is complete; the node is gone when take returns. After a fault, what came before it was taken.
 * The encodings are those of expat: UTF-8, UTF-16, ISO-8859-1 and US-ASCII; texts are UTF-8.
 */
typedef void xml_take_fn(void *ctx, const struct xml_node *node);
void xml_read(const char *data, size_t len, const char *root, xml_take_fn *take, void *ctx,
	struct xml_fault *fault);

#endif
