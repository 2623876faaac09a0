/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/error.h"
#include "base/i18n.h"
#include "text/text.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "skip.h"

/* ---- catalogues made by msgfmt */

static char dir[] = "/tmp/vigie-test-i18n-XXXXXX";
static bool have_msgfmt;

static const struct {
	const char *lang, *rule;
	unsigned forms;
} languages[] = { { "fr", "nplurals=2; plural=(n > 1);", 2 },
	{ "ru", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
		3 },
	{ "ar", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
		6 },
	{ "zh", "nplurals=1; plural=0;", 1 } };

static void path_of(struct strbuf *path, const char *lang, const char *file)
{
	strbuf_clear(path);
	strbuf_addf(path, "%s/%s/LC_MESSAGES/%s", dir, lang, file);
}

static void write_file(const char *path, const void *data, size_t len)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void compile(const char *lang, const char *po, const char *options)
{
	struct strbuf in = STRBUF_INIT, out = STRBUF_INIT, command = STRBUF_INIT;

	path_of(&in, lang, "t.po");
	path_of(&out, lang, "t.mo");
	strbuf_addf(&command, "mkdir -p %s/%s/LC_MESSAGES", dir, lang);
	assert_int_equal(system(command.buf), 0);
	write_file(in.buf, po, strlen(po));
	strbuf_clear(&command);
	strbuf_addf(&command, "msgfmt %s -o %s %s", options, out.buf, in.buf);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&in);
	strbuf_release(&out);
	strbuf_release(&command);
}

static void add_po(struct strbuf *po, const char *lang, const char *rule, unsigned forms)
{
	strbuf_addf(po,
		"msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: %s\\n\"\n"
		"\"Plural-Forms: %s\\n\"\n\n"
		"msgid \"Help\"\nmsgstr \"[%s] Help é\"\n\n"
		"msgctxt \"key\"\nmsgid \"Help\"\nmsgstr \"[%s] F1\"\n\n"
		"msgid \"Quit\"\nmsgstr \"\"\n\n"
		"msgid \"%%s is %%d\"\nmsgstr \"[%s] %%2$d, %%1$s\"\n\n"
		"msgid \"bad %%d\"\nmsgstr \"[%s] %%s\"\n\n"
		"msgid \"harmless\"\nmsgstr \"%%n%%n\"\n\n",
		lang, rule, lang, lang, lang, lang);
	strbuf_addstr(po, "msgid \"One page\"\nmsgid_plural \"%d pages\"\n");
	for (unsigned i = 0; i < forms; i++)
		strbuf_addf(po, "msgstr[%u] \"[%s] form %u of %%d\"\n", i, lang, i);
}

static int make_catalogues(void **state)
{
	struct strbuf po = STRBUF_INIT;

	(void)state;
	have_msgfmt = system("msgfmt --version >/dev/null 2>&1") == 0;
	if (!mkdtemp(dir))
		return -1;
	for (size_t i = 0; have_msgfmt && i < ARRAY_SIZE(languages); i++) {
		strbuf_clear(&po);
		add_po(&po, languages[i].lang, languages[i].rule, languages[i].forms);
		compile(languages[i].lang, po.buf, "");
	}
	if (have_msgfmt) {
		strbuf_clear(&po);
		add_po(&po, "be", languages[1].rule, languages[1].forms);
		compile("be", po.buf, "--endianness=big --no-hash");
	}
	strbuf_release(&po);
	return 0;
}

static int remove_catalogues(void **state)
{
	struct strbuf command = STRBUF_INIT;
	int rc;

	(void)state;
	i18n_set_catalogue(NULL);
	strbuf_addf(&command, "rm -rf %s", dir);
	rc = system(command.buf);
	strbuf_release(&command);
	return rc;
}

static struct catalogue *open_lang(const char *lang)
{
	struct strbuf path = STRBUF_INIT, err = STRBUF_INIT;
	struct catalogue *cat;

	path_of(&path, lang, "t.mo");
	cat = catalogue_open(path.buf, text_is_clean, &err);
	assert_string_equal(err.buf, "");
	assert_non_null(cat);
	strbuf_release(&path);
	strbuf_release(&err);
	return cat;
}

static void need_msgfmt(void)
{
	if (!have_msgfmt)
		skip_because("msgfmt is not installed");
}

static void texts_are_translated(void **state)
{
	struct catalogue *cat;

	(void)state;
	need_msgfmt();
	cat = open_lang("fr");
	assert_string_equal(catalogue_get(cat, "Help"), "[fr] Help é");
	assert_string_equal(catalogue_get(cat, "key\004Help"), "[fr] F1");
	assert_string_equal(catalogue_get(cat, "%s is %d"), "[fr] %2$d, %1$s");
	assert_null(catalogue_get(cat, "Helper"));
	assert_null(catalogue_get(cat, "Hel"));
	assert_null(catalogue_get(cat, "Quit"));
	assert_null(catalogue_get(cat, ""));
	catalogue_free(cat);
}

static void dangerous_translations_are_left_out(void **state)
{
	struct catalogue *cat;

	(void)state;
	need_msgfmt();
	cat = open_lang("fr");
	assert_null(catalogue_get(cat, "bad %d"));
	assert_null(catalogue_get(cat, "harmless"));
	assert_null(catalogue_get_plural(cat, "One page", "%s pages", 5));
	assert_null(catalogue_get_plural(cat, "One page", "pages", 5));
	assert_string_equal(
		catalogue_get_plural(cat, "One page", "%d pages", 5), "[fr] form 1 of %d");
	catalogue_free(cat);
}

static void a_form_that_is_not_there_is_no_translation(void **state)
{
	struct catalogue *cat;

	(void)state;
	need_msgfmt();
	cat = open_lang("fr");
	assert_string_equal(catalogue_get_plural(cat, "Help", "Helps", 1), "[fr] Help é");
	assert_null(catalogue_get_plural(cat, "Help", "Helps", 2));
	/* nor does the text that follows it in the file */
	assert_null(catalogue_get_plural(cat, "Help", "%d Helps", 2));
	assert_null(catalogue_get_plural(cat, "none", "nones", 2));
	assert_null(catalogue_get_plural(cat, "", "", 2));
	catalogue_free(cat);
}

static void the_other_byte_order_is_read_as_well(void **state)
{
	struct catalogue *cat;

	(void)state;
	need_msgfmt();
	cat = open_lang("be");
	assert_string_equal(catalogue_get(cat, "Help"), "[be] Help é");
	assert_string_equal(
		catalogue_get_plural(cat, "One page", "%d pages", 5), "[be] form 2 of %d");
	catalogue_free(cat);
}

static void plural_forms_are_those_of_ngettext(void **state)
{
	(void)state;
	need_msgfmt();
	if (!setlocale(LC_ALL, "C.UTF-8"))
		skip_because("there is no locale C.UTF-8");
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++) {
		struct catalogue *cat = open_lang(languages[i].lang);

		setenv("LANGUAGE", languages[i].lang, 1);
		bindtextdomain("t", dir);
		textdomain("t");
		/* newer C libraries do not translate in the C.UTF-8 locale */
		if (!*gettext("")) {
			catalogue_free(cat);
			setlocale(LC_ALL, "C");
			skip_because("no locale to compare with");
		}
		for (unsigned long n = 0; n < 2000; n++)
			assert_string_equal(catalogue_get_plural(cat, "One page", "%d pages", n),
				ngettext("One page", "%d pages", n));
		assert_string_equal(catalogue_get(cat, "Help"), gettext("Help"));
		catalogue_free(cat);
	}
	setlocale(LC_ALL, "C");
	unsetenv("LANGUAGE");
}

static void the_catalogue_in_use_translates(void **state)
{
	struct catalogue *cat;

	(void)state;
	need_msgfmt();
	cat = open_lang("ru");
	i18n_set_catalogue(cat);
	assert_string_equal(_("Help"), "[ru] Help é");
	assert_string_equal(C_("key", "Help"), "[ru] F1");
	assert_string_equal(i18n_context(NC_("key", "Help")), "[ru] F1");
	assert_string_equal(C_("other", "Help"), "Help");
	assert_string_equal(_("Unknown"), "Unknown");
	assert_string_equal(_(""), "");
	assert_string_equal(Q_("One page", "%d pages", 21), "[ru] form 0 of %d");
	i18n_set_catalogue(NULL);
	assert_string_equal(_("Help"), "Help");
	catalogue_free(cat);
}

static void without_a_catalogue_texts_are_english(void **state)
{
	(void)state;
	i18n_set_catalogue(NULL);
	assert_string_equal(_("Help"), "Help");
	assert_string_equal(C_("key", "Help"), "Help");
	assert_string_equal(i18n_context("no context"), "no context");
	assert_string_equal(Q_("One page", "%d pages", 0), "%d pages");
	assert_string_equal(Q_("One page", "%d pages", 1), "One page");
	assert_string_equal(Q_("One page", "%d pages", 2), "%d pages");
}

/* Opens data as a catalogue and, if that succeeds, reads every text in it. */
static void read_everything(const char *data, size_t len)
{
	struct strbuf err = STRBUF_INIT;
	struct catalogue *cat = catalogue_from_memory(data, len, text_is_clean, &err);

	assert_int_equal(!cat, err.len > 0);
	if (cat) {
		static const char *const ids[] = { "Help", "key\004Help", "Quit", "%s is %d",
			"bad %d", "harmless", "One page", "" };

		for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
			const char *s = catalogue_get(cat, ids[i]);

			assert_true(!s || strlen(s) < len);
			for (unsigned long n = 0; n < 12; n++) {
				s = catalogue_get_plural(cat, ids[i], "%d pages", n);
				assert_true(!s || strlen(s) < len);
			}
		}
	}
	catalogue_free(cat);
	strbuf_release(&err);
}

static void read_file(struct strbuf *out, const char *lang)
{
	struct strbuf path = STRBUF_INIT;
	char buf[4096];
	size_t n;
	FILE *f;

	path_of(&path, lang, "t.mo");
	f = fopen(path.buf, "rb");
	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(out, buf, n);
	fclose(f);
	strbuf_release(&path);
}

static void a_wrong_byte_anywhere_does_no_harm(void **state)
{
	static const char *const both[] = { "ru", "be" };

	(void)state;
	need_msgfmt();
	for (size_t k = 0; k < ARRAY_SIZE(both); k++) {
		struct strbuf mo = STRBUF_INIT;

		read_file(&mo, both[k]);
		assert_true(mo.len > 400);
		for (size_t i = 0; i < mo.len; i++) {
			static const unsigned char flips[] = { 0x01, 0x80, 0xFF, 0x04, 0x10, 0x25 };

			for (size_t f = 0; f < ARRAY_SIZE(flips); f++) {
				mo.buf[i] = (char)((unsigned char)mo.buf[i] ^ flips[f]);
				read_everything(mo.buf, mo.len);
				mo.buf[i] = (char)((unsigned char)mo.buf[i] ^ flips[f]);
			}
		}
		strbuf_release(&mo);
	}
}

static void a_file_that_is_cut_short_does_no_harm(void **state)
{
	struct strbuf mo = STRBUF_INIT;

	(void)state;
	need_msgfmt();
	read_file(&mo, "ru");
	for (size_t len = 0; len <= mo.len; len++)
		read_everything(mo.buf, len);
	strbuf_release(&mo);
}

static void assert_refused(const char *data, size_t len, const char *part)
{
	struct strbuf err = STRBUF_INIT;

	assert_null(catalogue_from_memory(data, len, text_is_clean, &err));
	assert_non_null(strstr(err.buf, part));
	strbuf_release(&err);
}

static void what_is_no_catalogue_is_refused_with_a_reason(void **state)
{
	struct strbuf mo = STRBUF_INIT;

	(void)state;
	assert_refused("", 0, "truncated");
	assert_refused(
		"0123456789012345678901234567890123456789", 40, "not a file of translations");
	need_msgfmt();
	read_file(&mo, "ru");
	assert_refused(mo.buf, mo.len - 1, "damaged");
	/* every text must end with NUL */
	mo.buf[mo.len - 1] = 'x';
	assert_refused(mo.buf, mo.len, "damaged");
	mo.buf[mo.len - 1] = '\0';
	/* an unknown major revision, in either byte order */
	mo.buf[6] = mo.buf[5] = 2;
	assert_refused(mo.buf, mo.len, "not a file of translations");
	mo.buf[6] = mo.buf[5] = 0;
	memcpy(strstr(mo.buf + mo.len / 2, "UTF-8"), "KOI-8", 5);
	assert_refused(mo.buf, mo.len, "UTF-8");
	strbuf_release(&mo);
}

static char *find_bytes(struct strbuf *sb, const char *part)
{
	for (size_t i = 0; i + strlen(part) <= sb->len; i++)
		if (!memcmp(sb->buf + i, part, strlen(part)))
			return sb->buf + i;
	fail_msg("%s is not in the file", part);
	return NULL;
}

static void a_malformed_plural_rule_is_refused(void **state)
{
	struct strbuf mo = STRBUF_INIT;

	(void)state;
	need_msgfmt();
	read_file(&mo, "ru");
	memcpy(find_bytes(&mo, "n%10"), "n%%1", 4);
	assert_refused(mo.buf, mo.len, "Plural-Forms");
	strbuf_release(&mo);
}

static void a_translation_that_is_not_utf8_is_left_out(void **state)
{
	struct strbuf mo = STRBUF_INIT, err = STRBUF_INIT;
	struct catalogue *cat;

	(void)state;
	need_msgfmt();
	read_file(&mo, "ru");
	*find_bytes(&mo, "Help é") = '\xFF';
	cat = catalogue_from_memory(mo.buf, mo.len, text_is_clean, &err);
	assert_non_null(cat);
	assert_null(catalogue_get(cat, "Help"));
	assert_non_null(catalogue_get(cat, "key\004Help"));
	catalogue_free(cat);
	strbuf_release(&mo);
}

/* Overwrites the two bytes of é, so that no length changes. */
static void a_translation_that_is_not_clean_is_left_out(void **state)
{
	static const char *const unclean[] = { "\033[", "\xc2\x9b", "\xc2\xad", "\a\b", "\r\r" };
	struct strbuf mo = STRBUF_INIT, err = STRBUF_INIT;

	(void)state;
	need_msgfmt();
	read_file(&mo, "ru");
	for (size_t i = 0; i <= ARRAY_SIZE(unclean); i++) {
		struct catalogue *cat;

		/* line ends are clean */
		memcpy(find_bytes(&mo, "Help ") + 5, i < ARRAY_SIZE(unclean) ? unclean[i] : "\n\n",
			2);
		cat = catalogue_from_memory(mo.buf, mo.len, text_is_clean, &err);
		assert_non_null(cat);
		assert_int_equal(catalogue_get(cat, "Help") == NULL, i < ARRAY_SIZE(unclean));
		catalogue_free(cat);
	}
	strbuf_release(&mo);
}

static void assert_not_opened(const char *path, const char *part)
{
	struct strbuf err = STRBUF_INIT;

	strbuf_addstr(&err, "kept ");
	assert_null(catalogue_open(path, text_is_clean, &err));
	assert_memory_equal(err.buf, "kept ", 5);
	assert_memory_equal(err.buf + 5, path, strlen(path));
	assert_non_null(strstr(err.buf, part));
	strbuf_release(&err);
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
	struct strbuf path = STRBUF_INIT;

	(void)state;
	strbuf_addf(&path, "%s/none.mo", dir);
	assert_not_opened(path.buf, error_text(ENOENT));
	assert_not_opened(dir, "cannot read");
	strbuf_clear(&path);
	strbuf_addf(&path, "%s/pipe", dir);
	assert_int_equal(mkfifo(path.buf, 0600), 0);
	assert_not_opened(path.buf, "cannot read");
	strbuf_clear(&path);
	strbuf_addf(&path, "%s/garbage.mo", dir);
	write_file(path.buf, "this is not what it says, by far", 32);
	assert_not_opened(path.buf, "not a file of translations");
	strbuf_clear(&path);
	strbuf_addf(&path, "%s/empty.mo", dir);
	write_file(path.buf, "", 0);
	assert_not_opened(path.buf, "truncated");
	assert_int_equal(truncate(path.buf, (off_t)1 << 30), 0);
	assert_not_opened(path.buf, error_text(EOVERFLOW));
	strbuf_release(&path);
}

static bool opens_with_header(const char *header)
{
	struct strbuf po = STRBUF_INIT, mo = STRBUF_INIT, err = STRBUF_INIT;
	struct catalogue *cat;
	bool ok;

	strbuf_addf(&po, "%smsgid \"Help\"\nmsgstr \"[x] Help\"\n", header);
	/* since 0.23 msgfmt converts to UTF-8 by default */
	compile("xx", po.buf, "$(msgfmt --help | grep -o -- '--no-convert') 2>/dev/null");
	read_file(&mo, "xx");
	cat = catalogue_from_memory(mo.buf, mo.len, text_is_clean, &err);
	ok = cat && !strcmp(catalogue_get(cat, "Help"), "[x] Help");
	catalogue_free(cat);
	strbuf_release(&po);
	strbuf_release(&mo);
	strbuf_release(&err);
	return ok;
}

static void a_catalogue_may_be_ascii_or_say_nothing_of_it(void **state)
{
	(void)state;
	need_msgfmt();
	assert_true(opens_with_header(""));
	assert_true(opens_with_header("msgid \"\"\nmsgstr \"Language: xx\\n\"\n\n"));
	assert_true(opens_with_header(
		"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=US-ASCII\\n\"\n\n"));
	assert_true(opens_with_header(
		"msgid \"\"\nmsgstr \"content-type: text/plain; CHARSET=utf-8\"\n\n"));
	assert_false(opens_with_header(
		"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"));
}

/* ---- preferred languages */

static const char *env_language, *env_lc_all, *env_lc_messages, *env_lang;

static const char *test_env(const char *name)
{
	if (!strcmp(name, "LANGUAGE"))
		return env_language;
	if (!strcmp(name, "LC_ALL"))
		return env_lc_all;
	if (!strcmp(name, "LC_MESSAGES"))
		return env_lc_messages;
	assert_string_equal(name, "LANG");
	return env_lang;
}

static void assert_wanted(size_t max, const char *list)
{
	struct lang codes[20];
	struct strbuf got = STRBUF_INIT;
	size_t n = i18n_preferred(codes, max, test_env);

	assert_true(n <= max);
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&got, "%s%s", i ? " " : "", codes[i].code);
	assert_string_equal(got.buf, list);
	strbuf_release(&got);
}

static void env(const char *language, const char *lc_all, const char *lc_messages, const char *lang)
{
	env_language = language;
	env_lc_all = lc_all;
	env_lc_messages = lc_messages;
	env_lang = lang;
}

static void the_locale_is_the_first_variable_that_is_set(void **state)
{
	(void)state;
	env(NULL, NULL, NULL, NULL);
	assert_wanted(20, "en");
	env(NULL, NULL, NULL, "fr_FR.UTF-8");
	assert_wanted(20, "fr-FR fr en");
	env(NULL, NULL, "ru_RU", "fr_FR.UTF-8");
	assert_wanted(20, "ru-RU ru en");
	env(NULL, "ar", "ru_RU", "fr_FR.UTF-8");
	assert_wanted(20, "ar en");
	env(NULL, "", "", "fr");
	assert_wanted(20, "fr en");
	env(NULL, "C", NULL, "fr");
	assert_wanted(20, "en");
}

static void language_comes_before_the_locale(void **state)
{
	(void)state;
	env("zh:fr_CA", NULL, NULL, "ru_RU.KOI8-R");
	assert_wanted(20, "zh fr-CA fr ru-RU ru en");
	env("en:fr", NULL, NULL, "ru");
	assert_wanted(20, "en fr ru");
	env("", "es_ES@euro", NULL, NULL);
	assert_wanted(20, "es-ES es en");
	env("fr", "C.UTF-8", NULL, NULL);
	assert_wanted(20, "fr en");
}

static void language_does_not_count_in_the_c_locale(void **state)
{
	(void)state;
	env("fr", "C", NULL, "fr");
	assert_wanted(20, "en");
	env("fr", NULL, NULL, "POSIX");
	assert_wanted(20, "en");
	env("fr", NULL, NULL, NULL);
	assert_wanted(20, "en");
}

static void nonsense_and_repeats_are_skipped(void **state)
{
	(void)state;
	env(":fr::fr_CA:FR:../../etc:x:abcd:sr@latin:pt-BR:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:", NULL,
		NULL, "fr_BE");
	assert_wanted(20, "fr fr-CA sr-Latn sr pt-BR pt fr-BE en");
}

static void english_always_has_a_place(void **state)
{
	(void)state;
	env("fr:es:ru:ar", NULL, NULL, "zh");
	assert_wanted(3, "fr es en");
	assert_wanted(1, "en");
	assert_wanted(0, "");
	env("fr:en:ru:ar", NULL, NULL, "zh");
	assert_wanted(3, "fr en");
}

/* ---- codes */

static void assert_code(const char *text, const char *code)
{
	struct lang lang;

	assert_int_equal(language_code_read(&lang, text, strlen(text)), code != NULL);
	assert_string_equal(lang.code, code ? code : "");
	assert_int_equal(language_code_is_valid(text), code != NULL);
}

static void codes_have_one_form_whatever_was_typed(void **state)
{
	(void)state;
	assert_code("fr", "fr");
	assert_code("FR", "fr");
	assert_code("fil", "fil");
	assert_code("pt_br", "pt-BR");
	assert_code("PT-BR", "pt-BR");
	assert_code("zh-hant", "zh-Hant");
	assert_code("SR_LATN_rs", "sr-Latn-RS");
	assert_code("es-419", "es-419");
	assert_code("fil-Latn-419", "fil-Latn-419");
}

static void what_is_no_code_is_refused(void **state)
{
	static const char *const none[] = { "", "f", "fren", "f/", "é", "fr-", "-fr", "fr--CA",
		"fr-C", "fr-Canada", "fr-CA-Latn", "fr-CA-x", "fr-CA-", "fr-Latn-", "fr-Latn-Latn",
		"fr-4a9", "fr-4199", "fr CA", "fr.ini", "../fr", "fr-La1n", "12", "fr-12" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(none); i++)
		assert_code(none[i], NULL);
}

static void assert_locale(const char *text, const char *code)
{
	struct lang lang;

	assert_int_equal(language_code_read_locale(&lang, text, strlen(text)), code != NULL);
	assert_string_equal(lang.code, code ? code : "");
}

static void names_of_locales_are_read(void **state)
{
	(void)state;
	assert_locale("fr_CA.UTF-8", "fr-CA");
	assert_locale("es_ES@euro", "es-ES");
	assert_locale("sr_RS@latin", "sr-Latn-RS");
	assert_locale("sr_RS.UTF-8@latin", "sr-Latn-RS");
	assert_locale("uz@cyrillic", "uz-Cyrl");
	assert_locale("sr_Cyrl_RS@latin", "sr-Cyrl-RS");
	assert_locale("C", NULL);
	assert_locale("POSIX", NULL);
	assert_locale("@latin", NULL);
}

static void codes_are_compared_by_their_parts(void **state)
{
	struct lang lang = { "sr-Latn-RS" };

	(void)state;
	assert_true(language_code_same("pt_br", "PT-BR"));
	assert_true(language_code_same("none at all", "none at all"));
	assert_false(language_code_same("pt", "pt-BR"));
	assert_false(language_code_same("pt", "no code"));
	assert_false(language_code_same("no code", "pt"));
	assert_true(language_code_covers("pt", "pt"));
	assert_true(language_code_covers("pt", "pt-BR"));
	assert_true(language_code_covers("sr-Latn", "sr_latn_rs"));
	assert_false(language_code_covers("pt-BR", "pt"));
	assert_false(language_code_covers("p", "pt"));
	assert_false(language_code_covers("pt", "no code"));
	assert_true(language_code_shorten(&lang));
	assert_string_equal(lang.code, "sr-Latn");
	assert_true(language_code_shorten(&lang));
	assert_string_equal(lang.code, "sr");
	assert_false(language_code_shorten(&lang));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_translated),
		cmocka_unit_test(dangerous_translations_are_left_out),
		cmocka_unit_test(a_form_that_is_not_there_is_no_translation),
		cmocka_unit_test(the_other_byte_order_is_read_as_well),
		cmocka_unit_test(plural_forms_are_those_of_ngettext),
		cmocka_unit_test(the_catalogue_in_use_translates),
		cmocka_unit_test(without_a_catalogue_texts_are_english),
		cmocka_unit_test(a_wrong_byte_anywhere_does_no_harm),
		cmocka_unit_test(a_file_that_is_cut_short_does_no_harm),
		cmocka_unit_test(what_is_no_catalogue_is_refused_with_a_reason),
		cmocka_unit_test(a_malformed_plural_rule_is_refused),
		cmocka_unit_test(a_translation_that_is_not_utf8_is_left_out),
		cmocka_unit_test(a_translation_that_is_not_clean_is_left_out),
		cmocka_unit_test(a_file_that_cannot_be_read_is_named),
		cmocka_unit_test(a_catalogue_may_be_ascii_or_say_nothing_of_it),
		cmocka_unit_test(the_locale_is_the_first_variable_that_is_set),
		cmocka_unit_test(language_comes_before_the_locale),
		cmocka_unit_test(language_does_not_count_in_the_c_locale),
		cmocka_unit_test(nonsense_and_repeats_are_skipped),
		cmocka_unit_test(english_always_has_a_place),
		cmocka_unit_test(codes_have_one_form_whatever_was_typed),
		cmocka_unit_test(what_is_no_code_is_refused),
		cmocka_unit_test(names_of_locales_are_read),
		cmocka_unit_test(codes_are_compared_by_their_parts),
	};

	return cmocka_run_group_tests(tests, make_catalogues, remove_catalogues);
}
