/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages and lines that contain foreign names: no control character reaches the terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "os/complain.h"
#include "os/output.h"

/* Reads back what was written to file so far, as a string. */
static void read_back(FILE *file, char *buf, size_t size)
{
	size_t n;

	assert_int_equal(fflush(file), 0);
	rewind(file);
	n = fread(buf, 1, size - 1, file);
	buf[n] = '\0';
}

static void lines_stay_lines_and_controls_go(void **state)
{
	FILE *file = tmpfile();
	char buf[200];

	(void)state;
	assert_non_null(file);
	output_print(file, "%s\nsecond\n\nlast", "a\033[2Jb");
	read_back(file, buf, sizeof(buf));
	assert_null(strchr(buf, '\033'));
	assert_non_null(strstr(buf, "b\nsecond\n\nlast"));
	assert_int_equal(buf[strlen(buf) - 1], 't');
	fclose(file);
}

static void a_complaint_is_one_clean_line_and_gives_its_status(void **state)
{
	FILE *file = tmpfile();
	int kept = dup(2), status;
	char buf[200];

	(void)state;
	assert_non_null(file);
	assert_true(kept >= 0);
	fflush(stderr);
	assert_int_equal(dup2(fileno(file), 2), 2);
	status = complain(3, "cannot read %s", "a\nb\033]0;x\007");
	fflush(stderr);
	dup2(kept, 2);
	close(kept);
	read_back(file, buf, sizeof(buf));
	fclose(file);
	assert_int_equal(status, 3);
	assert_memory_equal(buf, "vigie: cannot read a", 20);
	assert_null(strpbrk(buf, "\033\007"));
	assert_ptr_equal(strchr(buf, '\n'), buf + strlen(buf) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_stay_lines_and_controls_go),
		cmocka_unit_test(a_complaint_is_one_clean_line_and_gives_its_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
