/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/usage.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/output.h"
#include "text/text.h"

enum { WIDTH = 79, COLUMN = 31 };

static int print(struct strbuf *out)
{
	int status = output_write(NULL, out);

	strbuf_release(out);
	return status;
}

struct column {
	struct strbuf *out;
	const char *text;
	int indent; /* of the lines after the first */
	bool begun;
};

static void add_line(void *ctx, size_t start, size_t len, int cells)
{
	struct column *c = ctx;

	(void)cells;
	if (c->begun)
		strbuf_addf(c->out, "%*s", c->indent, "");
	c->begun = true;
	strbuf_addf(c->out, "%.*s\n", (int)len, c->text + start);
}

/*
 * Adds a row of two columns; the second starts on its own line if the first is too long, and is
 * wrapped.
 */
static void add_row(struct strbuf *out, const char *left, const char *right)
{
	int cells = text_width(left, strlen(left));
	struct column column = { .out = out, .text = right, .indent = COLUMN };

	strbuf_addf(out, "  %s", left);
	if (cells + 4 > COLUMN)
		strbuf_addf(out, "\n%*s", COLUMN, "");
	else
		strbuf_addf(out, "%*s", COLUMN - 2 - cells, "");
	text_wrap(right, strlen(right), WIDTH - COLUMN, add_line, &column);
}

/* Adds "vigie show [OPTIONS] LESSON"; the first command needs no name. */
static void add_usage(struct strbuf *out, const struct subcommand *command, bool options)
{
	strbuf_addstr(out, "vigie");
	if (command != subcommands[0])
		strbuf_addf(out, " %s", command->name);
	if (options)
		strbuf_addf(out, " %s", _("[OPTIONS]"));
	if (command->usage)
		strbuf_addf(out, " %s", _(command->usage));
}

static void add_command(struct strbuf *out, const struct subcommand *command)
{
	struct strbuf left = STRBUF_INIT;

	add_usage(&left, command, false);
	add_row(out, left.buf, _(command->summary));
	strbuf_release(&left);
}

static void add_option(struct strbuf *out, const struct option_def *d)
{
	struct strbuf left = STRBUF_INIT;

	if (d->letter)
		strbuf_addf(&left, "-%c, ", d->letter);
	strbuf_addf(&left, "--%s", d->name);
	if (d->argument)
		strbuf_addf(&left, d->bare ? "[=%s]" : " %s", _(d->argument));
	add_row(out, left.buf, _(d->summary));
	strbuf_release(&left);
}

static void add_options(struct strbuf *out, const struct subcommand *command)
{
	for (const enum option_id *id = command->options; *id != OPTION_END; id++)
		add_option(out, &option_defs[*id]);
	add_option(out, &option_defs[OPTION_HELP]);
}

int usage_print_all(void)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addf(&out, "%s\n",
		_("Vigie, a course on recognising, avoiding and reporting trafficking in persons.\n"));
	for (size_t i = 0; i < n_subcommands; i++)
		add_command(&out, subcommands[i]);
	strbuf_addf(&out, "\n%s\n", _("Options of the course:"));
	add_options(&out, subcommands[0]);
	add_option(&out, &option_defs[OPTION_VERSION]);
	strbuf_addf(&out, "\n%s\n", _("vigie help COMMAND shows the options of a command."));
	return print(&out);
}

int usage_print(const struct subcommand *command)
{
	struct strbuf out = STRBUF_INIT, usage = STRBUF_INIT, summary = STRBUF_INIT;

	add_usage(&usage, command, true);
	/* TRANSLATORS: how a command is typed */
	strbuf_addf(&out, _("Usage: %s\n"), usage.buf);
	strbuf_addf(&summary, "%s: %s", command->name, _(command->summary));
	strbuf_addch(&out, '\n');
	text_wrap(summary.buf, summary.len, WIDTH, add_line,
		&(struct column){ .out = &out, .text = summary.buf });
	if (command->details)
		strbuf_addstr(&out, _(command->details));
	strbuf_addf(&out, "\n%s\n", _("Options:"));
	add_options(&out, command);
	strbuf_release(&summary);
	strbuf_release(&usage);
	return print(&out);
}

int usage_print_version(void)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, "vigie " VIGIE_VERSION "\n");
	strbuf_addstr(&out,
		_("License: GPL-3.0-or-later for the program, CC-BY-SA-4.0 for the lessons.\n"
		  "There is no warranty, to the extent permitted by law.\n"));
	return print(&out);
}

/* ---- for other programs */

/*
 * Adds text for a man page: keeps a minus from becoming a hyphen, and a line from becoming a
 * request.
 */
static void add_roff(struct strbuf *out, const char *text)
{
	for (bool begins = true; *text; begins = *text++ == '\n') {
		if (begins && (*text == '.' || *text == '\''))
			strbuf_addstr(out, "\\&");
		if (*text == '-' || *text == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, *text);
	}
}

static void add_man_option(struct strbuf *out, const struct option_def *d)
{
	strbuf_addstr(out, ".TP\n.B ");
	if (d->letter)
		strbuf_addf(out, "\\-%c, ", d->letter);
	strbuf_addstr(out, "\\-\\-");
	add_roff(out, d->name);
	if (d->argument)
		strbuf_addf(out, d->bare ? "[=%s]" : " %s", _(d->argument));
	strbuf_addch(out, '\n');
	add_roff(out, _(d->summary));
	strbuf_addch(out, '\n');
}

static void add_man_command(struct strbuf *out, const struct subcommand *command)
{
	struct strbuf usage = STRBUF_INIT;

	add_usage(&usage, command, true);
	strbuf_addstr(out, ".SS ");
	add_roff(out, usage.buf);
	strbuf_addch(out, '\n');
	add_roff(out, _(command->summary));
	strbuf_addch(out, '\n');
	if (command->details) {
		strbuf_addstr(out, ".nf\n");
		add_roff(out, _(command->details));
		strbuf_addstr(out, ".fi\n");
	}
	for (const enum option_id *id = command->options; *id != OPTION_END; id++)
		add_man_option(out, &option_defs[*id]);
	strbuf_release(&usage);
}

static void add_man(struct strbuf *out)
{
	for (size_t i = 0; i < n_subcommands; i++)
		add_man_command(out, subcommands[i]);
	strbuf_addstr(out, ".SS ");
	strbuf_addf(out, "%s\n", _("All commands"));
	add_man_option(out, &option_defs[OPTION_HELP]);
	add_man_option(out, &option_defs[OPTION_VERSION]);
}

static void add_names(struct strbuf *out)
{
	for (size_t i = 0; i < n_subcommands; i++)
		strbuf_addf(out, i ? " %s" : "%s", subcommands[i]->name);
}

static void add_option_names(struct strbuf *out, const struct subcommand *command)
{
	for (const enum option_id *id = command->options; *id != OPTION_END; id++)
		strbuf_addf(out, "--%s ", option_defs[*id].name);
	strbuf_addstr(out, "--help");
}

static void add_bash(struct strbuf *out)
{
	strbuf_addstr(out,
		"# bash completion of vigie\n_vigie()\n{\n"
		"\tlocal word=${COMP_WORDS[COMP_CWORD]} command=learn options i\n\tlocal commands=\"");
	add_names(out);
	strbuf_addstr(out,
		"\"\n\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		"\t\tcase \" $commands \" in *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;; esac\n\tdone\n"
		"\tcase $command in\n");
	for (size_t i = 0; i < n_subcommands; i++) {
		strbuf_addf(out, "\t%s) options=\"", subcommands[i]->name);
		add_option_names(out, subcommands[i]);
		strbuf_addstr(out, "\" ;;\n");
	}
	strbuf_addstr(out,
		"\tesac\n\tCOMPREPLY=()\n"
		"\tif [[ $word == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
		"\telif [[ $COMP_CWORD -eq 1 || ${COMP_WORDS[COMP_CWORD-1]} == help ]]; then\n"
		"\t\tCOMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n\tfi\n}\n"
		"complete -o default -F _vigie vigie\n");
}

/* Adds text to a single-quoted word of a shell. */
static void add_quoted(struct strbuf *out, const char *text, const char *also)
{
	for (; *text; text++) {
		if (*text == '\'')
			strbuf_addstr(out, "'\\''");
		else if (strchr(also, *text))
			strbuf_addf(out, "\\%c", *text);
		else
			strbuf_addch(out, *text);
	}
}

static void add_zsh_option(struct strbuf *out, const struct option_def *d)
{
	strbuf_addf(out, " \\\n\t\t\t'--%s%s[", d->name, !d->argument ? "" : d->bare ? "=-" : "=");
	add_quoted(out, _(d->summary), "[]:");
	strbuf_addch(out, ']');
	if (d->argument) {
		strbuf_addch(out, ':');
		add_quoted(out, _(d->argument), "[]:");
		strbuf_addstr(out,
			strcmp(d->argument, "FILE") && strcmp(d->argument, "FOLDER") ? ":"
										     : ":_files");
	}
	strbuf_addch(out, '\'');
}

static void add_zsh(struct strbuf *out)
{
	strbuf_addstr(out, "#compdef vigie\nlocal -a commands\ncommands=(\n");
	for (size_t i = 0; i < n_subcommands; i++) {
		strbuf_addf(out, "\t'%s:", subcommands[i]->name);
		add_quoted(out, _(subcommands[i]->summary), "");
		strbuf_addstr(out, "'\n");
	}
	strbuf_addstr(out,
		")\nif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n\t_describe command commands\nelse\n"
		"\tcase $words[2] in\n");
	for (size_t i = 0; i <= n_subcommands; i++) {
		/* the options of the course, which needs no command, come last */
		const struct subcommand *c = i < n_subcommands ? subcommands[i] : subcommands[0];

		strbuf_addf(out, "\t%s)\n\t\t_arguments", i < n_subcommands ? c->name : "*");
		for (const enum option_id *id = c->options; *id != OPTION_END; id++)
			add_zsh_option(out, &option_defs[*id]);
		strbuf_addstr(out, " \\\n\t\t\t'*:file:_files' ;;\n");
	}
	strbuf_addstr(out, "\tesac\nfi\n");
}

static void add_fish(struct strbuf *out)
{
	for (size_t i = 0; i < n_subcommands; i++) {
		const struct subcommand *c = subcommands[i];

		strbuf_addf(out, "complete -c vigie -n __fish_use_subcommand -a %s -d '", c->name);
		add_quoted(out, _(c->summary), "\\");
		strbuf_addstr(out, "'\n");
		for (const enum option_id *id = c->options; *id != OPTION_END; id++) {
			const struct option_def *d = &option_defs[*id];

			strbuf_addf(out,
				"complete -c vigie -n '__fish_seen_subcommand_from %s%s' -l %s",
				c->name, i ? "" : "; or __fish_use_subcommand", d->name);
			if (d->letter)
				strbuf_addf(out, " -s %c", d->letter);
			strbuf_addstr(out, d->argument && !d->bare ? " -r -d '" : " -d '");
			add_quoted(out, _(d->summary), "\\");
			strbuf_addstr(out, "'\n");
		}
	}
}

int usage_print_as(const char *form)
{
	struct strbuf out = STRBUF_INIT;

	if (!strcmp(form, "man"))
		add_man(&out);
	else if (!strcmp(form, "bash"))
		add_bash(&out);
	else if (!strcmp(form, "zsh"))
		add_zsh(&out);
	else
		add_fish(&out);
	return print(&out);
}
