/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kiosk's machine offers, read from its file, and finding something in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/offers.h"
#include "base/strbuf.h"

static struct offers offers;

static int setup(void **state)
{
	static const char text[] = "keyboard\tfr-latin9\tFrançais (AZERTY)\n"
				   "keyboard\tus\tEnglish (US)\n"
				   "zone\tEurope/Paris\tFR,MC\n"
				   "zone\tEurope/Monaco\tMC\n"
				   "zone\tAmerica/Sao_Paulo\tBR\n"
				   "zone\tEtc/UTC\t\n"
				   "now\tkeyboard\tus\n"
				   "update\tyes";

	(void)state;
	offers_init(&offers);
	offers_read(&offers, text, sizeof(text) - 1);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	offers_release(&offers);
	return 0;
}

static void the_machines_file_is_read(void **state)
{
	(void)state;
	assert_int_equal(offers.of[OFFER_KEYBOARD].n, 2);
	assert_string_equal(offers.of[OFFER_KEYBOARD].v[0].value, "fr-latin9");
	assert_string_equal(offers.of[OFFER_KEYBOARD].v[0].label, "Français (AZERTY)");
	assert_string_equal(offers.of[OFFER_KEYBOARD].now, "us");
	assert_int_equal(offers.of[OFFER_ZONE].n, 4);
	assert_string_equal(offers.of[OFFER_ZONE].v[0].label, "Europe/Paris");
	assert_string_equal(offers.of[OFFER_ZONE].v[0].where, "FR,MC");
	assert_string_equal(offers.of[OFFER_ZONE].now, "");
	assert_true(offers.update);
}

/* A newer machine may offer what this program does not know. */
static void what_is_not_known_is_left_out(void **state)
{
	static const char text[] =
		"\n\t\t\ncolour\tred\tRed\nkeyboard\nkeyboard\t\tNone\nnow\tzone\n"
		"now\tcolour\tred\nupdate\tno\nzone\tA/B\tX\tY";

	(void)state;
	offers_read(&offers, text, sizeof(text) - 1);
	assert_int_equal(offers.of[OFFER_KEYBOARD].n, 2);
	assert_int_equal(offers.of[OFFER_ZONE].n, 5);
	assert_false(offers.update);
	offers_read(&offers, "", 0);
	offers_read(&offers, "zone\tC/D\tE\0zone\tF/G\tH", 22);
	assert_int_equal(offers.of[OFFER_ZONE].n, 6);
}

static void a_flood_of_offers_is_cut_off(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++)
		strbuf_addf(&text, "zone\tA/B%d\tFR\n", i);
	offers_read(&offers, text.buf, text.len);
	assert_int_equal(offers.of[OFFER_ZONE].n, 1000);
	strbuf_release(&text);
}

static void assert_found(
	enum offer_kind kind, const char *typed, const char *country, size_t n, const char *first)
{
	const struct offer *found[10];

	assert_int_equal(offers_match(&offers.of[kind], typed, country, found, 10), n);
	if (n)
		assert_string_equal(found[0]->value, first);
}

static void an_offer_is_found_by_what_is_typed(void **state)
{
	(void)state;
	assert_found(OFFER_KEYBOARD, "", "", 2, "fr-latin9");
	assert_found(OFFER_KEYBOARD, "FRANCAIS", "", 1, "fr-latin9");
	assert_found(OFFER_KEYBOARD, "us", "", 1, "us");
	assert_found(OFFER_KEYBOARD, "x", "", 0, NULL);
	assert_found(OFFER_ZONE, "", "MC", 2, "Europe/Paris");
	assert_found(OFFER_ZONE, "mona", "MC", 1, "Europe/Monaco");
	assert_found(OFFER_ZONE, "paulo", "MC", 0, NULL);
	/* a country without a zone of its own: all */
	assert_found(OFFER_ZONE, "", "ZZ", 4, "Europe/Paris");
	assert_found(OFFER_ZONE, "", "", 4, "Europe/Paris");
}

static void no_more_are_found_than_there_is_room_for(void **state)
{
	const struct offer *found[2] = { 0 };

	(void)state;
	assert_int_equal(offers_match(&offers.of[OFFER_ZONE], "", "", found, 1), 1);
	assert_null(found[1]);
	offers_drop(&offers, OFFER_ZONE);
	assert_int_equal(offers_match(&offers.of[OFFER_ZONE], "", "", found, 2), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(the_machines_file_is_read),
		TEST(what_is_not_known_is_left_out),
		TEST(a_flood_of_offers_is_cut_off),
		TEST(an_offer_is_found_by_what_is_typed),
		TEST(no_more_are_found_than_there_is_room_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
