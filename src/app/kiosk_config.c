/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/kiosk_config.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "course/ini.h"

static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

struct reading {
	struct kiosk_config *config;
	bool (*is_hash)(const char *);
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

/* ---- values; each false if it is none */

static bool read_number(const char *s, int least, int most, int *out)
{
	char *end;
	long n = *s >= '0' && *s <= '9' ? strtol(s, &end, 10) : -1;

	if (n < least || n > most || *end)
		return false;
	*out = (int)n;
	return true;
}

static bool read_path(struct kiosk_config *c, const char *s, const char **out)
{
	*out = arena_strdup(&c->arena, s);
	return *s == '/' && s[1] && !strstr(s, "/../");
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
		struct lang *lang = &c->languages[c->n_languages];

		if (n >= LANG_MAX || c->n_languages == KIOSK_LANGUAGES_MAX)
			return false;
		memset(lang, 0, sizeof(*lang));
		memcpy(lang->code, s, n);
		if (!i18n_valid_code(lang->code))
			return false;
		c->n_languages++;
		s += n;
		s += strspn(s, ", ");
	}
	return c->n_languages > 0;
}

/* "09:00" */
static bool read_minute(const char *s, int *out)
{
	char hour[3] = { s[0], s[0] ? s[1] : '\0' }, minute[3];
	int h, m;

	if (strlen(s) < 5 || s[2] != ':')
		return false;
	minute[0] = s[3];
	minute[1] = s[4];
	minute[2] = '\0';
	if (!read_number(hour, 0, 24, &h) || !read_number(minute, 0, 59, &m) || h * 60 + m > 24 * 60)
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

enum found { UNKNOWN, GOOD, BAD };

static enum found taken(bool good)
{
	return good ? GOOD : BAD;
}

static enum found read_kiosk(struct kiosk_config *c, const char *key, const char *value)
{
	if (!strcmp(key, "idle"))
		return taken(read_number(value, 30, 3600, &c->idle));
	if (!strcmp(key, "idle-text"))
		return taken(read_number(value, 30, 3600, &c->idle_text));
	if (!strcmp(key, "warning"))
		return taken(read_number(value, KIOSK_WARNING_LEAST, 300, &c->warning));
	if (!strcmp(key, "attract"))
		return taken(read_number(value, 3, 600, &c->attract));
	if (!strcmp(key, "languages"))
		return taken(read_languages(c, value));
	if (!strcmp(key, "country"))
		return taken(read_country(c, value));
	if (!strcmp(key, "lessons"))
		return taken(read_path(c, value, &c->lessons));
	if (!strcmp(key, "data"))
		return taken(read_path(c, value, &c->data));
	if (!strcmp(key, "usb"))
		return taken(read_path(c, value, &c->usb));
	if (!strcmp(key, "minimum"))
		return taken(read_number(value, 5, 1000, &c->minimum));
	return UNKNOWN;
}

static enum found read_entry(const struct reading *r, const char *section, const char *key, const char *value)
{
	if (!strcmp(section, "kiosk"))
		return read_kiosk(r->config, key, value);
	if (!strcmp(section, "staff") && !strcmp(key, "code")) {
		r->config->code = arena_strdup(&r->config->arena, value);
		return taken(!r->is_hash || r->is_hash(value));
	}
	for (int i = 0; i < 7 && !strcmp(section, "hours"); i++)
		if (!strcmp(key, days[i])) {
			r->config->has_hours = true;
			return taken(read_hours(r->config, i, value));
		}
	return UNKNOWN;
}

static void read_section(const struct reading *r, const struct ini_section *s)
{
	if (strcmp(s->name, "kiosk") && strcmp(s->name, "staff") && strcmp(s->name, "hours")) {
		diag_add(r->diags, DIAG_ERROR, "unknown-section", s->file, s->line, 1, s->source,
			_("kiosk.ini holds [kiosk], [staff] and [hours]; remove [%s]"), s->name);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];
		enum found found = read_entry(r, s->name, e->key, e->value);

		if (found == UNKNOWN)
			diag_add(r->diags, DIAG_ERROR, "unknown-key", e->file, e->line, e->key_column, e->source,
				_("[%s] has no key “%s”; share/kiosk/README.md lists the keys"), s->name, e->key);
		else if (found == BAD)
			diag_add(r->diags, DIAG_ERROR, "bad-value", e->file, e->line, e->column, e->source,
				_("“%s” cannot be “%s”; share/kiosk/README.md says what it can be"), e->key, e->value);
	}
}

static bool read_all(const struct reading *r, const struct ini *ini)
{
	size_t before = r->diags->errors;

	for (size_t i = 0; ini && i < ini->n; i++)
		read_section(r, &ini->sections[i]);
	return ini && r->diags->errors == before;
}

bool kiosk_config_read(struct kiosk_config *config, const char *path, bool (*is_hash)(const char *), struct diags *diags)
{
	const struct reading r = { config, is_hash, diags };
	struct arena arena = ARENA_INIT;
	bool good = read_all(&r, ini_read(&arena, path, NULL, diags));

	arena_release(&arena);
	return good;
}

bool kiosk_config_parse(struct kiosk_config *config, const char *path, const char *data, size_t len,
	bool (*is_hash)(const char *), struct diags *diags)
{
	const struct reading r = { config, is_hash, diags };
	struct arena arena = ARENA_INIT;
	bool good = read_all(&r, ini_parse(&arena, path, data, len, diags));

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
