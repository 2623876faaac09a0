/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk whose power can be cut. A VFS below SQLite records every write, truncation, sync and
 * deletion, with the acknowledgements in between. Then power_rebuild() makes the files as a cut at
 * some moment could have left them: everything synced is there; each later write may be there,
 * lost, torn at a sector boundary, left as zeros, or there without an earlier one.
 *
 * The model is a file system that keeps its own metadata in order, on a disk that does not lie
 * about syncs.
 */
#ifndef TESTS_STORE_POWER_H
#define TESTS_STORE_POWER_H

#include <stdint.h>

#include "base/rand.h"
#include "store/scratch.h"

enum { POWER_FILES = 8, POWER_SECTOR = 512 };
enum power_kind { POWER_WRITE, POWER_TRUNCATE, POWER_SYNC, POWER_DELETE, POWER_ACK };

struct power_op {
	enum power_kind kind;
	int file; /* POWER_ACK: the number of the acknowledgement */
	sqlite3_int64 at;
	char *data;
	size_t len;
};

static struct {
	sqlite3_vfs vfs, *real;
	bool recording;
	bool deaf; /* syncs are not recorded, as with synchronous=OFF */
	char *names[POWER_FILES];
	struct strbuf before[POWER_FILES];
	int n_files;
	struct power_op *ops;
	size_t n, cap;
} power;

struct power_file {
	sqlite3_file file;
	int id; /* index into power.names; -1 for a temporary file */
	sqlite3_file *real;
};

static inline struct power_op *power_note(enum power_kind kind, int file)
{
	ALLOC_GROW(power.ops, power.n + 1, power.cap);
	power.ops[power.n] = (struct power_op){ .kind = kind, .file = file };
	return &power.ops[power.n++];
}

static inline void power_ack(int which)
{
	power_note(POWER_ACK, which);
}

static inline int power_id(const char *name)
{
	for (int i = 0; i < power.n_files; i++)
		if (!strcmp(power.names[i], name))
			return i;
	if (power.n_files == POWER_FILES)
		BUG("too many files");
	power.names[power.n_files] = xstrdup(name);
	strbuf_init(&power.before[power.n_files]);
	if (!access(name, F_OK))
		scratch_read(name, &power.before[power.n_files]);
	return power.n_files++;
}

/* ---- the VFS methods */

static inline sqlite3_file *power_real(sqlite3_file *file)
{
	return ((struct power_file *)file)->real;
}

static inline bool power_listens(const sqlite3_file *file)
{
	return power.recording && ((const struct power_file *)file)->id >= 0;
}

static int power_close(sqlite3_file *file)
{
	return power_real(file)->pMethods ? power_real(file)->pMethods->xClose(power_real(file))
					  : SQLITE_OK;
}

static int power_read(sqlite3_file *file, void *data, int len, sqlite3_int64 at)
{
	return power_real(file)->pMethods->xRead(power_real(file), data, len, at);
}

static int power_write(sqlite3_file *file, const void *data, int len, sqlite3_int64 at)
{
	if (power_listens(file)) {
		struct power_op *op = power_note(POWER_WRITE, ((struct power_file *)file)->id);

		op->at = at;
		op->len = (size_t)len;
		op->data = xmemdupz(data, op->len);
	}
	return power_real(file)->pMethods->xWrite(power_real(file), data, len, at);
}

static int power_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (power_listens(file))
		power_note(POWER_TRUNCATE, ((struct power_file *)file)->id)->at = size;
	return power_real(file)->pMethods->xTruncate(power_real(file), size);
}

/* Records the sync only: the real disk keeps its power. */
static int power_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	if (power_listens(file) && !power.deaf)
		power_note(POWER_SYNC, ((struct power_file *)file)->id);
	return SQLITE_OK;
}

static int power_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return power_real(file)->pMethods->xFileSize(power_real(file), size);
}

static int power_lock(sqlite3_file *file, int lock)
{
	return power_real(file)->pMethods->xLock(power_real(file), lock);
}

static int power_unlock(sqlite3_file *file, int lock)
{
	return power_real(file)->pMethods->xUnlock(power_real(file), lock);
}

static int power_reserved(sqlite3_file *file, int *out)
{
	return power_real(file)->pMethods->xCheckReservedLock(power_real(file), out);
}

static int power_control(sqlite3_file *file, int op, void *arg)
{
	return power_real(file)->pMethods->xFileControl(power_real(file), op, arg);
}

static int power_sector(sqlite3_file *file)
{
	(void)file;
	return POWER_SECTOR;
}

/* Device characteristics: none, as the worst disk promises. */
static int power_promises(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static const sqlite3_io_methods power_methods = {
	1,
	power_close,
	power_read,
	power_write,
	power_truncate,
	power_sync,
	power_size,
	power_lock,
	power_unlock,
	power_reserved,
	power_control,
	power_sector,
	power_promises,
	NULL,
	NULL,
	NULL,
	NULL,
	NULL,
	NULL,
};

static int power_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct power_file *f = (struct power_file *)file;
	int rc;

	(void)vfs;
	f->real = (sqlite3_file *)(f + 1);
	f->id = name && power.recording ? power_id(name) : -1;
	rc = power.real->xOpen(power.real, name, f->real, flags, out);
	file->pMethods = f->real->pMethods ? &power_methods : NULL;
	return rc;
}

static int power_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs;
	if (power.recording) {
		int id = power_id(name);

		power_note(POWER_DELETE, id);
		if (sync && !power.deaf)
			power_note(POWER_SYNC, id);
	}
	return power.real->xDelete(power.real, name, sync);
}

/* ---- on and off */

static inline void power_on(bool deaf)
{
	if (!power.real) {
		power.real = sqlite3_vfs_find(NULL);
		power.vfs = *power.real;
		power.vfs.zName = "power";
		power.vfs.szOsFile = (int)sizeof(struct power_file) + power.real->szOsFile;
		power.vfs.xOpen = power_open;
		power.vfs.xDelete = power_delete;
	}
	sqlite3_vfs_register(&power.vfs, 1);
	power.recording = true;
	power.deaf = deaf;
}

/* Stops recording and keeps the record. Syncs still do nothing, which keeps the tests fast. */
static inline void power_off(void)
{
	power.recording = false;
}

static inline void power_forget(void)
{
	for (size_t i = 0; i < power.n; i++)
		free(power.ops[i].data);
	for (int i = 0; i < power.n_files; i++) {
		free(power.names[i]);
		strbuf_release(&power.before[i]);
	}
	free(power.ops);
	power.ops = NULL;
	power.n = power.cap = 0;
	power.n_files = 0;
}

/* ---- the files after a cut */

struct power_disk {
	struct strbuf bytes;
	bool gone;
};

static inline void power_resize(struct power_disk *d, size_t size)
{
	while (d->bytes.len < size)
		strbuf_addch(&d->bytes, '\0');
	strbuf_setlen(&d->bytes, size);
}

/* Applies op to d. sectors: NULL to write all of it, else the random state that decides for each
 * sector whether it arrives. */
static inline void power_apply(struct power_disk *d, const struct power_op *op, uint64_t *sectors)
{
	size_t end = (size_t)op->at + op->len;

	if (op->kind == POWER_DELETE) {
		power_resize(d, 0);
		d->gone = true;
	} else if (op->kind == POWER_TRUNCATE) {
		power_resize(d, (size_t)op->at);
	} else if (op->kind == POWER_WRITE) {
		d->gone = false;
		if (d->bytes.len < end)
			power_resize(d, end);
		for (size_t i = 0; i < op->len;) {
			size_t n = POWER_SECTOR - ((size_t)op->at + i) % POWER_SECTOR;

			n = n < op->len - i ? n : op->len - i;
			if (!sectors || rand_below(sectors, 2))
				memcpy(d->bytes.buf + (size_t)op->at + i, op->data + i, n);
			i += n;
		}
	}
}

/* Applies the ops on one file before the cut: all that precede its last sync, and a random choice
 * of the later ones. */
static inline void power_replay(struct power_disk *d, int file, size_t cut, uint64_t *rng_state)
{
	uint32_t way = rand_below(rng_state, 5);
	size_t synced = 0;

	for (size_t i = 0; i < cut; i++)
		if (power.ops[i].kind == POWER_SYNC && power.ops[i].file == file)
			synced = i;
	for (size_t i = 0; i < cut; i++) {
		const struct power_op *op = &power.ops[i];

		if (op->kind == POWER_ACK || op->file != file)
			continue;
		if (i < synced || way == 0)
			power_apply(d, op, NULL);
		else if (way == 1 || (way > 1 && rand_below(rng_state, 2)))
			continue;
		else
			power_apply(d, op, way == 4 ? rng_state : NULL);
	}
}

/* Writes the files to dir as a cut before operation number cut could have left them. */
static inline void power_rebuild(const char *dir, size_t cut, uint64_t *rng_state)
{
	for (int i = 0; i < power.n_files; i++) {
		struct power_disk d = { STRBUF_INIT, false };
		struct strbuf path = STRBUF_INIT;

		strbuf_add(&d.bytes, power.before[i].buf, power.before[i].len);
		power_replay(&d, i, cut, rng_state);
		strbuf_addf(&path, "%s%s", dir, strrchr(power.names[i], '/'));
		if (d.gone || (!d.bytes.len && i > 0))
			unlink(path.buf);
		else
			scratch_write(path.buf, d.bytes.buf, d.bytes.len);
		strbuf_release(&path);
		strbuf_release(&d.bytes);
	}
}

#endif
