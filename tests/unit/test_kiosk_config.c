/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kiosk.ini: what it may say, what is refused and with which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/kiosk_config.h"
#include "base/diag.h"

static struct kiosk_config config;

static bool is_hash(const char *s)
{
	return *s == '$';
}

static bool speaks(void *ctx, const char *language)
{
	(void)ctx;
	return strcmp(language, "de") != 0;
}

static bool has_lessons(const char *folder)
{
	return strcmp(folder, "/srv/empty") != 0;
}

static bool is_folder(const char *path)
{
	return strcmp(path, "/srv/absent") != 0;
}

/* Two links: one to the root, one to a folder of the system. */
static const char *resolve(struct arena *arena, const char *path)
{
	if (!strcmp(path, "/srv/root"))
		return "/";
	return arena_strdup(arena, strcmp(path, "/srv/link") ? path : "/var/lib");
}

static const struct kiosk_host host = { .is_hash = is_hash,
	.speaks = speaks,
	.has_lessons = has_lessons,
	.is_folder = is_folder,
	.resolve = resolve };

static bool parse(const char *text, size_t *errors)
{
	struct diags diags = DIAGS_INIT;
	bool good;

	kiosk_config_release(&config);
	good = kiosk_config_parse(&config, "kiosk.ini", text, strlen(text), &host, &diags);
	*errors = diags.errors;
	diags_release(&diags);
	return good;
}

static void a_whole_file_is_understood(void **state)
{
	size_t errors;

	(void)state;
	assert_true(parse(
		"[kiosk]\nidle = 60\nidle-text = 90\nwarning = 20\nlanguages = fr, en\ncountry = FR\n"
		"data = /srv/vigie\nusb = /media/vigie/stick\nlessons = /srv/lessons\nminimum = 12\n[staff]\ncode = $y$abc\n[hours]\nmonday = 09:00-18:30\n",
		&errors));
	assert_int_equal(config.idle, 60);
	assert_int_equal(config.n_languages, 2);
	assert_string_equal(config.languages[1].code, "en");
	assert_string_equal(config.country, "FR");
	assert_string_equal(config.usb, "/media/vigie/stick");
	assert_string_equal(config.lessons, "/srv/lessons");
	assert_string_equal(config.code, "$y$abc");
	assert_int_equal(config.hours[0].to, 18 * 60 + 30);
}

static void each_mistake_is_said(void **state)
{
	static const char *const bad[] = {
		"[kiosk]\nidle = 5\n",
		"[kiosk]\nwarning = 19\n",
		"[kiosk]\nwarning = soon\n",
		"[kiosk]\ncolour = red\n",
		"[kiosk]\nlanguages = klingon\n",
		"[kiosk]\nlanguages = fr, de\n",
		"[kiosk]\nlessons = /srv/empty\n",
		"[kiosk]\nusb = /stick\n",
		"[kiosk]\ndata = /var/..\n",
		"[kiosk]\nidle = 3601\n",
		"[staff]\nidle = 60\n",
		"[kiosk]\ncountry = fr\n",
		"[kiosk]\ndata = data\n",
		"[kiosk]\ndata = /var/../etc\n",
		"[kiosk]\nminimum = 1\n",
		"[staff]\ncode = 1234\n",
		"[hours]\nmonday = 18:00-09:00\n",
		"[hours]\nmonday = all\n",
		"[hours]\nmonday = 24:01-24:02\n",
		"[hours]\nmonday = 09:60-10:00\n",
		"[hours]\ncaturday = closed\n",
		"[people]\na = 1\n",
		"[kiosk]\nidle = :\n",
		"[kiosk]\nidle = -60\n",
		"[kiosk]\ndata = /\n",
		"[kiosk]\ndata = //\n",
		"[kiosk]\ndata = /.\n",
		"[kiosk]\ndata = /././/\n",
		"[kiosk]\ndata = /srv/\n",
		"[kiosk]\ndata = /var//./lib/.\n",
		"[kiosk]\ndata = /etc/vigie\n",
		"[kiosk]\ndata = /x/..\n",
		"[kiosk]\ndata = /srv/root\n",
		"[kiosk]\ndata = /srv/link\n",
		"[kiosk]\nusb = /srv/link/stick\n",
		"[kiosk]\ndata = ..\n",
		"[kiosk]\nlessons = /.\n",
		"[kiosk]\nmachine = /./run\n",
		"[kiosk]\nusb = /./x\n",
		"[kiosk]\nusb = //x\n",
		"[kiosk]\nusb = /x/.\n",
		"[kiosk]\nusb = /x/./\n",
		"[kiosk]\nusb = /var/lib/x\n",
		"[kiosk]\nusb = /etc/./x\n",
		"[kiosk]\nusb = /var/lib/vigie/stick\n",
		"[kiosk]\nusb = /a/b\ndata = /a/b\n",
		"[kiosk]\nusb = /a/b\ndata = /a\n",
		"[kiosk]\nusb = /a/b\ndata = /a/b/c\n",
		"[kiosk]\ncountry = FRA\n",
		"[kiosk]\ncountry = F1\n",
		"[kiosk]\nlanguages = \",\"\n",
		"[kiosk]\nlanguages = abcdefghijklmnopq\n",
		"[kiosk]\nlanguages = en en en en en en en en en en en en en en en en en\n",
		"[hours]\nmonday = 09:00_18:00\n",
		"[hours]\nmonday = 09.00-18:00\n",
		"[hours]\nmonday = 0a:00-18:00\n",
		"[hours]\nmonday = 09:00-18.00\n",
	};
	size_t errors;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (parse(bad[i], &errors) || errors != 1)
			fail_msg("%zu errors in %s", errors, bad[i]);
	}
}

/* Asserts that the only mistake in text is reported with this message. */
static void assert_said(const char *text, const char *sentence, bool usable)
{
	struct diags diags = DIAGS_INIT;

	kiosk_config_release(&config);
	assert_int_equal(
		kiosk_config_parse(&config, "kiosk.ini", text, strlen(text), &host, &diags),
		usable);
	if (diags.n != 1 || !strstr(diags.v[0].message, sentence))
		fail_msg(
			"%zu mistakes in %s: %s", diags.n, text, diags.n ? diags.v[0].message : "");
	diags_release(&diags);
}

static void a_mistake_is_said_with_what_would_be_right(void **state)
{
	(void)state;
	assert_said(
		"[kiosk]\nidel = 60\n", "[kiosk] knows no key “idel”; did you mean “idle”?", false);
	assert_said("[kiosk]\ncolour = red\n",
		"it knows: idle, idle-text, warning, attract, minimum, lessons, data, usb, "
		"machine, languages, country",
		false);
	assert_said("[hours]\ncaturday = closed\n", "did you mean “saturday”?", false);
	assert_said("[staff]\nidle = 60\n", "[staff] knows only the key “code”", false);
	assert_said("[hour]\nmonday = closed\n", "did you mean [hours]?", false);
	assert_said("[people]\na = 1\n", "remove [people]", false);
	assert_said("[kiosk]\nusb = /stick\n", "lies in a folder made for it", false);
	assert_said("[kiosk]\nlanguages = fr, de\n", "does not speak “de”", false);
	assert_said("[kiosk]\nidle = 12x\n", "a number from 30 to 3600, not “12x”", false);
	/* the folder of the counters may be created later, so the kiosk starts */
	assert_said("[kiosk]\ndata = /srv/absent\n", "the folder /srv/absent does not exist", true);
	kiosk_config_release(&config);
}

/* Paths are compared as the system reads them. */
static void a_path_is_kept_in_its_plain_form(void **state)
{
	size_t errors;

	(void)state;
	assert_true(parse("[kiosk]\ndata = //srv/.//vigie/./\nusb = /media//a/.b/\n", &errors));
	assert_string_equal(config.data, "/srv/vigie");
	assert_string_equal(config.usb, "/media/a/.b");
	assert_true(parse("[kiosk]\ndata = /a/bc\nusb = /a/b\n", &errors));
	kiosk_config_release(&config);
}

/* Whatever the mistake, a line that may hold a code in plain text is never quoted. */
static void no_message_shows_a_code_in_plain_text(void **state)
{
	static const char *const texts[] = { "[staff]\ncode = 4711\n", "[staff]\nkode = 4711\n",
		"[staff]\n4711 = code\n", "[staff]\n4711\n", "[staff]\ncode 4711\n",
		"[staff]\ncode: 4711\n", "[staff]\ncode = \"4711\n", "[staff]\ncode = 47\\n4711\n",
		"[staff]\ncode = 'x' 4711\n", "[kiosk]\ncode = 4711\n", "[hours]\ncode = 4711\n",
		"[kiosk]\nstaff code = 4711\n", "[staff\ncode = 4711\n", "[staf]\ncode = 4711\n",
		"[staff] code = 4711\n", "[staff]\ncode = 4711;\n", "code = 4711\n",
		"[staff]\ncode = $y$abc\ncode = 4711\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct diags diags = DIAGS_INIT;

		assert_false(kiosk_config_parse(
			&config, "kiosk.ini", texts[i], strlen(texts[i]), &host, &diags));
		for (size_t j = 0; j < diags.n; j++)
			if (strstr(diags.v[j].message, "4711") ||
				(diags.v[j].source && strstr(diags.v[j].source, "4711")))
				fail_msg("%s is shown: %s", texts[i], diags.v[j].message);
		diags_release(&diags);
		kiosk_config_release(&config);
	}
}

static void a_file_is_read_and_one_that_is_not_there_is_said(void **state)
{
	struct diags diags = DIAGS_INIT;
	char path[] = "/tmp/vigie-kiosk-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "[kiosk]\nidle = 77\n", 18), 18);
	close(fd);
	kiosk_config_release(&config);
	assert_true(kiosk_config_read(&config, path, &host, &diags));
	assert_int_equal(config.idle, 77);
	assert_int_equal(diags.n, 0);
	unlink(path);
	assert_false(kiosk_config_read(&config, path, &host, &diags));
	assert_int_equal(diags.errors, 1);
	diags_release(&diags);
	kiosk_config_release(&config);
}

static void hours_are_kept_and_a_clock_of_1970_closes_nothing(void **state)
{
	const int64_t tuesday_noon = 1795521600; /* 2026-11-24 12:00 */
	size_t errors;

	(void)state;
	assert_true(parse("[hours]\ntuesday = 09:00-12:30\n", &errors));
	assert_true(kiosk_is_open(&config, tuesday_noon, 0));
	assert_true(kiosk_is_open(&config, tuesday_noon - 3 * 3600, 0));
	assert_false(kiosk_is_open(&config, tuesday_noon - 3 * 3600 - 1, 0));
	assert_true(kiosk_is_open(&config, tuesday_noon + 30 * 60 - 1, 0));
	assert_false(kiosk_is_open(&config, tuesday_noon + 30 * 60, 0));
	assert_false(kiosk_is_open(&config, tuesday_noon, 3600));
	assert_false(kiosk_is_open(&config, tuesday_noon + 86400, 0));
	assert_true(kiosk_is_open(&config, 100, 0));
	assert_true(parse("[kiosk]\nidle = 60\n", &errors));
	assert_true(kiosk_is_open(&config, tuesday_noon - 12 * 3600, 0));
	assert_true(parse("[hours]\nmonday = 00:00-24:00\ntuesday = closed\n", &errors));
	assert_false(kiosk_is_open(&config, tuesday_noon, 0));
	assert_true(kiosk_is_open(&config, tuesday_noon - 12 * 3600 - 1, 0));
	kiosk_config_release(&config);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_file_is_understood),
		cmocka_unit_test(each_mistake_is_said),
		cmocka_unit_test(a_mistake_is_said_with_what_would_be_right),
		cmocka_unit_test(a_path_is_kept_in_its_plain_form),
		cmocka_unit_test(no_message_shows_a_code_in_plain_text),
		cmocka_unit_test(a_file_is_read_and_one_that_is_not_there_is_said),
		cmocka_unit_test(hours_are_kept_and_a_clock_of_1970_closes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
