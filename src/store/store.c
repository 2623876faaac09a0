/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/opening.h"
#include "store/query.h"
#include "store/salvage.h"
#include "store/store_file.h"

/* the first with STRICT tables */
enum { OLDEST_SQLITE = 3037000 };

/* Files up to this size are checked in full each time they are opened. */
enum { CHECKED_SIZE = 8 << 20 };

/*
 * Returns the descriptor for acknowledgements, or -1. The number may be stale and refer to one of
 * the program's own files, which a write would destroy. So accept a regular file only in append
 * mode, which SQLite never uses.
 */
static int find_ack(void)
{
	const char *text = getenv("VIGIE_ACK_FD");
	char *end;
	long fd;
	int flags;
	struct stat st;

	if (!text || *text < '0' || *text > '9')
		return -1;
	fd = strtol(text, &end, 10);
	if (*end || fd > 65535)
		return -1;
	flags = fcntl((int)fd, F_GETFL);
	if (flags < 0 || fstat((int)fd, &st))
		return -1;
	if (!S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode) && !S_ISCHR(st.st_mode) &&
		!(flags & O_APPEND))
		return -1;
	return (int)fd;
}

/*
 * Configures SQLite for the whole process, before its first database: no threads, no memory
 * statistics.
 */
static void configure_sqlite(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_MMAP_SIZE, (sqlite3_int64)0, (sqlite3_int64)0);
}

int store_open_database(struct store *store, const struct store_file *file)
{
	/* The path has no symbolic link in it, so NOFOLLOW refuses only one created since. */
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
		(file->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	int rc;

	/*
	 * closing this descriptor releases SQLite's locks, so it is opened before SQLite and closed
	 * after it
	 */
	store->turn = file->read_only
		? -1
		: open(file->path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	rc = sqlite3_open_v2(file->path, &store->db, flags, NULL);
	if (rc)
		return rc;
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_handler(store->db, store_wait, store);
	store_harden_db(store->db);
	return SQLITE_OK;
}

int store_check_pages(sqlite3 *db)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &stmt, NULL);

	if (rc)
		return rc;
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		const char *said = (const char *)sqlite3_column_text(stmt, 0);

		rc = !said ? SQLITE_NOMEM : strcmp(said, "ok") ? SQLITE_CORRUPT : SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	return rc;
}

/*
 * Checks that the statements fit the schema. If a schema with Vigie's mark rejects them, it is
 * damaged in a way that no other check sees.
 */
int store_check_schema(struct store *store)
{
	static const enum statement used[] = { SQL_LOAD_PLACES, SQL_LOAD_RUNS, SQL_LOAD_ANSWERS,
		SQL_LOAD_ATTEMPTS, SQL_GET_SETTING };
	int rc = SQLITE_OK;

	for (size_t i = 0; i < ARRAY_SIZE(used) && !rc; i++)
		rc = query_prepare(store, used[i]);
	return rc == SQLITE_ERROR ? SQLITE_CORRUPT : rc;
}

/* Checks that the file is a store, and sound. In one transaction, to lock the file once. */
int store_examine(struct store *store, const struct store_file *file, int *version)
{
	int rc = sqlite3_exec(store->db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);

	if (!rc)
		rc = query_run(store, SQL_BEGIN_READING);
	if (!rc)
		rc = store_read_version(store->db, version);
	if (!rc && *version && (file->size <= CHECKED_SIZE || store->doubted))
		rc = store_check_pages(store->db);
	return rc ? rc : query_run(store, SQL_COMMIT);
}

static int open_and_check(struct store *store, const struct store_file *file)
{
	int version = 0, rc = store_open_database(store, file);

	if (!rc)
		rc = store_examine(store, file, &version);
	/*
	 * Not before the version is known: these read the schema, which may be unknown if a newer
	 * version wrote it.
	 */
	if (!rc)
		rc = sqlite3_exec(store->db,
			"PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE", NULL, NULL,
			NULL);
	if (!rc)
		rc = store_migrate(store->db, version);
	return rc ? rc : store_check_schema(store);
}

void store_close_database(struct store *store)
{
	for (size_t i = 0; i < SQL_COUNT; i++) {
		sqlite3_finalize(store->prepared[i]);
		store->prepared[i] = NULL;
	}
	sqlite3_close(store->db);
	store->db = NULL;
	if (store->turn >= 0)
		close(store->turn);
	store->turn = -1;
}

bool store_is_corrupt(int rc)
{
	return rc > 0 && ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB);
}

enum opening { OPENED, TRY_AGAIN, GIVEN_UP };

/* A damaged file that this process has quarantined. */
struct aside {
	struct strbuf name; /* new name, no folder; empty if another process did it */
	int rows;           /* recovered into the fresh file */
};

/* Fills the fresh file with the rows recovered from the other; on failure it stays empty. */
static void take_over(struct store *store, const struct store_file *file, struct aside *aside)
{
	struct strbuf path = STRBUF_INIT;

	strbuf_addf(&path, "%.*s/%s", (int)(strrchr(file->path, '/') - file->path), file->path,
		aside->name.buf);
	if (!open_and_check(store, file))
		aside->rows = store_salvage(store->db, path.buf);
	store_close_database(store);
	strbuf_release(&path);
}

/* Needs the lock of the folder. */
static enum opening repair(
	struct store *store, const struct store_file *file, struct aside *aside, struct strbuf *err)
{
	bool damaged = store_is_corrupt(open_and_check(store, file));

	store_close_database(store);
	if (!damaged)
		return TRY_AGAIN;
	if (!file->read_only && store_file_set_aside(file, &aside->name)) {
		take_over(store, file, aside);
		return TRY_AGAIN;
	}
	strbuf_addf(err,
		_("%s is damaged and could not be set aside, so progress is not kept. Move it "
		  "away, "
		  "or choose another file."),
		store->path);
	return GIVEN_UP;
}

static enum opening set_aside(
	struct store *store, const struct store_file *file, struct aside *aside, struct strbuf *err)
{
	int lock = store_file_lock_folder(file);
	enum opening result = repair(store, file, aside, err);

	store_file_unlock_folder(lock);
	return result;
}

/* SQLite may find it unwritable for reasons of its own, such as a mark in the file. */
static bool is_read_only(const struct store *store, const struct store_file *file)
{
	return file->read_only || sqlite3_db_readonly(store->db, "main") == 1;
}

static enum opening try_to_open(
	struct store *store, enum store_state *state, struct aside *aside, struct strbuf *err)
{
	struct store_file file;
	enum opening result = OPENED;
	int rc;

	if (!store_file_prepare(&file, store->path, err))
		return GIVEN_UP;
	rc = open_and_check(store, &file);
	*state = STORE_OK;
	if (!rc && is_read_only(store, &file)) {
		*state = STORE_UNUSABLE;
		store_explain(store, SQLITE_READONLY, err);
	} else if (!rc && file.mode_tightened) {
		strbuf_addf(err,
			/* TRANSLATORS: a file */
			_("Others could read %s; from now on only you can."), store->path);
	} else if (store_is_corrupt(rc)) {
		store_close_database(store);
		result = set_aside(store, &file, aside, err);
	} else if (rc) {
		*state = rc == STORE_IS_NEWER ? STORE_NEWER : STORE_UNUSABLE;
		store_explain(store, rc, err);
		result = GIVEN_UP;
	}
	store_file_release(&file);
	return result;
}

/*
 * One for the existing file, one for a fresh one, and one more in case another program interferes.
 */
enum { ATTEMPTS = 3 };

/* TRANSLATORS: two files each; the second is the new name of the first */
static const char recovered[] =
	N_("%s was damaged. It was set aside as %s, and a new one was begun with what could "
	   "still be read of it.");
static const char unreadable[] =
	N_("%s was damaged and could not be read. It was set aside as %s, and a new one was "
	   "begun.");

static bool open_somehow(struct store *store, enum store_state *state, struct strbuf *err)
{
	struct aside aside = { STRBUF_INIT, 0 };
	enum opening result = TRY_AGAIN;

	for (int i = 0; i < ATTEMPTS && result == TRY_AGAIN; i++)
		result = try_to_open(store, state, &aside, err);
	if (result != OPENED && *state != STORE_NEWER)
		*state = STORE_UNUSABLE;
	if (aside.name.len && result == OPENED && *state == STORE_OK) {
		*state = STORE_DAMAGED;
		strbuf_addf(
			err, _(aside.rows ? recovered : unreadable), store->path, aside.name.buf);
	} else if (aside.name.len) {
		/* TRANSLATORS: the new name of a file; follows another sentence */
		strbuf_addf(err, _(" The damaged file was set aside as %s."), aside.name.buf);
	}
	strbuf_release(&aside.name);
	return result == OPENED;
}

bool store_recheck(struct store *store, struct strbuf *err)
{
	enum store_state state = STORE_UNUSABLE;
	mode_t old;

	if (store->doubted)
		return false;
	store->doubted = true;
	store_close_database(store);
	old = umask(S_IRWXG | S_IRWXO);
	if (!open_somehow(store, &state, err))
		store_close_database(store);
	umask(old);
	return state == STORE_DAMAGED;
}

struct store *store_new(const char *path, const char *learner, struct strbuf *err)
{
	struct store *store;

	if (sqlite3_libversion_number() < OLDEST_SQLITE) {
		strbuf_addf(err, _("SQLite %s is too old to keep progress. Install 3.37 or newer."),
			sqlite3_libversion());
		return NULL;
	}
	configure_sqlite();
	store = xcalloc(1, sizeof(*store));
	store->path = xstrdup(path);
	store->learner = xstrdup(learner);
	store->ack = -1;
	store->turn = -1;
	return store;
}

struct store *store_open(
	const char *path, const char *learner, enum store_state *state, struct strbuf *err)
{
	struct store *store = store_new(path, learner, err);
	mode_t old;

	*state = STORE_UNUSABLE;
	if (!store)
		return NULL;
	store->ack = find_ack();
	old = umask(S_IRWXG | S_IRWXO);
	if (open_somehow(store, state, err)) {
		store_choose_learner(store, err);
	} else {
		store_close(store);
		store = NULL;
	}
	umask(old);
	return store;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_close_database(store);
	free(store->path);
	free(store->learner);
	free(store);
}
