/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/xapi_statement.h"

#include <stdio.h>
#include <time.h>

#include "base/strbuf.h"
#include "text/json.h"

#define ADL "http://adlnet.gov/expapi/verbs/"

static const struct {
	const char *name, *vocabulary;
} verbs[] = {
	[XAPI_ANSWERED] = { "answered", ADL },
	/* of the registry of the Tin Can API; ADL's list has none */
	[XAPI_SKIPPED] = { "skipped", "http://id.tincanapi.com/verb/" },
	[XAPI_RESPONDED] = { "responded", ADL },
	[XAPI_INTERACTED] = { "interacted", ADL },
	[XAPI_EXPERIENCED] = { "experienced", ADL },
	[XAPI_COMPLETED] = { "completed", ADL },
	[XAPI_PASSED] = { "passed", ADL },
	[XAPI_FAILED] = { "failed", ADL },
};

const char *xapi_verb_name(enum xapi_verb verb)
{
	return verbs[verb].name;
}

/* ---- ids */

void xapi_space(const char *base, uint8_t space[UUID_BYTES])
{
	uuid_make(uuid_of_urls, base, space);
}

void xapi_statement_id(
	const uint8_t space[UUID_BYTES], const struct xapi_fact *fact, char id[UUID_CHARS])
{
	struct strbuf name = STRBUF_INIT;
	uint8_t uuid[UUID_BYTES];

	strbuf_addf(&name, "%s/%s/", fact->store, fact->run);
	if (fact->number < 0)
		strbuf_addstr(&name, "-/-");
	else
		strbuf_addf(&name, "%d/%d", fact->number, fact->try);
	strbuf_addf(&name, "/%s", verbs[fact->verb].name);
	uuid_make(space, name.buf, uuid);
	uuid_text(uuid, id);
	strbuf_release(&name);
}

static void add_registration(
	struct strbuf *out, const uint8_t space[UUID_BYTES], const struct xapi_fact *fact)
{
	struct strbuf name = STRBUF_INIT;
	uint8_t uuid[UUID_BYTES];
	char text[UUID_CHARS];

	strbuf_addf(&name, "%s/%s", fact->store, fact->run);
	uuid_make(space, name.buf, uuid);
	uuid_text(uuid, text);
	strbuf_addf(out, "\"registration\":\"%s\"", text);
	strbuf_release(&name);
}

/* ---- parts */

void xapi_add_part(struct strbuf *out, const char *id)
{
	for (; *id; id++) {
		unsigned char c = (unsigned char)*id;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '-' || c == '_')
			strbuf_addch(out, *id);
		else
			strbuf_addf(out, "%%%02X", c);
	}
}

void xapi_add_actor(struct strbuf *out, const char *base, const char *name)
{
	strbuf_addf(out,
		"\"actor\":{\"objectType\":\"Agent\",\"account\":{\"homePage\":\"%s\",\"name\":",
		base);
	json_ascii(out, name);
	strbuf_addstr(out, "}}");
}

void xapi_add_time(struct strbuf *out, int64_t at)
{
	static const int64_t last = 253402300799; /* of the year 9999 */
	time_t when = (time_t)(at < 0 ? 0 : at > last ? last : at);
	struct tm tm = { 0 };

	gmtime_r(&when, &tm);
	strbuf_addf(out,
		"\"timestamp\":\"%04d-%02d-%02dT%02d:%02d:%02d.000Z\",\"version\":\"1.0.3\"",
		tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void add_activity(struct strbuf *out, const char *base, const char *path)
{
	strbuf_addf(out, "{\"objectType\":\"Activity\",\"id\":\"%s/%s\"}", base, path);
}

/* Appends the name of a member, after a comma if it is not the first of its object. */
static void add_member(struct strbuf *out, const char *name)
{
	if (out->buf[out->len - 1] != '{')
		strbuf_addch(out, ',');
	strbuf_addf(out, "\"%s\":", name);
}

/* Whole numbers only: no rounding that differs between machines, no comma of a locale. */
static void add_score(struct strbuf *out, int score, int max)
{
	int64_t scaled = ((int64_t)score * 10000 + max / 2) / max;

	add_member(out, "score");
	strbuf_addf(out, "{\"scaled\":%d.%04d,\"raw\":%d.%03d,\"min\":0,\"max\":%d.%03d}",
		(int)(scaled / 10000), (int)(scaled % 10000), score / 1000, score % 1000,
		max / 1000, max % 1000);
}

static void add_extension(struct strbuf *out, const struct xapi_fact *fact, const char *name)
{
	if (out->buf[out->len - 1] != '{')
		strbuf_addch(out, ',');
	strbuf_addf(out, "\"%s/extension/%s\":", fact->base, name);
}

static void add_result(struct strbuf *out, const struct xapi_fact *fact)
{
	static const char *const sure[] = { [CONFIDENCE_GUESS] = "guess",
		[CONFIDENCE_FAIRLY] = "fairly sure",
		[CONFIDENCE_SURE] = "sure" };

	strbuf_addstr(out, ",\"result\":{");
	if (fact->success != XAPI_UNKNOWN) {
		add_member(out, "success");
		strbuf_addstr(out, fact->success ? "true" : "false");
	}
	if (fact->completion != XAPI_UNKNOWN) {
		add_member(out, "completion");
		strbuf_addstr(out, fact->completion ? "true" : "false");
	}
	if (fact->response) {
		add_member(out, "response");
		json_ascii(out, fact->response);
	}
	if (fact->max > 0)
		add_score(out, fact->score, fact->max);
	if (fact->seconds >= 0) {
		add_member(out, "duration");
		strbuf_addf(out, "\"PT%dS\"", fact->seconds);
	}
	if (fact->number >= 0) {
		add_member(out, "extensions");
		strbuf_addch(out, '{');
		add_extension(out, fact, "try");
		strbuf_addf(out, "%d", fact->try);
		if (fact->hints > 0) {
			add_extension(out, fact, "hints");
			strbuf_addf(out, "%d", fact->hints);
		}
		if (fact->confidence != CONFIDENCE_NONE) {
			add_extension(out, fact, "confidence");
			strbuf_addf(out, "\"%s\"", sure[fact->confidence]);
		}
		strbuf_addch(out, '}');
	}
	strbuf_addch(out, '}');
}

/* An item of an exam belongs to its own lesson, and the exam is the group that it is in. */
static void add_context(
	struct strbuf *out, const uint8_t space[UUID_BYTES], const struct xapi_fact *fact)
{
	static const char *const kinds[] = { [RUN_QUIZ] = "quiz",
		[RUN_MISSED] = "missed",
		[RUN_EXAM] = "exam",
		[RUN_SCENARIO] = "scenario",
		[RUN_REVIEW] = "review" };
	struct strbuf lesson = STRBUF_INIT;

	strbuf_addstr(out, ",\"context\":{");
	add_registration(out, space, fact);
	strbuf_addstr(out, ",\"platform\":\"Vigie\"");
	if (fact->parent) {
		strbuf_addstr(out, ",\"contextActivities\":{\"parent\":[");
		add_activity(out, fact->base, fact->parent);
		strbuf_addch(out, ']');
		if (fact->kind == RUN_EXAM) {
			strbuf_addstr(&lesson, "lesson/");
			xapi_add_part(&lesson, fact->lesson);
			strbuf_addstr(out, ",\"grouping\":[");
			add_activity(out, fact->base, lesson.buf);
			strbuf_addch(out, ']');
		}
		strbuf_addch(out, '}');
	}
	strbuf_addstr(out, ",\"extensions\":{");
	add_extension(out, fact, "sitting");
	strbuf_addf(out, "\"%s\"}}", kinds[fact->kind]);
	strbuf_release(&lesson);
}

void xapi_statement(struct strbuf *out, const uint8_t space[UUID_BYTES],
	const struct xapi_fact *fact, const char *id)
{
	strbuf_addf(out, "{\"id\":\"%s\",", id);
	xapi_add_actor(out, fact->base, fact->person);
	strbuf_addf(out, ",\"verb\":{\"id\":\"%s%s\"},\"object\":", verbs[fact->verb].vocabulary,
		verbs[fact->verb].name);
	add_activity(out, fact->base, fact->object);
	add_result(out, fact);
	add_context(out, space, fact);
	strbuf_addch(out, ',');
	xapi_add_time(out, fact->at);
	strbuf_addstr(out, "}\n");
}
