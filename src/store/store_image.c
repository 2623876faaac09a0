/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store_image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "store/query.h"

/* SECTOR: the least that SQLite reads as the header of a journal */
enum { PAGE = 4096, SECTOR = 512 };

/* sqlite.org/fileformat.html; 2: write-ahead logging */
enum { WRITE_FORMAT = 18, READ_FORMAT = 19, HEADER = 100 };

static uint32_t get_number(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool is_power_of_two(size_t n, size_t least)
{
	return n >= least && n <= 65536 && !(n & (n - 1));
}

/* ---- files to memory */

static int open_to_read(const char *path)
{
	int fd;

	do
		fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/* Returns the bytes that could be read, fewer than size at the end of the file; -1 on failure. */
static ssize_t read_up_to(int fd, unsigned char *data, size_t size)
{
	size_t had = 0;

	while (had < size) {
		ssize_t n = pread(fd, data + had, size - had, (off_t)had);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (!n)
			break;
		had += (size_t)n;
	}
	return (ssize_t)had;
}

/* Reads the open file into memory, followed by zeros up to a multiple of PAGE. */
static int read_whole(int fd, unsigned char **data, size_t *size, size_t *padded)
{
	struct stat st;
	ssize_t n;

	*data = NULL;
	*size = *padded = 0;
	if (fstat(fd, &st))
		return SQLITE_IOERR_READ;
	if (st.st_size > STORE_IMAGE_MAX)
		return SQLITE_TOOBIG;
	if (!S_ISREG(st.st_mode) || !st.st_size)
		return SQLITE_OK;
	*padded = (size_t)(st.st_size + PAGE - 1) / PAGE * PAGE;
	*data = sqlite3_malloc64(*padded);
	if (!*data)
		return SQLITE_NOMEM;
	memset(*data, 0, *padded);
	n = read_up_to(fd, *data, (size_t)st.st_size);
	*size = n < 0 ? 0 : (size_t)n;
	return n < 0 ? SQLITE_IOERR_READ : SQLITE_OK;
}

/* Locks the bytes that SQLite locks to read (sqlite.org/lockingv3.html), waiting five seconds. */
static int lock_to_read(int fd)
{
	struct flock lock = {
		.l_type = F_RDLCK,
		.l_whence = SEEK_SET,
		.l_start = 0x40000002,
		.l_len = 510,
	};
	const struct timespec pause = { 0, 10000000 };

	for (int i = 0; i < 500; i++) {
		if (!fcntl(fd, F_SETLK, &lock))
			return SQLITE_OK;
		if (errno != EACCES && errno != EAGAIN && errno != EINTR)
			return SQLITE_IOERR_READ;
		nanosleep(&pause, NULL);
	}
	return SQLITE_BUSY;
}

/* ---- the journal: the pages as they were before the save */

struct journal {
	const unsigned char *data;
	size_t size, at;
	size_t page, sector;
	uint32_t pages; /* that the file had */
	uint32_t records, nonce;
};

/* Reads the header of a segment. The first one has the sizes for all. */
static bool read_header(struct journal *j)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	const unsigned char *header;

	if (j->at)
		j->at = (j->at + j->sector - 1) / j->sector * j->sector;
	if (j->at > j->size || j->size - j->at < j->sector)
		return false;
	header = j->data + j->at;
	if (memcmp(header, magic, sizeof(magic)) != 0)
		return false;
	if (!j->at) {
		j->pages = get_number(header + 16);
		j->sector = get_number(header + 20);
		/* of an old SQLite, which did not write it */
		if (get_number(header + 24))
			j->page = get_number(header + 24);
		if (!is_power_of_two(j->sector, 32) || !is_power_of_two(j->page, 512))
			return false;
	}
	j->records = get_number(header + 8);
	j->nonce = get_number(header + 12);
	/* written without a sync: as many as there are */
	if (j->records == UINT32_MAX && j->size > j->at + j->sector)
		j->records = (uint32_t)((j->size - j->at - j->sector) / (j->page + 8));
	j->at += j->sector;
	return true;
}

/* Returns the next page of the segment, NULL if it is incomplete or was never completed. */
static const unsigned char *read_record(struct journal *j, uint32_t *number)
{
	const unsigned char *record = j->data + j->at;
	uint32_t sum = j->nonce;

	if (j->at > j->size || j->size - j->at < j->page + 8)
		return NULL;
	*number = get_number(record);
	for (size_t i = j->page - 200; i > 0 && i < j->page; i -= 200)
		sum += record[4 + i];
	if (!*number || sum != get_number(record + 4 + j->page))
		return NULL;
	j->at += j->page + 8;
	return record + 4;
}

/* Gives the image the size that the file had before the save. */
static int resize(struct store_image *image, size_t size)
{
	size_t padded = (size + PAGE - 1) / PAGE * PAGE;
	unsigned char *data = image->data;

	if (padded > image->size) {
		data = sqlite3_realloc64(image->data, padded);
		if (!data)
			return SQLITE_NOMEM;
		memset(data + image->size, 0, padded - image->size);
	}
	memset(data + size, 0, padded - size);
	image->rolled_back = image->size != padded;
	image->data = data;
	image->size = padded;
	return SQLITE_OK;
}

static void restore(struct store_image *image, size_t at, const unsigned char *page, size_t size)
{
	if (!memcmp(image->data + at, page, size))
		return;
	memcpy(image->data + at, page, size);
	image->rolled_back = true;
}

/*
 * Copies the pages of the journal over those of the image. If a program is just saving, they are
 * the same, since it cannot have changed the file under our lock.
 */
static int roll_back(struct store_image *image, const unsigned char *data, size_t size)
{
	struct journal j = { .data = data, .size = size, .page = PAGE, .sector = SECTOR };
	const unsigned char *page;
	uint32_t number;
	int rc;

	/* a journal next to an empty file is of an earlier one */
	if (!image->data || !read_header(&j))
		return SQLITE_OK;
	if (!j.pages || j.pages > STORE_IMAGE_MAX / j.page)
		return j.pages ? SQLITE_TOOBIG : SQLITE_OK;
	rc = resize(image, j.pages * j.page);
	do {
		for (uint32_t i = 0; i < j.records && !rc; i++) {
			page = read_record(&j, &number);
			if (!page)
				return rc;
			if (number <= j.pages)
				restore(image, (number - 1) * j.page, page, j.page);
		}
	} while (!rc && read_header(&j));
	return rc;
}

static int read_journal(const char *path, struct store_image *image)
{
	struct strbuf name = STRBUF_INIT;
	unsigned char *data = NULL;
	size_t size = 0, padded;
	int fd, rc = SQLITE_OK;

	strbuf_addf(&name, "%s-journal", path);
	fd = open_to_read(name.buf);
	strbuf_release(&name);
	if (fd < 0)
		return errno == ENOENT ? SQLITE_OK : SQLITE_CANTOPEN;
	rc = read_whole(fd, &data, &size, &padded);
	close(fd);
	if (!rc && data)
		rc = roll_back(image, data, size);
	sqlite3_free(data);
	return rc;
}

/* ---- the image */

/*
 * Reads the first size bytes of the file. Returns how many there are, 0 if there is no file, -1 if
 * it cannot be read.
 */
static ssize_t read_start(const char *path, const char *suffix, unsigned char *data, size_t size)
{
	struct strbuf name = STRBUF_INIT;
	ssize_t n;
	int fd;

	strbuf_addf(&name, "%s%s", path, suffix);
	fd = open_to_read(name.buf);
	n = fd >= 0 ? read_up_to(fd, data, size) : errno == ENOENT ? 0 : -1;
	if (fd >= 0)
		close(fd);
	strbuf_release(&name);
	return n;
}

/* True if the newest pages are in another file. */
static bool has_log(const char *path, const struct store_image *image)
{
	unsigned char byte;

	return image->data && image->data[READ_FORMAT] == 2 &&
		read_start(path, "-wal", &byte, 1) != 0;
}

int store_image_read(const char *path, struct store_image *image)
{
	size_t size;
	int fd = open_to_read(path), rc, error;

	*image = (struct store_image){ NULL, 0, false };
	if (fd < 0)
		return SQLITE_CANTOPEN;
	rc = lock_to_read(fd);
	if (!rc)
		rc = read_whole(fd, &image->data, &size, &image->size);
	if (!rc)
		rc = has_log(path, image) ? SQLITE_BUSY : read_journal(path, image);
	error = errno;
	close(fd);
	if (rc)
		store_image_release(image);
	errno = error;
	return rc;
}

sqlite3 *store_image_open(struct store_image *image)
{
	sqlite3 *db = NULL;
	unsigned char *data = image->data;

	image->data = NULL;
	if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)) {
		sqlite3_free(data);
		sqlite3_close(db);
		return NULL;
	}
	/* memory has no write-ahead log */
	if (data && image->size >= HEADER && data[READ_FORMAT] == 2)
		data[WRITE_FORMAT] = data[READ_FORMAT] = 1;
	if (data &&
		sqlite3_deserialize(db, "main", data, (sqlite3_int64)image->size,
			(sqlite3_int64)image->size,
			SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)) {
		sqlite3_close(db);
		return NULL;
	}
	sqlite3_extended_result_codes(db, 1);
	sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
	store_harden_db(db);
	return db;
}

void store_image_release(struct store_image *image)
{
	sqlite3_free(image->data);
	image->data = NULL;
}

bool store_image_is_needed(const char *path)
{
	unsigned char data[READ_FORMAT + 1] = { 0 };
	ssize_t n = read_start(path, "-journal", data, 1);

	/* on any doubt the copy tells */
	if (n < 0 || data[0])
		return true;
	n = read_start(path, "", data, sizeof(data));
	return n < 0 || (n == (ssize_t)sizeof(data) && data[READ_FORMAT] == 2);
}
