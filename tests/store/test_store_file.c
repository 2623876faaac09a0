/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be in place of the store file, and who may read and write it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scratch.h"
#include "skip.h"

#include <sys/socket.h>
#include <sys/un.h>

/* ---- permissions and directories */

static void assert_private_with_umask(struct scratch *s, mode_t mask)
{
	mode_t old = umask(mask), after;
	struct store *store = scratch_open(s, "");

	after = umask(old);
	assert_int_equal(after, mask);
	assert_non_null(store);
	old = umask(mask);
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	umask(old);
	store_close(store);
	assert_int_equal(scratch_mode(s->path), 0600);
	assert_int_equal(scratch_mode(s->data), 0700);
	snprintf(s->name, sizeof(s->name), "%s-journal", s->path);
	assert_int_equal(scratch_mode(s->name), 0600);
}

static void umask_0_still_gives_0600_and_0700(void **state)
{
	assert_private_with_umask(*state, 0);
}

static void umask_0777_still_gives_0600_and_0700(void **state)
{
	assert_private_with_umask(*state, 0777);
}

static void missing_folders_are_made_and_those_there_are_left(void **state)
{
	struct scratch *s = *state;
	char path[128];

	assert_int_equal(chmod(s->dir, 0755), 0);
	snprintf(path, sizeof(path), "%s/a//b/c/progress.db", s->dir);
	store_close(scratch_open_at(s, path, ""));
	assert_int_equal(s->state, STORE_OK);
	assert_int_equal(scratch_mode(scratch_name(s, "a")), 0700);
	assert_int_equal(scratch_mode(scratch_name(s, "a/b/c")), 0700);
	assert_int_equal(scratch_mode(s->dir), 0755);
}

static void a_path_without_a_folder_is_in_the_current_one(void **state)
{
	struct scratch *s = *state;
	char *before = getcwd(NULL, 0);

	assert_int_equal(chdir(s->dir), 0);
	store_close(scratch_open_at(s, "progress.db", ""));
	assert_int_equal(chdir(before), 0);
	free(before);
	assert_int_equal(s->state, STORE_OK);
	assert_int_equal(scratch_mode(scratch_name(s, "progress.db")), 0600);
}

static void a_name_that_looks_like_a_uri_is_a_name(void **state)
{
	struct scratch *s = *state;
	char *before = getcwd(NULL, 0);

	assert_int_equal(chdir(s->dir), 0);
	store_close(scratch_open_at(s, "file:x?mode=memory", ""));
	assert_int_equal(chdir(before), 0);
	free(before);
	assert_int_equal(s->state, STORE_OK);
	assert_true(scratch_there(scratch_name(s, "file:x?mode=memory")));
}

static void wider_rights_of_a_file_are_narrowed_and_that_is_said(void **state)
{
	struct scratch *s = *state;
	char journal[160];

	scratch_fill(s);
	snprintf(journal, sizeof(journal), "%s-journal", s->path);
	assert_int_equal(chmod(s->path, 0666), 0);
	assert_int_equal(chmod(journal, 0644), 0);
	store_close(scratch_open(s, ""));
	assert_int_equal(s->state, STORE_OK);
	assert_non_null(strstr(s->err.buf, "Others could read"));
	assert_int_equal(scratch_mode(s->path), 0600);
	assert_int_equal(scratch_mode(journal), 0600);
	/* this is reported only once */
	store_close(scratch_open_well(s, ""));
	/* a single permission bit too many is removed */
	for (mode_t right = 1; right < 0100; right <<= 1) {
		assert_int_equal(chmod(s->path, 0600 | right), 0);
		store_close(scratch_open(s, ""));
		assert_int_equal(scratch_mode(s->path), 0600);
	}
}

/* ---- not a store file */

static void assert_refused(struct scratch *s, const char *path, const char *why)
{
	assert_null(scratch_open_at(s, path, ""));
	assert_int_equal(s->state, STORE_UNUSABLE);
	assert_non_null(strstr(s->err.buf, why));
	assert_int_equal(s->err.buf[s->err.len - 1], '.');
}

static void a_symbolic_link_is_refused(void **state)
{
	struct scratch *s = *state;
	char link[128];

	scratch_fill(s);
	snprintf(link, sizeof(link), "%s/link.db", s->dir);
	assert_int_equal(symlink(s->path, link), 0);
	assert_refused(s, link, "symbolic link");
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink("nowhere", link), 0);
	assert_refused(s, link, "symbolic link");
	assert_false(scratch_there(scratch_name(s, "nowhere")));
}

static void a_link_in_place_of_the_folder_is_refused(void **state)
{
	struct scratch *s = *state;
	char path[128];

	scratch_fill(s);
	assert_int_equal(symlink("data", scratch_name(s, "link")), 0);
	snprintf(path, sizeof(path), "%s/link/progress.db", s->dir);
	assert_refused(s, path, "symbolic link");
	snprintf(path, sizeof(path), "%s/link//progress.db", s->dir);
	assert_refused(s, path, "symbolic link");
	snprintf(path, sizeof(path), "%s/link/../link/new.db", s->dir);
	assert_refused(s, path, "symbolic link");
	assert_false(scratch_there(scratch_name(s, "data/new.db")));
}

/* As on machines where /home or /var is a symbolic link. */
static void a_link_higher_up_is_fine(void **state)
{
	struct scratch *s = *state;
	char path[128];
	struct store *store;

	assert_int_equal(symlink(".", scratch_name(s, "link")), 0);
	snprintf(path, sizeof(path), "%s/link/data/progress.db", s->dir);
	scratch_fill(s);
	store = scratch_open_at(s, path, "");
	assert_true(scratch_holds(s, store));
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
}

static void a_link_to_nowhere_as_folder_is_refused(void **state)
{
	struct scratch *s = *state;
	char path[128];

	assert_int_equal(symlink("nowhere", scratch_name(s, "link")), 0);
	snprintf(path, sizeof(path), "%s/link/progress.db", s->dir);
	assert_refused(s, path, "symbolic link");
}

static void a_pipe_is_refused_and_nobody_waits(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0700), 0);
	assert_int_equal(mkfifo(s->path, 0600), 0);
	assert_refused(s, s->path, "not a regular file");
}

static void a_socket_is_refused(void **state)
{
	struct scratch *s = *state;
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s/socket", s->dir);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_refused(s, address.sun_path, "not a regular file");
	close(fd);
}

static void devices_are_refused(void **state)
{
	assert_refused(*state, "/dev/null", "not a regular file");
	assert_refused(*state, "/dev/full", "not a regular file");
}

static void a_folder_in_place_of_the_file_is_refused(void **state)
{
	struct scratch *s = *state;

	assert_refused(s, s->dir, "not a regular file");
	assert_refused(s, "/", "not a regular file");
	assert_refused(s, "", "not a regular file");
}

static void a_file_in_place_of_the_folder_is_refused(void **state)
{
	struct scratch *s = *state;

	scratch_write(s->data, "x", 1);
	assert_refused(s, s->path, "folder");
}

static void a_database_of_another_program_is_left_alone(void **state)
{
	static const char *const others[] = { "CREATE TABLE bookmark (url TEXT)",
		"PRAGMA application_id = 7", "PRAGMA user_version = 1",
		"PRAGMA application_id = 7; PRAGMA user_version = 99; CREATE TABLE run (id TEXT)" };
	struct scratch *s = *state;
	struct strbuf before = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		scratch_sql(s, others[i]);
		scratch_read(s->path, &before);
		assert_refused(s, s->path, "another program");
		scratch_read(s->path, &s->text);
		assert_int_equal(s->text.len, before.len);
		assert_memory_equal(s->text.buf, before.buf, before.len);
		assert_int_equal(unlink(s->path), 0);
	}
	strbuf_release(&before);
}

static void a_newer_version_is_left_alone(void **state)
{
	struct scratch *s = *state;
	struct strbuf before = STRBUF_INIT;

	scratch_fill(s);
	scratch_sql(s,
		"PRAGMA user_version = 999; CREATE TABLE future (x TEXT) STRICT;"
		"PRAGMA writable_schema = ON;"
		"UPDATE sqlite_schema SET sql = 'CREATE TABLE future (x SOMETHING NEW !)' WHERE "
		"name = 'future'");
	scratch_read(s->path, &before);
	assert_null(scratch_open(s, ""));
	assert_int_equal(s->state, STORE_NEWER);
	assert_non_null(strstr(s->err.buf, "newer version"));
	scratch_read(s->path, &s->text);
	assert_int_equal(s->text.len, before.len);
	assert_memory_equal(s->text.buf, before.buf, before.len);
	assert_int_equal(scratch_aside(s, false), 0);
	strbuf_release(&before);
}

/* ---- read-only places */

static bool loads_but_does_not_save(struct scratch *s, int i)
{
	struct store *store = scratch_open(s, "");
	bool good = store && s->state == STORE_UNUSABLE && strstr(s->err.buf, "Cannot write") &&
		scratch_holds(s, store);

	(void)i;
	strbuf_clear(&s->err);
	good = good && !store_save_setting(store, "language", "fr", &s->err) &&
		strstr(s->err.buf, "Cannot write") && scratch_holds(s, store);
	store_close(store);
	return good;
}

static bool saves(struct scratch *s, int i)
{
	struct store *store = scratch_open(s, "");
	bool good = store && s->state == STORE_OK && scratch_holds(s, store) &&
		store_save_setting(store, "language", "fr", &s->err);

	(void)i;
	store_close(store);
	return good;
}

static bool is_refused(struct scratch *s, int i)
{
	(void)i;
	return !scratch_open(s, "") && s->state == STORE_UNUSABLE && strstr(s->err.buf, s->data);
}

static void a_read_only_file_is_loaded(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	assert_int_equal(chmod(s->path, 0400), 0);
	scratch_give_to_nobody(s);
	assert_true(scratch_as_nobody(loads_but_does_not_save, s));
	assert_int_equal(scratch_mode(s->path), 0400);
}

static void a_file_in_a_read_only_folder_is_loaded(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	snprintf(s->name, sizeof(s->name), "%s-journal", s->path);
	assert_int_equal(unlink(s->name), 0);
	assert_int_equal(chmod(s->data, 0500), 0);
	scratch_give_to_nobody(s);
	assert_true(scratch_as_nobody(loads_but_does_not_save, s));
}

static void a_read_only_folder_with_the_journal_in_it_is_enough(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	assert_int_equal(chmod(s->data, 0500), 0);
	scratch_give_to_nobody(s);
	assert_true(scratch_as_nobody(saves, s));
}

static void a_new_file_in_a_read_only_folder_is_refused(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0500), 0);
	scratch_give_to_nobody(s);
	assert_true(scratch_as_nobody(is_refused, s));
}

static void a_new_folder_in_a_read_only_folder_is_refused(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(chmod(s->dir, 0555), 0);
	assert_true(scratch_as_nobody(is_refused, s));
}

static bool stays_damaged(struct scratch *s, int i)
{
	(void)i;
	return !scratch_open(s, "") && s->state == STORE_UNUSABLE && strstr(s->err.buf, "damaged");
}

static void damage_that_cannot_be_set_aside_is_said(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->data, 0700), 0);
	scratch_write(s->path, "Dear diary,\n", 12);
	assert_int_equal(chmod(s->data, 0500), 0);
	scratch_give_to_nobody(s);
	assert_true(scratch_as_nobody(stays_damaged, s));
}

static void a_file_that_may_not_be_read_is_refused(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	assert_int_equal(chmod(s->path, 0), 0);
	scratch_give_to_nobody(s);
	assert_true(scratch_as_nobody(is_refused, s));
}

static bool loads_of_another(struct scratch *s, int i)
{
	return loads_but_does_not_save(s, i);
}

static void the_readable_file_of_another_user_is_loaded(void **state)
{
	struct scratch *s = *state;

	if (geteuid()) {
		print_message("[  NOTE    ] needs root: no file of another user here\n");
		skip_because("needs root: no file of another user here");
	}
	scratch_fill(s);
	assert_int_equal(chmod(s->dir, 0755) | chmod(s->data, 0755) | chmod(s->path, 0644), 0);
	assert_true(scratch_as_nobody(loads_of_another, s));
	assert_int_equal(scratch_mode(s->path), 0644);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		T(umask_0_still_gives_0600_and_0700),
		T(umask_0777_still_gives_0600_and_0700),
		T(missing_folders_are_made_and_those_there_are_left),
		T(a_path_without_a_folder_is_in_the_current_one),
		T(a_name_that_looks_like_a_uri_is_a_name),
		T(wider_rights_of_a_file_are_narrowed_and_that_is_said),
		T(a_symbolic_link_is_refused),
		T(a_link_in_place_of_the_folder_is_refused),
		T(a_link_higher_up_is_fine),
		T(a_link_to_nowhere_as_folder_is_refused),
		T(a_pipe_is_refused_and_nobody_waits),
		T(a_socket_is_refused),
		T(devices_are_refused),
		T(a_folder_in_place_of_the_file_is_refused),
		T(a_file_in_place_of_the_folder_is_refused),
		T(a_database_of_another_program_is_left_alone),
		T(a_newer_version_is_left_alone),
		T(a_read_only_file_is_loaded),
		T(a_file_in_a_read_only_folder_is_loaded),
		T(a_read_only_folder_with_the_journal_in_it_is_enough),
		T(a_new_file_in_a_read_only_folder_is_refused),
		T(a_new_folder_in_a_read_only_folder_is_refused),
		T(damage_that_cannot_be_set_aside_is_said),
		T(a_file_that_may_not_be_read_is_refused),
		T(the_readable_file_of_another_user_is_loaded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
