/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/clock.h"
#include "os/process.h"
#include "store/counters.h"
#include "store/store.h"

/* Until a job that failed is tried again; and how long after the end of the sitting. */
enum { RETRY_MS = 2000, LINGER_MS = 60000 };

/* Before each job and each reply, on the same machine: no byte order. */
struct job_header {
	uint32_t len, number;
};

struct reply_header {
	int64_t value;
	uint32_t len, number, result, unused;
};

/* ---- the worker: does jobs, in the writer or, without one, in the program itself */

struct worker {
	struct writer_options options; /* with copies of its texts, which may be arguments */
	struct job_target target;
	int fd;                /* -1: no process of its own */
	struct strbuf queue;   /* jobs with their headers */
	struct strbuf replies; /* with their headers; to be sent over fd at once, if there is one */
	struct strbuf why;     /* the store could not be opened */
};

/* Appends what has come within ms milliseconds (-1: waits for something); false at the end. */
static bool receive(struct worker *w, int ms)
{
	struct pollfd p = { .fd = w->fd, .events = POLLIN };
	char buf[4096];

	for (;;) {
		int ready = poll(&p, 1, ms);
		ssize_t n;

		/* where poll fails, read waits; but not while there are jobs to be done */
		if (!ready || (ready < 0 && (errno == EINTR || ms >= 0)))
			return true;
		n = read(w->fd, buf, sizeof(buf));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		strbuf_add(&w->queue, buf, (size_t)n);
		explicit_bzero(buf, (size_t)n);
		ms = 0;
	}
}

/* Gives up if the sitting has ended. */
static void send_replies(struct worker *w)
{
	size_t at = 0;

	while (at < w->replies.len) {
		ssize_t n = write(w->fd, w->replies.buf + at, w->replies.len - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	strbuf_clear(&w->replies);
}

static void open_target(struct worker *w)
{
	const struct writer_options *o = &w->options;
	enum store_state state;

	strbuf_clear(&w->why);
	if (o->store)
		w->target.store = store_open(o->store, o->learner, &state, &w->why);
	if (o->counters)
		w->target.counters = counters_open(o->counters, &w->why);
}

static bool has_target(const struct worker *w)
{
	return w->target.store || w->target.counters;
}

/* Opens what the jobs work on; a writer then gives up everything else, and cannot open it again. */
static void get_ready(struct worker *w)
{
	if (has_target(w))
		return;
	open_target(w);
	if (has_target(w) && w->options.confine)
		w->options.confine(w->options.ctx);
}

static enum job_result do_job(
	struct worker *w, const char *job, size_t len, int64_t *value, struct strbuf *err)
{
	get_ready(w);
	if (has_target(w))
		return job_do(&w->target, job, len, value, err);
	*value = 0;
	strbuf_add(err, w->why.buf, w->why.len);
	return JOB_WAITS;
}

/* Returns the header of the job at the offset; false if it is not there whole. */
static bool job_at(const struct worker *w, size_t at, struct job_header *h)
{
	if (w->queue.len - at < sizeof(*h))
		return false;
	memcpy(h, w->queue.buf + at, sizeof(*h));
	return w->queue.len - at - sizeof(*h) >= h->len;
}

static void add_job(struct strbuf *queue, unsigned number, const struct strbuf *job)
{
	const struct job_header h = { (uint32_t)job->len, number };

	strbuf_add(queue, (const char *)&h, sizeof(h));
	strbuf_add(queue, job->buf, job->len);
}

static uint32_t newest(const struct worker *w)
{
	struct job_header h = { 0 };

	for (size_t at = 0; job_at(w, at, &h); at += sizeof(h) + h.len)
		;
	return h.number;
}

static void reply(struct worker *w, uint32_t number, enum job_result result, int64_t value,
	const struct strbuf *why)
{
	const struct reply_header h = {
		.value = value, .len = (uint32_t)why->len, .number = number, .result = result
	};

	strbuf_add(&w->replies, (const char *)&h, sizeof(h));
	strbuf_add(&w->replies, why->buf, why->len);
	if (w->fd >= 0)
		send_replies(w);
}

/* Does the first job; returns false if it must wait, and all others with it. */
static bool do_first(struct worker *w, const struct job_header *h)
{
	struct strbuf why = STRBUF_INIT;
	int64_t value;
	enum job_result result = do_job(w, w->queue.buf + sizeof(*h), h->len, &value, &why);
	bool waits = job_waits(result);

	if (waits && w->fd >= 0)
		(void)receive(w, 0);
	reply(w, waits ? newest(w) : h->number, result, value, &why);
	strbuf_release(&why);
	if (!waits)
		strbuf_splice(&w->queue, 0, sizeof(*h) + h->len, "", 0);
	return !waits;
}

/* Does what can be done; returns false if a job must wait. */
static bool do_all(struct worker *w)
{
	struct job_header h;

	while (job_at(w, 0, &h))
		if (!do_first(w, &h))
			return false;
	return true;
}

static struct worker *new_worker(const struct writer_options *options)
{
	struct worker *w = xcalloc(1, sizeof(*w));

	w->options = *options;
	w->options.store = options->store ? xstrdup(options->store) : NULL;
	w->options.learner = options->learner ? xstrdup(options->learner) : NULL;
	w->options.counters = options->counters ? xstrdup(options->counters) : NULL;
	w->target.locale = options->locale;
	w->target.hash = options->hash;
	w->fd = -1;
	strbuf_init(&w->queue);
	strbuf_init(&w->replies);
	strbuf_init(&w->why);
	return w;
}

static void release_worker(struct worker *w)
{
	if (!w)
		return;
	store_close(w->target.store);
	counters_close(w->target.counters);
	free((char *)w->options.store);
	free((char *)w->options.learner);
	free((char *)w->options.counters);
	strbuf_release(&w->queue);
	strbuf_release(&w->replies);
	strbuf_release(&w->why);
	free(w);
}

/* ---- the writer */

static void serve(struct worker *w)
{
	bool more = true;
	int64_t end = 0;

	while (more) {
		bool waits = !do_all(w);

		more = receive(w, waits ? RETRY_MS : -1);
	}
	end = clock_ms() + LINGER_MS;
	while (!do_all(w) && clock_ms() < end)
		poll(NULL, 0, RETRY_MS);
}

/* Leaves the terminal, which belongs to the sitting, and its signals. */
static void step_back(void)
{
	static const int ignored[] = { SIGINT, SIGHUP, SIGTERM, SIGPIPE, SIGXFSZ };
	int nothing = open("/dev/null", O_RDWR);

	setsid();
	for (size_t i = 0; i < ARRAY_SIZE(ignored); i++)
		signal(ignored[i], SIG_IGN);
	for (int fd = 0; nothing >= 0 && fd < 3; fd++)
		dup2(nothing, fd);
	if (nothing > 2)
		close(nothing);
	/* it may outlive the sitting, whose arguments may name a person */
	process_rename("cal");
}

/* The number may be stale, and that of our own line by now. */
static void drop_stale_acks(int line)
{
	const char *ack = getenv("VIGIE_ACK_FD");
	char number[16];

	snprintf(number, sizeof(number), "%d", line);
	if (ack && !strcmp(ack, number))
		unsetenv("VIGIE_ACK_FD");
}

static _Noreturn void be_the_writer(struct worker *w)
{
	step_back();
	drop_stale_acks(w->fd);
	get_ready(w);
	serve(w);
	close(w->fd);
	release_worker(w);
	exit(0);
}

/* ---- the sitting's side */

struct writer {
	pid_t pid;
	int fd; /* -1: there is no process; worker does the jobs */
	struct worker *worker;
	struct strbuf out, in; /* to be sent; received */
	unsigned sent, done;
	struct strbuf why; /* of the reply last taken */
	bool lost;         /* the process has ended before its time */
};

/* Starts the process; false if that cannot be done. */
static bool split_off(struct writer *writer)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return false;
	/* a sitting that waits in read would wait for ever, and hear no key */
	if (fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	fflush(stdout);
	writer->pid = fork();
	if (writer->pid == 0) {
		close(ends[0]);
		writer->worker->fd = ends[1];
		be_the_writer(writer->worker);
	}
	close(ends[1]);
	if (writer->pid < 0) {
		close(ends[0]);
		return false;
	}
	writer->fd = ends[0];
	return true;
}

struct writer *writer_start(const struct writer_options *options)
{
	struct writer *writer = xcalloc(1, sizeof(*writer));

	writer->fd = -1;
	writer->worker = new_worker(options);
	strbuf_init(&writer->out);
	strbuf_init(&writer->in);
	strbuf_init(&writer->why);
	if (split_off(writer)) {
		release_worker(writer->worker);
		writer->worker = NULL;
	} else {
		writer->worker->options.confine = NULL;
	}
	return writer;
}

/*
 * Without SIGPIPE. On 32-bit x86 send() of the C library makes the call socketcall, whose arguments
 * the sandbox of a kiosk cannot see.
 */
static ssize_t send_some(int fd, const char *bytes, size_t len)
{
#ifdef SYS_sendto
	return syscall(SYS_sendto, fd, bytes, len, MSG_NOSIGNAL, NULL, 0);
#else
	return send(fd, bytes, len, MSG_NOSIGNAL);
#endif
}

static void flush_out(struct writer *writer)
{
	size_t at = 0;

	while (at < writer->out.len) {
		ssize_t n = send_some(writer->fd, writer->out.buf + at, writer->out.len - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	strbuf_splice(&writer->out, 0, at, "", 0);
}

unsigned writer_send(struct writer *writer, struct strbuf *job)
{
	writer->sent++;
	if (writer->worker) {
		add_job(&writer->worker->queue, writer->sent, job);
		(void)do_all(writer->worker);
	} else {
		add_job(&writer->out, writer->sent, job);
		flush_out(writer);
	}
	strbuf_release(job);
	return writer->sent;
}

static void fetch_replies(struct writer *writer)
{
	char buf[1024];
	ssize_t n = -1;

	if (writer->worker) {
		strbuf_add(&writer->in, writer->worker->replies.buf, writer->worker->replies.len);
		strbuf_clear(&writer->worker->replies);
	}
	if (writer->fd < 0)
		return;
	flush_out(writer);
	do {
		n = read(writer->fd, buf, sizeof(buf));
		if (n > 0)
			strbuf_add(&writer->in, buf, (size_t)n);
	} while (n > 0 || (n < 0 && errno == EINTR));
	writer->lost = n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

static bool next_reply(struct writer *writer, struct writer_reply *reply)
{
	struct reply_header h;

	if (writer->in.len < sizeof(h))
		return false;
	memcpy(&h, writer->in.buf, sizeof(h));
	if (writer->in.len - sizeof(h) < h.len)
		return false;
	strbuf_clear(&writer->why);
	strbuf_add(&writer->why, writer->in.buf + sizeof(h), h.len);
	strbuf_splice(&writer->in, 0, sizeof(h) + h.len, "", 0);
	*reply = (struct writer_reply){ h.number, (enum job_result)h.result, h.value,
		writer->why.buf };
	return true;
}

/* Once the writer is lost, everything that is not done is dropped. */
static bool next_lost(struct writer *writer, struct writer_reply *reply)
{
	if (!writer->lost || writer->done == writer->sent)
		return false;
	if (writer->fd >= 0)
		close(writer->fd);
	writer->fd = -1;
	*reply = (struct writer_reply){ writer->sent, JOB_DROPPED, 0,
		_("the part of Vigie that saves has ended. Start the course again.") };
	return true;
}

bool writer_take(struct writer *writer, struct writer_reply *reply)
{
	if (!next_reply(writer, reply)) {
		fetch_replies(writer);
		if (!next_reply(writer, reply) && !next_lost(writer, reply))
			return false;
	}
	if (!job_waits(reply->result))
		writer->done = reply->job;
	return true;
}

int writer_fd(const struct writer *writer)
{
	return writer->fd;
}

unsigned writer_sent(const struct writer *writer)
{
	return writer->sent;
}

unsigned writer_done(const struct writer *writer)
{
	return writer->done;
}

void writer_wait(struct writer *writer, int ms)
{
	struct pollfd p = { .fd = writer->fd, .events = POLLIN };

	if (writer->out.len)
		p.events |= POLLOUT;
	if (writer->fd >= 0)
		(void)poll(&p, 1, ms);
}

void writer_free(struct writer *writer)
{
	if (!writer)
		return;
	if (writer->fd >= 0)
		close(writer->fd);
	release_worker(writer->worker);
	strbuf_release(&writer->out);
	strbuf_release(&writer->in);
	strbuf_release(&writer->why);
	free(writer);
}
