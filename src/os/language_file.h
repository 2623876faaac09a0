/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds files and folders that are named after a language, whatever case and hyphen they have. */
#ifndef OS_LANGUAGE_FILE_H
#define OS_LANGUAGE_FILE_H

struct arena;

/*
 * Returns the path of dir/CODE followed by suffix, in arena, or NULL if there is none. A name that
 * is canonical (pt-BR.ini) comes before another form of the same code (pt_br.ini).
 */
const char *language_file_exact(
	struct arena *arena, const char *dir, const char *code, const char *suffix);
/*
 * Returns the path of the translation in dir into *lang (NULL: none is wanted), in arena, or NULL
 * if there is none. Where there is none into pt-BR, the one into pt is taken. Stops at own, the
 * language of the texts themselves (NULL: unknown). *lang becomes the language found.
 */
const char *language_file_translation(
	struct arena *arena, const char *dir, const char *own, const char **lang);

#endif
