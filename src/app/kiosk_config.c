/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk_config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/language_code.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

enum { GUESS_LIMIT = 2, KEYS_MAX = 16 };

static const char *const sections[] = { "kiosk", "staff", "hours", NULL };
static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
	"saturday", "sunday", NULL };
static const char *const staff_keys[] = { "code", NULL };

static const struct number {
	const char *key;
	size_t at; /* offset in struct kiosk_config */
	int least, most;
} numbers[] = {
	{ "idle", offsetof(struct kiosk_config, idle), 30, 3600 },
	{ "idle-text", offsetof(struct kiosk_config, idle_text), 30, 3600 },
	{ "warning", offsetof(struct kiosk_config, warning), KIOSK_WARNING_LEAST, 300 },
	{ "attract", offsetof(struct kiosk_config, attract), 3, 600 },
	{ "minimum", offsetof(struct kiosk_config, minimum), 5, 1000 },
};

static const struct folder_key {
	const char *key;
	size_t at;
} folders[] = {
	{ "lessons", offsetof(struct kiosk_config, lessons) },
	{ "data", offsetof(struct kiosk_config, data) },
	{ "usb", offsetof(struct kiosk_config, usb) },
	{ "machine", offsetof(struct kiosk_config, machine) },
};

struct reading {
	struct kiosk_config *config;
	const struct kiosk_host *host;
	struct diags *diags;
};

void kiosk_config_init(struct kiosk_config *c)
{
	memset(c, 0, sizeof(*c));
	c->idle = 120;
	c->idle_text = 240;
	c->warning = 30;
	c->attract = 8;
	c->minimum = 10;
	c->data = "/var/lib/vigie";
}

void kiosk_config_release(struct kiosk_config *c)
{
	arena_release(&c->arena);
	kiosk_config_init(c);
}

/* ---- values; each function returns false if s is not one */

static bool read_number(const char *s, int least, int most, int *out)
{
	char *end;
	long n;

	if (*s < '0' || *s > '9')
		return false;
	n = strtol(s, &end, 10);
	if (n < least || n > most || *end)
		return false;
	*out = (int)n;
	return true;
}

/*
 * Returns the path with one slash between its parts and without "." ("//a/./b/" becomes "/a/b");
 * NULL if it does not begin at the root, has a part "..", or is the root itself.
 */
static const char *plain_path(struct arena *arena, const char *s)
{
	struct strbuf out = STRBUF_INIT;
	const char *plain = NULL;
	bool up = *s != '/';

	for (; *s && !up; s += strcspn(s, "/")) {
		size_t n;

		s += strspn(s, "/");
		n = strcspn(s, "/");
		up = n == 2 && !memcmp(s, "..", 2);
		if (n && !(n == 1 && *s == '.'))
			strbuf_addf(&out, "/%.*s", (int)n, s);
	}
	if (!up && out.len)
		plain = arena_memdupz(arena, out.buf, out.len);
	strbuf_release(&out);
	return plain;
}

/*
 * Folders of the system, and those in which it lets others put theirs. The sandbox allows writing
 * below data, and below the folder of usb: that must not be one of these.
 */
static bool is_of_the_system(const char *path, size_t len)
{
	static const char *const names[] = { "/bin", "/boot", "/dev", "/dev/shm", "/etc", "/home",
		"/lib", "/lib64", "/mnt", "/opt", "/proc", "/root", "/run", "/sbin", "/srv", "/sys",
		"/tmp", "/usr", "/var", "/var/cache", "/var/lib", "/var/log", "/var/tmp" };
	static const char *const trees[] = { "/boot/", "/etc/", "/proc/", "/sys/", "/usr/" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strlen(names[i]) == len && !memcmp(names[i], path, len))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(trees); i++)
		if (!strncmp(path, trees[i], strlen(trees[i])))
			return true;
	return false;
}

static bool read_country(struct kiosk_config *c, const char *s)
{
	c->country = arena_strdup(&c->arena, s);
	return strlen(s) == 2 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
}

static bool read_languages(struct kiosk_config *c, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, ", ");

		if (c->n_languages == KIOSK_LANGUAGES_MAX ||
			!language_code_read(&c->languages[c->n_languages], s, n))
			return false;
		c->n_languages++;
		s += n;
		s += strspn(s, ", ");
	}
	return c->n_languages > 0;
}

/* Parses the first five characters: "09:00". */
static bool read_minute(const char *s, int *out)
{
	const char hour[3] = { s[0], s[1] }, minute[3] = { s[3], s[4] };
	int h, m;

	if (s[2] != ':' || !read_number(hour, 0, 24, &h) || !read_number(minute, 0, 59, &m) ||
		h * 60 + m > 24 * 60)
		return false;
	*out = h * 60 + m;
	return true;
}

static bool read_hours(struct kiosk_config *c, int day, const char *s)
{
	if (!strcmp(s, "closed"))
		return true;
	return strlen(s) == 11 && s[5] == '-' && read_minute(s, &c->hours[day].from) &&
		read_minute(s + 6, &c->hours[day].to) && c->hours[day].from < c->hours[day].to;
}

/* ---- keys */

static void refuse(
	const struct reading *r, const struct ini_entry *e, const char *rule, const char *sentence)
{
	diag_add(
		r->diags, DIAG_ERROR, rule, e->file, e->line, e->column, e->source, "%s", sentence);
}

static void refuse_format(const struct reading *r, const struct ini_entry *e, const char *rule,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
static void refuse_format(const struct reading *r, const struct ini_entry *e, const char *rule,
	const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(&text, format, ap);
	va_end(ap);
	refuse(r, e, rule, text.buf);
	strbuf_release(&text);
}

static void take_number(const struct reading *r, const struct number *n, const struct ini_entry *e)
{
	if (!read_number(e->value, n->least, n->most, (int *)(void *)((char *)r->config + n->at)))
		refuse_format(r, e, "bad-number", _("“%s” is a number from %d to %d, not “%s”"),
			e->key, n->least, n->most, e->value);
}

/* As the name says, or by way of links. */
static bool leads_into_the_system(const struct reading *r, const char *path)
{
	const char *real = r->host->resolve(&r->config->arena, path);

	return is_of_the_system(path, strlen(path)) ||
		(real && (!real[1] || is_of_the_system(real, strlen(real))));
}

/*
 * The folder that holds the mount point; NULL if that is the root. The sandbox allows that folder,
 * because a rule for the mount point itself would not cover a stick mounted later.
 */
static const char *folder_of(const struct reading *r, const char *path)
{
	size_t len = (size_t)(strrchr(path, '/') - path);

	return len ? arena_memdupz(&r->config->arena, path, len) : NULL;
}

static void take_folder(
	const struct reading *r, const struct folder_key *f, const struct ini_entry *e)
{
	const struct kiosk_host *w = r->host;
	const char *path = plain_path(&r->config->arena, e->value);
	bool usb = !strcmp(e->key, "usb"), data = !strcmp(e->key, "data");

	if (!path) {
		refuse_format(r, e, "bad-value",
			_("“%s” is a folder, written from / and without “..”, not “%s”"), e->key,
			e->value);
		return;
	}
	memcpy((char *)r->config + f->at, &path, sizeof(path));
	if (usb && (!folder_of(r, path) || leads_into_the_system(r, folder_of(r, path))))
		refuse_format(r, e, "bad-value",
			_("the place of the stick lies in a folder made for it, such as "
			  "/media/vigie/stick, not at “%s”"),
			path);
	else if ((data || !strcmp(e->key, "machine")) && leads_into_the_system(r, path))
		refuse_format(r, e, "bad-value",
			_("“%s” is a folder made for it alone: %s belongs to the system"), e->key,
			path);
	else if (!strcmp(e->key, "lessons") && !w->has_lessons(path))
		refuse_format(r, e, "no-lessons", _("there are no lessons in %s"), path);
	else if (data && !w->is_folder(path))
		diag_add(r->diags, DIAG_WARNING, "cannot-read", e->file, e->line, e->column,
			e->source,
			_("the folder %s does not exist; share/kiosk/README.md explains how to create it"),
			path);
}

static void take_languages(const struct reading *r, const struct ini_entry *e)
{
	struct kiosk_config *c = r->config;

	if (!read_languages(c, e->value)) {
		refuse_format(r, e, "bad-language",
			_("“%s” is a list of codes such as fr, en, not “%s”"), e->key, e->value);
		return;
	}
	for (size_t i = 0; i < c->n_languages; i++)
		if (!r->host->speaks(r->host->ctx, c->languages[i].code))
			refuse_format(r, e, "bad-language",
				_("this program does not speak “%s”; vigie check --languages says "
				  "which it speaks"),
				c->languages[i].code);
}

/* Takes the hash of the code. The value may be a code in plain text, so never quote this line. */
static void take_code(const struct reading *r, const struct ini_entry *e)
{
	r->config->code = arena_strdup(&r->config->arena, e->value);
	if (!r->host->is_hash(e->value))
		diag_add(r->diags, DIAG_ERROR, "bad-value", e->file, e->line, e->column, NULL,
			_("“code” must be the line that vigie kiosk --set-code prints; replace it"));
}

static void take_day(const struct reading *r, int day, const struct ini_entry *e)
{
	r->config->has_hours = true;
	if (!read_hours(r->config, day, e->value))
		refuse_format(r, e, "bad-value",
			_("“%s” is “closed” or from when to when, such as 09:00-18:00, not “%s”"),
			e->key, e->value);
}

static bool take_kiosk(const struct reading *r, const struct ini_entry *e)
{
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (!strcmp(e->key, numbers[i].key)) {
			take_number(r, &numbers[i], e);
			return true;
		}
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		if (!strcmp(e->key, folders[i].key)) {
			take_folder(r, &folders[i], e);
			return true;
		}
	if (!strcmp(e->key, "languages"))
		take_languages(r, e);
	else if (strcmp(e->key, "country"))
		return false;
	else if (!read_country(r->config, e->value))
		refuse_format(r, e, "bad-country",
			_("“%s” is two capital letters such as FR, not “%s”"), e->key, e->value);
	return true;
}

static bool take(const struct reading *r, const char *section, const struct ini_entry *e)
{
	if (!strcmp(section, "kiosk"))
		return take_kiosk(r, e);
	if (!strcmp(section, "staff")) {
		if (strcmp(e->key, staff_keys[0]))
			return false;
		take_code(r, e);
		return true;
	}
	for (int i = 0; days[i]; i++)
		if (!strcmp(e->key, days[i])) {
			take_day(r, i, e);
			return true;
		}
	return false;
}

/* ---- unknown names */

static void section_keys(const char *section, const char *keys[KEYS_MAX])
{
	size_t n = 0;

	if (!strcmp(section, "kiosk")) {
		for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
			keys[n++] = numbers[i].key;
		for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
			keys[n++] = folders[i].key;
		keys[n++] = "languages";
		keys[n++] = "country";
		keys[n] = NULL;
	} else {
		memcpy(keys, !strcmp(section, "staff") ? staff_keys : days,
			!strcmp(section, "staff") ? sizeof(staff_keys) : sizeof(days));
	}
}

/* Returns the nearest of the names, or NULL; appends all of them to list. */
static const char *nearest(const char *word, const char *const *names, struct strbuf *list)
{
	const char *best = NULL;
	int distance = GUESS_LIMIT + 1;

	for (size_t i = 0; names[i]; i++) {
		int d = text_distance(word, names[i], GUESS_LIMIT);

		strbuf_addf(list, "%s%s", i ? ", " : "", names[i]);
		if (d < distance) {
			distance = d;
			best = names[i];
		}
	}
	return best;
}

/*
 * The line may hold a code under a wrong name or in a wrong place, so it is not quoted; in [staff]
 * not even the name, which may be the code.
 */
static void unknown_key(const struct reading *r, const char *section, const struct ini_entry *e)
{
	const char *keys[KEYS_MAX], *best;
	struct strbuf list = STRBUF_INIT;

	section_keys(section, keys);
	best = nearest(e->key, keys, &list);
	if (!strcmp(section, "staff"))
		diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column, NULL,
			_("[staff] knows only the key “code”; correct the name, or remove this line"));
	else if (best)
		diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column, NULL,
			_("[%s] knows no key “%s”; did you mean “%s”?"), section, e->key, best);
	else
		diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column, NULL,
			_("[%s] knows no key “%s”; it knows: %s"), section, e->key, list.buf);
	strbuf_release(&list);
}

static bool is_section(const char *name)
{
	for (size_t i = 0; sections[i]; i++)
		if (!strcmp(name, sections[i]))
			return true;
	return false;
}

static void unknown_section(const struct reading *r, const struct ini_section *s)
{
	struct strbuf list = STRBUF_INIT;
	const char *best = nearest(s->name, sections, &list);

	if (best)
		diag_add(r->diags, DIAG_ERROR, "unknown-section", s->file, s->line, 1, s->source,
			_("kiosk.ini has no [%s]; did you mean [%s]?"), s->name, best);
	else
		diag_add(r->diags, DIAG_ERROR, "unknown-section", s->file, s->line, 1, s->source,
			_("kiosk.ini holds [kiosk], [staff] and [hours]; remove [%s]"), s->name);
	strbuf_release(&list);
}

static void read_section(const struct reading *r, const struct ini_section *s)
{
	if (!is_section(s->name)) {
		unknown_section(r, s);
		return;
	}
	for (size_t i = 0; i < s->n; i++)
		if (!take(r, s->name, &s->entries[i]))
			unknown_key(r, s->name, &s->entries[i]);
}

/* A stick that is mounted over the data, or the other way round, hides one of them. */
static void refuse_nested(const struct reading *r, const struct ini *ini)
{
	const struct kiosk_config *c = r->config;
	size_t n = c->usb ? strlen(c->usb) : 0, m = strlen(c->data);

	if (!n || strncmp(c->usb, c->data, n < m ? n : m) || (n < m && c->data[n] != '/') ||
		(m < n && c->usb[m] != '/'))
		return;
	for (size_t i = 0; i < ini->n; i++)
		for (size_t j = 0; j < ini->sections[i].n; j++)
			if (!strcmp(ini->sections[i].entries[j].key, "usb"))
				refuse_format(r, &ini->sections[i].entries[j], "bad-value",
					_("“usb” and “data” lie one inside the other (%s, %s); separate them"),
					c->usb, c->data);
}

static bool read_all(const struct reading *r, const struct ini *ini, size_t first)
{
	size_t before = r->diags->errors;

	/* a line out of form may hold a code: it is named by its number only */
	for (size_t i = first; i < r->diags->n; i++)
		r->diags->v[i].source = NULL;
	for (size_t i = 0; ini && i < ini->n; i++)
		read_section(r, &ini->sections[i]);
	if (ini)
		refuse_nested(r, ini);
	return ini && r->diags->errors == before;
}

bool kiosk_config_read(struct kiosk_config *config, const char *path, const struct kiosk_host *host,
	struct diags *diags)
{
	const struct reading r = { config, host, diags };
	struct arena arena = ARENA_INIT;
	size_t first = diags->n;
	bool good = read_all(&r, ini_read(&arena, path, NULL, diags), first);

	arena_release(&arena);
	return good;
}

bool kiosk_config_parse(struct kiosk_config *config, const char *path, const char *data, size_t len,
	const struct kiosk_host *host, struct diags *diags)
{
	const struct reading r = { config, host, diags };
	struct arena arena = ARENA_INIT;
	size_t first = diags->n;
	bool good = read_all(&r, ini_parse(&arena, path, data, len, diags), first);

	arena_release(&arena);
	return good;
}

bool kiosk_is_open(const struct kiosk_config *c, int64_t now, long offset)
{
	const int64_t day = 86400, year_2020 = 1577836800;
	int64_t local = now + offset;
	int weekday, minute;

	if (!c->has_hours || now < year_2020)
		return true;
	/* 1 January 1970 was a Thursday */
	weekday = (int)((local / day + 3) % 7);
	minute = (int)(local % day / 60);
	return minute >= c->hours[weekday].from && minute < c->hours[weekday].to;
}
