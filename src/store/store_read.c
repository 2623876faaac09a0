/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/opening.h"
#include "store/query.h"
#include "store/salvage.h"
#include "store/store_file.h"
#include "store/store_image.h"

/* Why the file itself cannot be read in place. */
enum obstacle { NO_OBSTACLE, NEEDS_COPY, IS_DAMAGED };

/* Reads the file in place. On success there is an obstacle, or the database is open. */
static int read_in_place(struct store *store, struct store_file *file, enum obstacle *obstacle)
{
	int version = 0, rc;

	*obstacle = NEEDS_COPY;
	if (store_image_is_needed(file->path))
		return SQLITE_OK;
	*obstacle = NO_OBSTACLE;
	file->read_only = true;
	rc = store_open_database(store, file);
	if (!rc)
		rc = store_examine(store, file, &version);
	if (!rc && !store_is_newest(version))
		*obstacle = NEEDS_COPY;
	else if (!rc)
		rc = store_check_schema(store);
	/* a program has died meanwhile */
	if (rc == SQLITE_READONLY_ROLLBACK)
		*obstacle = NEEDS_COPY;
	else if (store_is_corrupt(rc))
		*obstacle = IS_DAMAGED;
	if (*obstacle)
		store_close_database(store);
	return *obstacle ? SQLITE_OK : rc;
}

/* Opens a copy of the file and brings it to the newest version. */
static int read_copy(
	struct store *store, const struct store_file *file, int *version, bool *rolled_back)
{
	struct store_image image;
	int rc = store_image_read(file->path, &image);

	if (rc)
		return rc;
	*rolled_back = image.rolled_back;
	store->db = store_image_open(&image);
	if (!store->db)
		return SQLITE_NOMEM;
	rc = store_read_version(store->db, version);
	if (!rc && *version)
		rc = store_check_pages(store->db);
	if (!rc)
		rc = store_migrate(store->db, *version);
	return rc ? rc : store_check_schema(store);
}

/* Opens a new store in memory with the rows that can still be read of the file. */
static int read_remains(struct store *store, const struct store_file *file, int *rows)
{
	struct store_image nothing = { NULL, 0, false };
	int rc;

	store->db = store_image_open(&nothing);
	if (!store->db)
		return SQLITE_NOMEM;
	rc = store_migrate(store->db, 0);
	if (!rc)
		*rows = store_salvage(store->db, file->path);
	return rc;
}

/* TRANSLATORS: a file each */
static const char old[] =
	N_("%s was written by an older version of Vigie. It was read from a copy in memory and "
	   "left as it is; the course updates it when it starts.");
static const char interrupted[] =
	N_("A save in %s was interrupted. It was read from a copy in memory, without the "
	   "unfinished save, and left as it is.");
static const char remains[] =
	N_("%s is damaged. This is what can still be read of it; it was left as it is. The course "
	   "sets it aside when it starts, and goes on with what can be read.");
static const char no_remains[] =
	N_("%s is damaged and cannot be read. It was left as it is. The course sets it aside when "
	   "it starts, and begins a new one.");

/* Reads the file from a copy, because of the obstacle. Returns the state. */
static enum store_state read_aside(struct store *store, const struct store_file *file,
	enum obstacle obstacle, struct strbuf *err)
{
	bool rolled_back = false;
	int version = 0, rows = 0, rc = SQLITE_CORRUPT;

	if (obstacle != IS_DAMAGED)
		rc = read_copy(store, file, &version, &rolled_back);
	if (store_is_corrupt(rc)) {
		store_close_database(store);
		rc = read_remains(store, file, &rows);
		if (!rc) {
			strbuf_addf(err, _(rows ? remains : no_remains), store->path);
			return rows ? STORE_DAMAGED : STORE_UNUSABLE;
		}
	}
	if (rc) {
		store_explain(store, rc, err);
		return rc == STORE_IS_NEWER ? STORE_NEWER : STORE_UNUSABLE;
	}
	/* an empty file has no version */
	if (version && !store_is_newest(version))
		strbuf_addf(err, _(old), store->path);
	else if (rolled_back)
		strbuf_addf(err, _(interrupted), store->path);
	return STORE_OK;
}

struct store *store_open_reading(const char *path, enum store_state *state, struct strbuf *err)
{
	struct store *store = store_new(path, "", err);
	struct store_file file;
	enum obstacle obstacle;
	int rc;

	*state = STORE_UNUSABLE;
	if (store && store_file_examine(&file, path, err)) {
		store->reading = true;
		rc = read_in_place(store, &file, &obstacle);
		if (rc) {
			*state = rc == STORE_IS_NEWER ? STORE_NEWER : STORE_UNUSABLE;
			store_explain(store, rc, err);
		} else {
			*state = obstacle ? read_aside(store, &file, obstacle, err) : STORE_OK;
		}
		store_file_release(&file);
	}
	if (*state == STORE_OK || *state == STORE_DAMAGED)
		return store;
	store_close(store);
	return NULL;
}

/* Opens what is there, or says in err why it would have to be changed first. */
static int open_as_it_is(struct store *store, struct store_file *file, struct strbuf *err)
{
	int version = 0, rc;

	if (file->read_only || store_image_is_needed(file->path)) {
		strbuf_addf(err,
			/* TRANSLATORS: a file */
			_("Nothing can be kept in %s, which cannot be written, or in which a save was interrupted."),
			store->path);
		return SQLITE_OK;
	}
	rc = store_open_database(store, file);
	if (!rc)
		rc = store_examine(store, file, &version);
	if (!rc && !store_is_newest(version)) {
		strbuf_addf(err,
			/* TRANSLATORS: a file */
			_("Nothing can be kept in %s, which is of an older version of Vigie, until the course has updated it."),
			store->path);
		return SQLITE_OK;
	}
	if (!rc)
		rc = sqlite3_exec(store->db,
			"PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE", NULL, NULL,
			NULL);
	return rc ? rc : store_check_schema(store);
}

struct store *store_open_as_is(const char *path, struct strbuf *err)
{
	struct store *store = store_new(path, "", err);
	struct store_file file;
	size_t len = err->len;

	if (store && store_file_examine(&file, path, err)) {
		int rc = open_as_it_is(store, &file, err);

		if (rc)
			store_explain(store, rc, err);
		store_file_release(&file);
	}
	if (store && err->len == len)
		return store;
	store_close(store);
	return NULL;
}

bool store_is_writable(const char *path, struct strbuf *err)
{
	struct store_file file;
	bool good = store_file_examine(&file, path, err);

	if (!good)
		return false;
	if (file.read_only)
		strbuf_addf(err,
			_("Cannot write %s, so nothing is saved. Check the permissions of the file "
			  "and its folder."),
			path);
	else if (file.is_wide)
		strbuf_addf(err,
			/* TRANSLATORS: a file, twice */
			_("Others can read %s. Start the course, which changes that, or type: chmod 600 %s"),
			path, path);
	good = !file.read_only && !file.is_wide;
	store_file_release(&file);
	return good;
}
