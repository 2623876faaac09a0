/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie kiosk. app/kiosk.h decides what happens when; session/kiosk_run.c runs the visits. */
#include "cli/subcommand.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/staff_code.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "guard/harden.h"
#include "guard/secret.h"
#include "os/complain.h"
#include "os/output.h"
#include "session/kiosk_host.h"
#include "session/kiosk_run.h"
#include "text/diag_print.h"
#include "text/text.h"

static bool read_and_say(struct kiosk_config *config, const char *path, const char *locale_dir)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf text = STRBUF_INIT;
	bool good = kiosk_host_read(config, path, locale_dir, &diags);

	diags_print(&diags, &text);
	fputs(text.buf, stderr);
	strbuf_release(&text);
	diags_release(&diags);
	return good;
}

static bool read_line(char *buf, size_t size)
{
	struct termios before, t;
	bool tty = tcgetattr(STDIN_FILENO, &before) == 0, got;

	if (tty) {
		t = before;
		t.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &t);
	}
	got = fgets(buf, (int)size, stdin) != NULL;
	if (tty) {
		tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
		fputc('\n', stderr);
	}
	buf[strcspn(buf, "\n")] = '\0';
	return got;
}

static int set_code(void)
{
	char code[STAFF_CODE_BYTES + 3] = "";
	struct strbuf hash = STRBUF_INIT;
	enum staff_code fault;
	bool made = false;

	fputs(_("The staff’s code (at least 4 characters; it is not shown): "), stderr);
	(void)read_line(code, sizeof(code));
	text_ascii_digits(code);
	fault = staff_code_judge(code);
	if (fault == STAFF_CODE_GOOD)
		made = secret_hash(code, &hash);
	explicit_bzero(code, sizeof(code));
	if (made)
		printf("[staff]\ncode = %s\n", hash.buf);
	strbuf_release(&hash);
	if (fault != STAFF_CODE_GOOD)
		return complain(EXIT_USAGE, "%s", staff_code_fault(fault));
	return made ? 0
		    : complain(EXIT_UNUSABLE,
			      _("the system gives no random numbers; no code was made"));
}

static int show_counters(struct kiosk_config *config)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct counters *c = counters_open_reading(
		arena_printf(&config->arena, "%s/counters.db", config->data), &err);
	int status = 0;

	if (c && counters_report(c, config->minimum, true, &out, &err))
		output_print(stdout, "%s", out.buf);
	else
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	counters_close(c);
	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	const struct session_options visitor = options_of_session(options);
	const char *path = options->config ? options->config : KIOSK_CONFIG;
	struct kiosk_config config;
	struct paths paths;
	int status;

	harden_process();
	harden_environment();
	harden_memory();
	options_find_paths(options, &paths);
	language_start(paths.locale, options->lang);
	if (options->set_code)
		return set_code();
	kiosk_config_init(&config);
	if (!read_and_say(&config, path, paths.locale))
		status = complain(
			EXIT_UNUSABLE, _("the kiosk does not start with mistakes in %s"), path);
	else
		status = options->counters ? show_counters(&config) : kiosk_run(&config, &visitor);
	kiosk_config_release(&config);
	return status;
}

const struct subcommand subcommand_kiosk = {
	.name = "kiosk",
	.summary = N_("the course on a machine that anyone may use"),
	.details = N_(
		"The settings are in /etc/vigie/kiosk.ini; share/kiosk/README.md explains them.\n"),
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_CONFIG,
		OPTION_SET_CODE, OPTION_COUNTERS, OPTION_ASCII, OPTION_COLOR, OPTION_END },
	.on_its_own = true,
	.run = run,
};
