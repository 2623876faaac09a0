/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile lessons, and what broken editors make. Each is the small valid lesson of test_hostile.c
 * with one change. `vigie check` must name rule; TAKEN lessons may have warnings, REFUSED ones
 * cannot be opened.
 */
#ifndef HOSTILE_CASES_H
#define HOSTILE_CASES_H

#include <stddef.h>

/* The part of the lesson that gets the bytes. */
enum place {
	IN_TITLE,
	IN_TEXT,
	IN_PROMPT,
	IN_OPTION,
	IN_FEEDBACK,
	IN_CORRECT,
	IN_ID,
	IN_LANGUAGE,
	IN_PAGE_ID,
	IN_KEY,
	IN_COMMENT,
	AS_LINE,  /* a line of its own, in the last section */
	IN_FRONT, /* before the first byte */
	AT_END,   /* after the last byte */
	AS_ALL    /* instead of the whole file */
};

enum verdict { TAKEN, REFUSED };

struct hostile {
	const char *name;
	enum place place;
	enum verdict verdict;
	const char *rule; /* NULL: any or none */
	const char *bytes;
	size_t len;
	int times; /* 0: once */
};

#define B(s) s, sizeof(s) - 1

/* ---- encodings */
#define BAD_UTF8(name, s)                                                             \
	{                                                                             \
		"encoding: " name, IN_TEXT, REFUSED, "invalid-utf-8", B("a" s "z"), 0 \
	}

/* ---- text that a terminal would obey, in each of the parts that reach the screen separately */
#define SEQUENCE(name, s)                                                                 \
	{                                                                                 \
		"terminal: " name, IN_TEXT, REFUSED, "control-character", B("a" s "z"), 0 \
	}

/* ---- characters that hide or reverse the text around them */
#define C1(name, s)                                                                         \
	{                                                                                   \
		"terminal: " name, IN_TEXT, REFUSED, "forbidden-character", B("a" s "z"), 0 \
	}
#define HIDDEN(name, s)                                                                    \
	{                                                                                  \
		"unicode: " name, IN_TEXT, REFUSED, "forbidden-character", B("a" s "z"), 0 \
	}
#define SHOWN(name, s)                                          \
	{                                                       \
		"unicode: " name, IN_TEXT, TAKEN, NULL, B(s), 0 \
	}

static const struct hostile cases[] = {
	{ "good: nothing in it", AS_LINE, TAKEN, NULL, B(""), 0 },
	{ "good: Arabic with marks", IN_TEXT, TAKEN, NULL,
		B("\xd8\xa7\xd9\x84\xd8\xb3\xd9\x91\xd9\x84\xd8\xa7\xd9\x85"), 0 },
	{ "good: Persian with a joiner that spelling needs", IN_TEXT, TAKEN, NULL,
		B("\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88\xd8\xa7\xd9\x87\xd9\x85"), 0 },
	{ "good: Sinhala with a joiner", IN_TEXT, TAKEN, NULL,
		B("\xe0\xb7\x81\xe0\xb7\x8a\xe2\x80\x8d\xe0\xb6\xbb\xe0\xb7\x93"), 0 },
	{ "good: Vietnamese with two marks on a letter", IN_TEXT, TAKEN, NULL,
		B("vie\xcc\xa3\xcc\x82t"), 0 },
	{ "good: Thai without spaces", IN_TEXT, TAKEN, NULL,
		B("\xe0\xb8\x81\xe0\xb8\xb2\xe0\xb8\xa3\xe0\xb8\x84\xe0\xb9\x89\xe0\xb8\xb2\xe0\xb8\xa1"),
		6 },
	{ "good: Chinese", IN_TEXT, TAKEN, NULL, B("\xe6\xbc\xa2\xe5\xad\x97"), 80 },
	{ "good: an equals sign and semicolons in quotes", IN_TEXT, TAKEN, NULL, B("a = b; c # d"),
		0 },
	{ "good: HTML", IN_TEXT, TAKEN, NULL, B("<b>bold</b> &amp; <script>x</script>"), 0 },
	{ "good: per cent signs", IN_TEXT, TAKEN, NULL, B("%s%n%d%999999d %1$s"), 0 },
	{ "good: SQL", IN_TEXT, TAKEN, NULL, B("'); DROP TABLE answer; --"), 0 },
	{ "good: a path", IN_TEXT, TAKEN, NULL,
		B("../../../../etc/passwd ~root $(reboot) `reboot`"), 0 },

	BAD_UTF8("a lone continuation", "\x80"),
	BAD_UTF8("many continuations", "\xbf\xbf\xbf\xbf\xbf\xbf\xbf\xbf"),
	BAD_UTF8("half a letter", "\xc3"),
	BAD_UTF8("two thirds of a letter", "\xe2\x82"),
	BAD_UTF8("three quarters of a letter", "\xf0\x9f\x98"),
	BAD_UTF8("an overlong slash", "\xc0\xaf"),
	BAD_UTF8("an overlong NUL", "\xc0\x80"),
	BAD_UTF8("an overlong ESC", "\xc1\x9b"),
	BAD_UTF8("an overlong slash of three", "\xe0\x80\xaf"),
	BAD_UTF8("an overlong slash of four", "\xf0\x80\x80\xaf"),
	BAD_UTF8("half a surrogate pair", "\xed\xa0\x80"),
	BAD_UTF8("a surrogate pair", "\xed\xa0\xbd\xed\xb2\x99"),
	BAD_UTF8("beyond Unicode", "\xf4\x90\x80\x80"),
	BAD_UTF8("five bytes", "\xf8\x88\x80\x80\x80"),
	BAD_UTF8("six bytes", "\xfc\x84\x80\x80\x80\x80"),
	BAD_UTF8("FE and FF", "\xfe\xff"),
	BAD_UTF8("ISO-8859-1", "caf\xe9 au lait"),
	BAD_UTF8("Windows-1252 quotes", "\x93yes\x94"),
	BAD_UTF8("a raw C1 CSI",
		"\x9b"
		"31m"),
	{ "encoding: a letter cut by the end of the file", AT_END, REFUSED, "invalid-utf-8",
		B("; \xe2\x82"), 0 },
	{ "encoding: a lead byte before the closing quote", AS_LINE, REFUSED, "invalid-utf-8",
		B("explain = \"x\xe2\""), 0 },
	{ "encoding: in a section name", IN_PAGE_ID, REFUSED, "", B("a\xff"), 0 },
	{ "encoding: in a key", IN_KEY, REFUSED, "", B("a\xff"), 0 },
	{ "encoding: in a remark", IN_COMMENT, REFUSED, "invalid-utf-8", B("\xc3("), 0 },
	{ "encoding: UTF-16 with its mark", AS_ALL, REFUSED, "utf-16",
		B("\xff\xfe[\0l\0e\0s\0s\0o\0n\0]\0\n\0"), 0 },
	{ "encoding: UTF-16 without its mark", AS_ALL, REFUSED, "utf-16",
		B("\0[\0l\0e\0s\0s\0o\0n\0]\0\n"), 0 },
	{ "encoding: UTF-32", AS_ALL, REFUSED, NULL, B("\xff\xfe\0\0[\0\0\0l\0\0\0"), 0 },
	{ "encoding: one byte order mark", IN_FRONT, TAKEN, "byte-order-mark", B("\xef\xbb\xbf"),
		0 },
	{ "encoding: two byte order marks", IN_FRONT, REFUSED, NULL, B("\xef\xbb\xbf\xef\xbb\xbf"),
		0 },
	{ "encoding: a byte order mark in the text", IN_TEXT, REFUSED, "forbidden-character",
		B("a\xef\xbb\xbf"), 0 },
	{ "encoding: NUL in a text", IN_TEXT, REFUSED, "nul-byte", B("a\0z"), 0 },
	{ "encoding: NUL first", IN_FRONT, REFUSED, NULL, B("\0"), 0 },
	{ "encoding: a tail of NULs", AT_END, REFUSED, NULL, B("\0\0\0\0\0\0\0\0"), 200 },
	{ "encoding: nothing but NULs", AS_ALL, REFUSED, NULL, B("\0\0\0\0\0\0\0\0"), 8192 },
	{ "encoding: gzip", AS_ALL, REFUSED, NULL,
		B("\x1f\x8b\x08\0\0\0\0\0\0\x03\xcbH\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0"),
		9 },
	{ "encoding: CR in a text", IN_TEXT, REFUSED, "lone-cr", B("a\rz"), 0 },
	{ "encoding: CR as the only line end", AS_ALL, REFUSED, NULL,
		B("[lesson]\rformat = 1\rid = t\r"), 0 },
	{ "encoding: vertical tab and form feed", IN_TEXT, REFUSED, "control-character",
		B("a\v\fz"), 0 },
	{ "encoding: the end of a DOS file", AT_END, REFUSED, "control-character",
		B("\x1a[page two]\n"), 0 },

	{ "structure: nothing", AS_ALL, REFUSED, "empty-file", B(""), 0 },
	{ "structure: blank lines", AS_ALL, REFUSED, "empty-file", B("\n"), 500 },
	{ "structure: a remark", AS_ALL, REFUSED, "empty-file", B("; nothing\n"), 0 },
	{ "structure: one letter", AS_ALL, REFUSED, NULL, B("x"), 0 },
	{ "structure: a heading that is not closed", AS_LINE, REFUSED, "malformed-section",
		B("[page two"), 0 },
	{ "structure: words after a heading", AS_LINE, REFUSED, "malformed-section",
		B("[page two] x"), 0 },
	{ "structure: an empty heading", AS_LINE, REFUSED, NULL, B("[]"), 0 },
	{ "structure: a heading of spaces", AS_LINE, REFUSED, NULL, B("[   ]"), 0 },
	{ "structure: brackets in a heading", AS_LINE, REFUSED, NULL, B("[page a]b]"), 0 },
	{ "structure: a colon in a heading", AS_LINE, REFUSED, NULL, B("[question q:correct]"), 0 },
	{ "structure: a colon in a key", AS_LINE, REFUSED, "bad-key-name", B("a:b = 1"), 0 },
	{ "structure: a section twice", AS_LINE, REFUSED, "duplicate-section",
		B("[question q]\ntype = truefalse"), 0 },
	{ "structure: a key twice", AS_LINE, REFUSED, "duplicate-key", B("correct = a"), 0 },
	{ "structure: a key twice, in capitals", AS_LINE, REFUSED, NULL, B("CORRECT = a"), 0 },
	{ "structure: a key before all sections", IN_FRONT, REFUSED, "key-before-section",
		B("x = 1\n"), 0 },
	{ "structure: a line without =", AS_LINE, REFUSED, "malformed-line", B("nothing here"), 0 },
	{ "structure: an empty key", AS_LINE, REFUSED, NULL, B(" = \"x\""), 0 },
	{ "structure: an empty value", AS_LINE, REFUSED, "empty-value", B("explain ="), 0 },
	{ "structure: empty quotes", AS_LINE, REFUSED, NULL, B("explain = \"\""), 0 },
	{ "structure: a value that is a remark", AS_LINE, REFUSED, NULL, B("explain = # x"), 0 },
	{ "structure: a value that ; cuts", AS_LINE, REFUSED, NULL, B("points = 2; 3"), 0 },
	{ "structure: a quote in a text", IN_TEXT, REFUSED, NULL, B("He said \"run\" to me"), 0 },
	{ "structure: a quote that is not closed", AS_LINE, REFUSED, "unclosed-quote",
		B("explain = \"x"), 0 },
	{ "structure: quotes that differ", AS_LINE, REFUSED, NULL, B("explain = \"x'"), 0 },
	{ "structure: words after the quote", AS_LINE, REFUSED, "text-after-quote",
		B("explain = \"x\" y"), 0 },
	{ "structure: a single quote mark", AS_LINE, REFUSED, NULL, B("explain = \""), 0 },
	{ "structure: a backslash at the end", AS_LINE, REFUSED, NULL, B("explain = \"x\" \\"), 0 },
	{ "structure: a backslash in a text", IN_TEXT, REFUSED, "backslash", B("a\\nz"), 0 },
	{ "structure: a continued remark", IN_COMMENT, REFUSED, NULL, B("x \\"), 0 },
	{ "structure: an unknown section", AS_LINE, REFUSED, NULL,
		B("[exec x]\ncommand = \"reboot\""), 0 },
	{ "structure: an unknown key", AS_LINE, REFUSED, "unknown-key", B("command = \"reboot\""),
		0 },
	{ "structure: an id with a path in it", IN_ID, REFUSED, NULL, B("../../t"), 0 },
	{ "structure: an id with an escape", IN_ID, REFUSED, NULL, B("t\x1b[31m"), 0 },
	{ "structure: an id of per cents", IN_ID, REFUSED, NULL, B("%s%n"), 0 },
	{ "structure: another id than its folder's", IN_ID, REFUSED, "id-differs-from-folder",
		B("x"), 0 },
	{ "structure: XML", AS_ALL, REFUSED, NULL, B("<?xml version=\"1.0\"?>\n<lesson/>\n"), 0 },
	{ "structure: JSON", AS_ALL, REFUSED, NULL, B("{\"lesson\": {\"title\": \"x\"}}\n"), 0 },
	{ "structure: a conflict of git", AS_LINE, REFUSED, NULL,
		B("<<<<<<< HEAD\npoints = 1\n=======\npoints = 2\n>>>>>>> b"), 0 },
	{ "structure: a page number beyond 64 bits", AS_LINE, REFUSED, NULL,
		B("hint99999999999999999999 = \"x\""), 0 },
	{ "structure: a value beyond 64 bits", AS_LINE, REFUSED, NULL,
		B("points = 99999999999999999999"), 0 },
	{ "structure: a value below all", AS_LINE, REFUSED, NULL,
		B("points = -9223372036854775808"), 0 },
	{ "structure: a value in octal", AS_LINE, REFUSED, NULL, B("points = 010x"), 0 },
	{ "structure: a language from elsewhere", IN_LANGUAGE, REFUSED, "bad-language", B("../en"),
		0 },
	{ "structure: an escape in the language", IN_LANGUAGE, REFUSED, NULL, B("e\x1bn"), 0 },

	{ "answers: an option that is not there", IN_CORRECT, REFUSED, "unknown-option", B("f"),
		0 },
	{ "answers: none", IN_CORRECT, REFUSED, "empty-value", B(""), 0 },
	{ "answers: a capital", IN_CORRECT, REFUSED, NULL, B("B"), 0 },
	{ "answers: two", IN_CORRECT, REFUSED, NULL, B("a, b"), 0 },
	{ "answers: a number", IN_CORRECT, REFUSED, NULL, B("1"), 0 },
	{ "answers: a format", IN_CORRECT, REFUSED, NULL, B("%s"), 0 },
	{ "answers: very many", IN_CORRECT, REFUSED, NULL, B("b"), 900 },
	{ "answers: a no-break space before it", IN_CORRECT, REFUSED, NULL,
		B("\xc2\xa0"
		  "b"),
		0 },
	{ "answers: a Cyrillic letter like b", IN_CORRECT, REFUSED, NULL, B("\xd1\x8c"), 0 },
	{ "answers: a wide b", IN_CORRECT, REFUSED, NULL, B("\xef\xbd\x82"), 0 },
	{ "answers: a mark of direction after it", IN_CORRECT, REFUSED, NULL, B("b\xe2\x80\x8f"),
		0 },

	{ "sizes: a text of 900 letters without a space", IN_TEXT, TAKEN, NULL, B("x"), 900 },
	{ "sizes: a line of 1024 bytes", IN_TEXT, REFUSED, "line-too-long", B("y"), 1014 },
	{ "sizes: a line of 64 KiB", IN_TEXT, REFUSED, "line-too-long", B("long "), 13000 },
	{ "sizes: a key of 1000 bytes", IN_KEY, REFUSED, NULL, B("k"), 1000 },
	{ "sizes: a key of 64 KiB", IN_KEY, REFUSED, NULL, B("k"), 65536 },
	{ "sizes: a section of 1000 bytes", IN_PAGE_ID, REFUSED, NULL, B("s"), 1000 },
	{ "sizes: a section of 64 KiB", IN_PAGE_ID, REFUSED, NULL, B("s"), 65536 },
	{ "sizes: a title of 900 bytes", IN_TITLE, TAKEN, NULL, B("title "), 150 },
	{ "sizes: an option of 900 bytes", IN_OPTION, TAKEN, NULL, B("option "), 128 },
	{ "sizes: 20,000 sections", AS_LINE, REFUSED, NULL, B("[x]\n"), 20000 },
	{ "sizes: 100,000 lines of a key", AS_LINE, REFUSED, NULL, B("key = 1\n"), 100000 },
	{ "sizes: 100,000 remarks", AS_LINE, REFUSED, "file-too-large", B("; remark\n"), 100000 },
	{ "sizes: 100,000 continued lines", AS_LINE, REFUSED, NULL, B("k = x \\\n"), 100000 },
	{ "sizes: 10,000 opening brackets", AS_LINE, REFUSED, NULL, B("["), 10000 },
	{ "sizes: 3,000 errors", AS_LINE, REFUSED, "too-many-errors", B("?\n"), 3000 },

	SEQUENCE("colour", "\033[31m"),
	SEQUENCE("concealed text", "\033[8m"),
	SEQUENCE("clear the screen", "\033[2J\033[H"),
	SEQUENCE("clear what scrolled", "\033[3J"),
	SEQUENCE("move the cursor", "\033[1;1H"),
	SEQUENCE("a prompt that is none", "\033[2J\033[Hlogin: "),
	SEQUENCE("leave the other screen", "\033[?1049l"),
	SEQUENCE("all motion of the mouse", "\033[?1003h\033[?1006h"),
	SEQUENCE("no brackets around pastes", "\033[?2004l"),
	SEQUENCE("a scroll region of one line", "\033[5;5r"),
	SEQUENCE("where is the cursor", "\033[6n"),
	SEQUENCE("who are you", "\033[c\033[>c\033[>0q"),
	SEQUENCE("report the title", "\033[21t"),
	SEQUENCE("resize the window", "\033[8;6666;6666t"),
	SEQUENCE("minimise the window", "\033[2t"),
	SEQUENCE("repeat a letter", "x\033[600000000b"),
	SEQUENCE("many parameters",
		"\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m"),
	SEQUENCE("a parameter beyond 64 bits", "\033[99999999999999999999A"),
	SEQUENCE("colons", "\033[4::::::::::::::::::::3m"),
	SEQUENCE("an unfinished sequence", "\033[3"),
	SEQUENCE("a title", "\033]0;owned\007"),
	SEQUENCE("a title with ST", "\033]2;owned\033\\"),
	SEQUENCE("an unfinished string", "\033]0;swallows the rest"),
	SEQUENCE("the palette", "\033]4;1;#000000\007"),
	SEQUENCE("a link", "\033]8;;http://example.org\033\\click\033]8;;\033\\"),
	SEQUENCE("a link to a file", "\033]8;;file:///etc/passwd\033\\click"),
	SEQUENCE("write the clipboard", "\033]52;c;cmVib290Cg==\007"),
	SEQUENCE("read the clipboard", "\033]52;c;?\007"),
	SEQUENCE("the font", "\033]50;?\007"),
	SEQUENCE("the folder", "\033]7;file:///tmp\007"),
	SEQUENCE("a notification", "\033]9;urgent\007"),
	SEQUENCE("a download", "\033]1337;File=name=eA==:eA==\007"),
	SEQUENCE("the palette of the Linux console", "\033]P0ff0000"),
	SEQUENCE("report a setting", "\033P$qm\033\\"),
	SEQUENCE("sixels", "\033Pq#0;2;0;0;0#0~~@@\033\\"),
	SEQUENCE("a programmed key", "\033P0;1|17/0a\033\\"),
	SEQUENCE("through tmux", "\033Ptmux;\033\033]0;x\007\033\\"),
	SEQUENCE("report a capability", "\033P+q544e\033\\"),
	SEQUENCE("pictures of kitty", "\033_Gf=32,s=1,v=1;AAAA\033\\"),
	SEQUENCE("PM and SOS", "\033^x\033\\\033Xx\033\\"),
	SEQUENCE("a full reset", "\033c"),
	SEQUENCE("a screen of E", "\033#8"),
	SEQUENCE("lines in place of letters", "\033(0"),
	SEQUENCE("shift out", "\016"),
	SEQUENCE("lock the keyboard", "\033[2h"),
	SEQUENCE("another console", "\033[12;6]"),
	SEQUENCE("the bell of the console", "\033[10;100]\033[11;9999]"),
	SEQUENCE("print", "\033[5i secret \033[4i"),
	SEQUENCE("bells", "\007\007\007\007\007\007\007\007"),
	SEQUENCE("backspaces", "danger\010\010\010\010\010\010safe"),
	SEQUENCE("delete", "\177"),
	SEQUENCE("ask for the answerback", "\005"),
	SEQUENCE("stop the output", "\023"),
	SEQUENCE("ESC alone", "\033"),
	SEQUENCE("all of C0",
		"\001\002\003\004\006\020\021\022\024\025\026\027\030\031\032\034\035\036\037"),
	C1("CSI of C1",
		"\xc2\x9b"
		"31m"),
	C1("OSC of C1",
		"\xc2\x9d"
		"0;owned\xc2\x9c"),
	C1("DCS of C1", "\xc2\x90$qm\xc2\x9c"),
	C1("all of C1",
		"\xc2\x80\xc2\x81\xc2\x82\xc2\x83\xc2\x84\xc2\x85\xc2\x8d\xc2\x8e\xc2\x8f\xc2\x96\xc2\x97\xc2\x98\xc2\x99\xc2\x9a\xc2\x9e\xc2\x9f"),
	{ "terminal: in the title", IN_TITLE, REFUSED, "control-character", B("a\033]0;x\007z"),
		0 },
	{ "terminal: in a prompt", IN_PROMPT, REFUSED, "control-character", B("a\033]0;x\007z"),
		0 },
	{ "terminal: in an option", IN_OPTION, REFUSED, "control-character", B("a\033]0;x\007z"),
		0 },
	{ "terminal: in a reason", IN_FEEDBACK, REFUSED, "control-character", B("a\033]0;x\007z"),
		0 },
	{ "terminal: in a section name", IN_PAGE_ID, REFUSED, NULL, B("a\033]0;x\007z"), 0 },
	{ "terminal: in a key", IN_KEY, REFUSED, NULL, B("a\033]0;x\007z"), 0 },
	{ "terminal: in a remark", IN_COMMENT, REFUSED, NULL, B("a\033]0;x\007z"), 0 },
	{ "terminal: in the answer", IN_CORRECT, REFUSED, NULL, B("b\033[31m"), 0 },
	{ "terminal: in a line that is wrong besides", AS_LINE, REFUSED, NULL,
		B("wrong \033]0;x\007 line"), 0 },

	HIDDEN("an override to the left",
		"\xe2\x80\xae"
		"0800 123"),
	HIDDEN("an override to the right",
		"\xe2\x80\xad"
		"abc"),
	HIDDEN("an embedding",
		"\xe2\x80\xab"
		"abc\xe2\x80\xac"),
	HIDDEN("60 embeddings",
		"\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa\xe2\x80\xaa"),
	HIDDEN("a line separator", "\xe2\x80\xa8"),
	HIDDEN("a paragraph separator", "\xe2\x80\xa9"),
	HIDDEN("tag letters", "\xf3\xa0\x81\x81\xf3\xa0\x81\x82"),
	HIDDEN("annotations",
		"\xef\xbf\xb9"
		"x\xef\xbf\xba"
		"y\xef\xbf\xbb"),
	HIDDEN("old format characters", "\xe2\x81\xaa\xe2\x81\xaf"),
	{ "unicode: an override in the title", IN_TITLE, REFUSED, "forbidden-character",
		B("a\xe2\x80\xae"
		  "b"),
		0 },
	{ "unicode: an override in an option", IN_OPTION, REFUSED, "forbidden-character",
		B("a\xe2\x80\xae"
		  "b"),
		0 },
	SHOWN("an emoji", "\xf0\x9f\x98\x80"),
	HIDDEN("a family",
		"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"),
	{ "unicode: 120 people joined", IN_TEXT, REFUSED, "forbidden-character",
		B("\xf0\x9f\x91\xa9\xe2\x80\x8d"), 120 },
	SHOWN("a flag and a half", "\xf0\x9f\x87\xa7\xf0\x9f\x87\xaa\xf0\x9f\x87\xab"),
	HIDDEN("a skin tone", "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"),
	SHOWN("a mark first",
		"\xcc\x81"
		"abc"),
	SHOWN("Tibetan stacks", "\xe0\xbd\xa6\xe0\xbe\x90\xe0\xbe\xb1\xe0\xbd\xb2"),
	SHOWN("letters that grow when they are folded", "\xc3\x9f\xc4\xb0\xef\xac\x83\xef\xb7\xba"),
	SHOWN("dotless and dotted i", "\xc4\xb1I\xc4\xb0i"),
	HIDDEN("letters of private use", "\xee\x80\x80\xf3\xb0\x80\x80"),
	HIDDEN("what is not assigned", "\xcd\xb8\xf3\xa0\xa0\x80"),
	{ "unicode: 400 marks on a letter", IN_TEXT, REFUSED, "forbidden-character", B("\xcc\x81"),
		400 },
	{ "unicode: 300 no-break spaces", IN_TEXT, TAKEN, NULL, B("x\xc2\xa0"), 300 },
	{ "unicode: 100 turns of direction", IN_TEXT, TAKEN, NULL, B("ab \xd7\xa9\xd7\x9c "), 100 },
	{ "unicode: 300 tabs", IN_TEXT, REFUSED, NULL, B("\t"), 300 },
};

#endif
