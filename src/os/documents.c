/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/documents.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "os/file.h"

static const char key[] = "XDG_DOCUMENTS_DIR=";

/* Appends the value in quotes, as a shell reads it; false if it is not closed. */
static bool unquote(const char *s, struct strbuf *out)
{
	for (; *s && *s != '"' && *s != '\n'; s++) {
		if (*s == '\\' && s[1] && s[1] != '\n')
			s++;
		strbuf_add(out, s, 1);
	}
	return *s == '"';
}

static bool parse_value(const char *s, const char *home, struct strbuf *out)
{
	static const char below[] = "$HOME";
	size_t start = out->len;

	if (*s++ != '"')
		return false;
	if (!strncmp(s, below, sizeof(below) - 1) && home) {
		s += sizeof(below) - 1;
		if (*s != '/' && *s != '"')
			return false;
		strbuf_addstr(out, home);
	} else if (*s != '/') {
		return false;
	}
	if (unquote(s, out) && out->len > start) {
		while (out->len > start + 1 && out->buf[out->len - 1] == '/')
			strbuf_setlen(out, out->len - 1);
		return true;
	}
	strbuf_setlen(out, start);
	return false;
}

bool documents_parse(const char *text, const char *home, struct strbuf *out)
{
	size_t start = out->len;
	bool found = false;

	/* a shell reads the file, so the last line counts */
	for (const char *line = text; *line;) {
		size_t len = strcspn(line, "\n"), blank = strspn(line, " \t");

		if (!strncmp(line + blank, key, sizeof(key) - 1)) {
			strbuf_setlen(out, start);
			found = parse_value(line + blank + sizeof(key) - 1, home, out);
		}
		line += len + (line[len] == '\n');
	}
	return found;
}

enum { DIRS_MAX = 64 << 10 };

/* Reads what the desktop says; false if it says nothing, or its folder is not there. */
static bool find_told(const char *home, struct strbuf *out)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	struct strbuf path = STRBUF_INIT, text = STRBUF_INIT, err = STRBUF_INIT;
	size_t start = out->len;
	bool found;

	if (config && *config == '/')
		strbuf_addf(&path, "%s/user-dirs.dirs", config);
	else
		strbuf_addf(&path, "%s/.config/user-dirs.dirs", home);
	found = file_read(path.buf, DIRS_MAX, &text, &err) &&
		documents_parse(text.buf, home, out) && file_is_folder(out->buf + start);
	if (!found)
		strbuf_setlen(out, start);
	strbuf_release(&path);
	strbuf_release(&text);
	strbuf_release(&err);
	return found;
}

bool documents_find(struct strbuf *out)
{
	const char *home = getenv("HOME");
	char here[PATH_MAX];

	if (home && *home == '/') {
		if (!find_told(home, out))
			strbuf_addstr(out, home);
		return true;
	}
	if (!getcwd(here, sizeof(here)))
		return false;
	strbuf_addstr(out, here);
	return true;
}
