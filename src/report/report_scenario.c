/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_csv.h"
#include "report/report_method.h"
#include "report/report_page.h"
#include "report/report_sheet.h"
#include "store/people.h"
#include "text/json.h"
#include "text/text.h"

/* ---- gathering */

static struct report_scenario *get_scenario(struct report *r, size_t lesson)
{
	struct report_scenarios *all = &r->scenarios;
	const struct scenario *scenario = r->known.v[lesson].play;

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].lesson == lesson)
			return &all->v[i];
	ALLOC_GROW(all->v, all->n + 1, all->cap);
	all->v[all->n] = (struct report_scenario){ .lesson = lesson };
	if (scenario)
		play_stats_init(&all->v[all->n].stats, &r->arena, scenario);
	return &all->v[all->n++];
}

void report_scenario_begin(struct report *r, size_t lesson, const struct store_run_row *row)
{
	struct report_scenario *s = get_scenario(r, lesson);

	s->begun++;
	r->scenarios.playing = (size_t)(s - r->scenarios.v) + 1;
	r->scenarios.finished = row->finished > 0;
}

void report_scenario_step(struct report *r, const struct store_answer_row *row)
{
	struct report_scenarios *all = &r->scenarios;

	if (!all->playing || !all->finished || !row->is_last)
		return;
	ALLOC_GROW(all->steps, all->n_steps + 1, all->cap_steps);
	all->steps[all->n_steps++] =
		(struct answer){ .response = arena_strdup(&all->arena, row->response) };
}

/* True if the play comes to the ending that was stored, or was stopped there. */
static bool fits(struct report_scenarios *all, const struct play *play)
{
	const char *last = all->n_steps ? all->steps[all->n_steps - 1].response : "";

	return play_is_over(play) && !strcmp(last, play_step_end(&all->arena, play));
}

void report_scenario_end(struct report *r)
{
	struct report_scenarios *all = &r->scenarios;
	struct report_scenario *s = all->playing ? &all->v[all->playing - 1] : NULL;
	const struct run run = { .answers = all->steps, .n = all->n_steps };
	struct play play;

	all->playing = 0;
	if (s && all->finished) {
		bool first = s->person != r->stats.people;

		s->finished++;
		s->people += first;
		s->person = r->stats.people;
		if (s->stats.scenario) {
			play_replay(&play, &all->arena, s->stats.scenario, &run);
			if (fits(all, &play))
				play_stats_add(&s->stats, &play, first);
			else
				s->unfit++;
		}
	}
	all->n_steps = 0;
	arena_release(&all->arena);
}

void report_scenario_release(struct report *r)
{
	free(r->scenarios.v);
	free(r->scenarios.steps);
	arena_release(&r->scenarios.arena);
}

/* ---- pieces */

static const char *title(const struct report *r, const struct report_scenario *s)
{
	return r->known.v[s->lesson].title;
}

/* Appends the first line of what a message says. */
static void say(const struct message *m, struct strbuf *out)
{
	if (m->from)
		strbuf_addf(out, _("%s: %s"), m->from->name, m->n_texts ? m->texts[0] : "");
	else
		strbuf_addstr(out, m->n_texts ? m->texts[0] : "");
}

static const char *safety_word(enum safety safety)
{
	return safety == SAFETY_YES ? _("safe") : safety == SAFETY_NO ? _("risky") : "";
}

static void add_state(const struct report_scenario *s, struct strbuf *out)
{
	if (!s->stats.scenario)
		strbuf_addstr(out, _("It is no longer among the lessons, or cannot be read."));
	else if (s->unfit)
		strbuf_addf(out,
			Q_("One conversation does not fit the scenario as it is now, and is not counted below.",
				"%zu conversations do not fit the scenario as it is now, and are not counted below.",
				s->unfit),
			s->unfit);
}

static void add_signs(const struct play_stats *stats, struct strbuf *out)
{
	const struct play_score *sum = &stats->score;

	if (sum->signs)
		strbuf_addf(out,
			_("signs found: %zu of %zu (%.0f %%), missed: %zu, named right: %zu; "),
			sum->found, sum->signs, 100 * report_share((double)sum->found, sum->signs),
			sum->signs - sum->found, sum->named);
	strbuf_addf(out, _("false alarms: %zu, on %zu messages without a sign"), sum->alarms,
		sum->calm);
}

/* ---- lines */

static void share_line(const struct report_sheet *sheet, int indent, const char *mark, size_t n,
	size_t of, const char *words)
{
	char label[48];

	snprintf(label, sizeof(label), "%*s%s %3.0f %% %5zu  ", indent, "", mark,
		100 * report_share((double)n, of), n);
	report_sheet_labelled(sheet, label, text_width(label, strlen(label)), words);
}

static void endings_lines(const struct report_sheet *sheet, const struct play_stats *stats)
{
	struct strbuf words = STRBUF_INIT;

	report_sheet_line(sheet, 2, "%s", _("Endings:"));
	for (size_t i = 0; i < stats->scenario->n_endings; i++) {
		strbuf_clear(&words);
		strbuf_addf(
			&words, "%s (%zu)", stats->scenario->endings[i].title, stats->reached[i]);
		share_line(sheet, 4, " ", stats->endings[i], stats->people, words.buf);
	}
	if (stats->all_stopped) {
		strbuf_clear(&words);
		strbuf_addf(&words, "%s (%zu)", _("Stopped on the way"), stats->all_stopped);
		share_line(sheet, 4, " ", stats->stopped, stats->people, words.buf);
	}
	strbuf_release(&words);
}

static void replies_lines(
	const struct report_sheet *sheet, const struct play_stats *stats, size_t message)
{
	const struct message *m = &stats->scenario->messages[message];

	if (!stats->messages[message].answered)
		return;
	for (size_t i = 0; i < m->n_replies; i++) {
		const struct reply *reply = &stats->scenario->replies[m->replies[i]];

		share_line(sheet, 6,
			reply->safety == SAFETY_YES          ? "✔"
				: reply->safety == SAFETY_NO ? "!"
							     : " ",
			stats->replies[m->replies[i]], stats->messages[message].answered,
			reply->text);
	}
}

static void message_lines(
	const struct report_sheet *sheet, const struct play_stats *stats, size_t message)
{
	const struct message *m = &stats->scenario->messages[message];
	const struct play_stats_message *of = &stats->messages[message];
	struct strbuf words = STRBUF_INIT;

	if (!of->met && !of->answered)
		return;
	say(m, &words);
	report_sheet_line(sheet, 4, "%s", words.buf);
	if (of->met && m->flags)
		report_sheet_line(sheet, 6, _("a sign: found by %zu of %zu, named right by %zu"),
			of->marked, of->met, of->named);
	else if (of->marked)
		report_sheet_line(
			sheet, 6, _("no sign: marked by %zu of %zu"), of->marked, of->met);
	replies_lines(sheet, stats, message);
	strbuf_release(&words);
}

static void scenario_lines(const struct report_sheet *sheet, const struct report_scenario *s)
{
	struct strbuf words = STRBUF_INIT;

	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, "%s", title(sheet->report, s));
	report_sheet_line(sheet, 2, _("Conversations: %zu begun, %zu finished; people: %zu"),
		s->begun, s->finished, s->people);
	add_state(s, &words);
	if (words.len)
		report_sheet_line(sheet, 2, "%s", words.buf);
	if (s->stats.people) {
		endings_lines(sheet, &s->stats);
		strbuf_clear(&words);
		add_signs(&s->stats, &words);
		report_sheet_line(sheet, 2, "%s", words.buf);
		report_sheet_line(sheet, 2, _("people who took a reply back: %zu"), s->stats.back);
		report_sheet_line(sheet, 2, "%s", _("Messages and replies:"));
		for (size_t i = 0; i < s->stats.scenario->n_messages; i++)
			message_lines(sheet, &s->stats, i);
	}
	strbuf_release(&words);
}

void report_scenario_lines(const struct report_sheet *sheet)
{
	const struct report_scenarios *all = &sheet->report->scenarios;

	if (!all->n)
		return;
	report_sheet_heading(sheet, _("Conversations"));
	for (size_t i = 0; i < all->n; i++)
		scenario_lines(sheet, &all->v[i]);
}

/* ---- page */

static void share_cells(struct strbuf *out, size_t n, size_t of, const char *class)
{
	double share = report_share((double)n, of);

	strbuf_addf(out, "<td>%zu</td><td>", n);
	if (of) {
		report_page_bar(out, share, class);
		report_page_text(out, _("%.0f %%"), 100 * share);
	}
	strbuf_addstr(out, "</td>");
}

static void endings_page(const struct play_stats *stats, struct strbuf *out)
{
	static const char *const names[] = { N_("Ending"), N_("People"), N_("Share"),
		N_("All the times") };

	report_page_heads(out, names, ARRAY_SIZE(names));
	for (size_t i = 0; i < stats->scenario->n_endings; i++) {
		report_page_element(
			out, "<tr><th scope=\"row\">", stats->scenario->endings[i].title, "</th>");
		share_cells(out, stats->endings[i], stats->people, "fill");
		strbuf_addf(out, "<td>%zu</td></tr>\n", stats->reached[i]);
	}
	if (stats->all_stopped) {
		/* TRANSLATORS: people who ended a conversation before it came to an ending */
		report_page_element(
			out, "<tr><th scope=\"row\">", _("Stopped on the way"), "</th>");
		share_cells(out, stats->stopped, stats->people, "fill");
		strbuf_addf(out, "<td>%zu</td></tr>\n", stats->all_stopped);
	}
	strbuf_addstr(out, "</tbody></table>\n");
}

static void replies_page(const struct play_stats *stats, struct strbuf *out)
{
	static const char *const names[] = { N_("Message"), N_("Reply"), N_("Kind"), N_("People"),
		N_("Share") };
	const struct scenario *s = stats->scenario;
	struct strbuf words = STRBUF_INIT;

	report_page_heads(out, names, ARRAY_SIZE(names));
	for (size_t i = 0; i < s->n_messages; i++) {
		const struct message *m = &s->messages[i];

		for (size_t k = 0; stats->messages[i].answered && k < m->n_replies; k++) {
			const struct reply *reply = &s->replies[m->replies[k]];

			strbuf_clear(&words);
			if (!k)
				say(m, &words);
			report_page_element(out, "<tr><td>", words.buf, "</td>");
			report_page_element(out, "<td>", reply->text, "</td>");
			report_page_element(out, "<td>", safety_word(reply->safety), "</td>");
			share_cells(out, stats->replies[m->replies[k]], stats->messages[i].answered,
				reply->safety == SAFETY_NO ? "bad" : "fill");
			strbuf_addstr(out, "</tr>\n");
		}
	}
	strbuf_addstr(out, "</tbody></table>\n");
	strbuf_release(&words);
}

static void signs_page(const struct play_stats *stats, struct strbuf *out)
{
	static const char *const names[] = { N_("Message"), N_("Has a sign"), N_("Met by"),
		N_("Marked by"), N_("Share"), N_("Named right by") };
	struct strbuf words = STRBUF_INIT;

	report_page_heads(out, names, ARRAY_SIZE(names));
	for (size_t i = 0; i < stats->scenario->n_messages; i++) {
		const struct message *m = &stats->scenario->messages[i];
		const struct play_stats_message *of = &stats->messages[i];

		if (!of->met)
			continue;
		strbuf_clear(&words);
		say(m, &words);
		report_page_element(out, "<tr><td>", words.buf, "</td>");
		report_page_element(out, "<td>", m->flags ? _("yes") : _("no"), "</td>");
		strbuf_addf(out, "<td>%zu</td>", of->met);
		share_cells(out, of->marked, of->met, m->flags ? "fill" : "bad");
		if (m->flags)
			strbuf_addf(out, "<td>%zu</td></tr>\n", of->named);
		else
			strbuf_addstr(out, "<td></td></tr>\n");
	}
	strbuf_addstr(out, "</tbody></table>\n");
	strbuf_release(&words);
}

static void scenario_page(
	const struct report *r, const struct report_scenario *s, struct strbuf *out)
{
	struct strbuf words = STRBUF_INIT;

	report_page_element(out, "<section>\n<h3>", title(r, s), "</h3>\n<p>");
	report_page_text(out, _("Conversations: %zu begun, %zu finished; people: %zu"), s->begun,
		s->finished, s->people);
	strbuf_addstr(out, "</p>\n");
	add_state(s, &words);
	if (words.len)
		report_page_element(out, "<p>", words.buf, "</p>\n");
	if (s->stats.people) {
		endings_page(&s->stats, out);
		strbuf_clear(&words);
		add_signs(&s->stats, &words);
		report_page_element(out, "<p>", words.buf, "<br>");
		report_page_text(out, _("people who took a reply back: %zu"), s->stats.back);
		strbuf_addstr(out, "</p>\n");
		replies_page(&s->stats, out);
		signs_page(&s->stats, out);
		report_method_page(REPORT_METHOD_SCENARIOS, out);
	}
	strbuf_addstr(out, "</section>\n");
	strbuf_release(&words);
}

void report_scenario_page(const struct report *r, struct strbuf *out)
{
	if (r->scenarios.n)
		report_page_element(out, "<h2>", _("Conversations"), "</h2>\n");
	for (size_t i = 0; i < r->scenarios.n; i++)
		scenario_page(r, &r->scenarios.v[i], out);
}

/* ---- CSV */

static void row_names(struct report_csv *row, const char *kind, const char *lesson,
	const char *message, const char *id, const char *text)
{
	report_csv_text(row, REPORT_CSV_ROW, kind);
	report_csv_text(row, REPORT_CSV_LESSON, lesson);
	report_csv_text(row, REPORT_CSV_QUESTION, message);
	report_csv_text(row, REPORT_CSV_RESPONSE, id);
	report_csv_text(row, REPORT_CSV_TEXT, text);
}

static void row_end(struct report_csv *row, size_t n, size_t part, size_t of, const char *note,
	struct strbuf *out)
{
	report_csv_number(row, REPORT_CSV_N, "%zu", n);
	if (of)
		report_csv_number(row, REPORT_CSV_SHARE, "%.4f", report_share((double)part, of));
	report_csv_text(row, REPORT_CSV_NOTE, note);
	report_csv_end(row, out);
}

static void messages_csv(const char *lesson, const struct play_stats *stats, struct strbuf *out)
{
	const struct scenario *s = stats->scenario;
	struct strbuf words = STRBUF_INIT;

	for (size_t i = 0; i < s->n_messages; i++) {
		const struct message *m = &s->messages[i];
		const struct play_stats_message *of = &stats->messages[i];
		struct report_csv row = { 0 };

		strbuf_clear(&words);
		say(m, &words);
		if (of->met) {
			row_names(&row, "message", lesson, m->id, NULL, words.buf);
			row_end(&row, of->met, of->marked, of->met, m->flags ? "sign" : "calm",
				out);
		}
		for (size_t k = 0; of->answered && k < m->n_replies; k++) {
			const struct reply *reply = &s->replies[m->replies[k]];
			size_t n = stats->replies[m->replies[k]];

			row_names(&row, "reply", lesson, m->id, reply->id, reply->text);
			row_end(&row, n, n, of->answered,
				reply->safety == SAFETY_YES          ? "safe"
					: reply->safety == SAFETY_NO ? "risky"
								     : "",
				out);
		}
	}
	strbuf_release(&words);
}

void report_scenario_csv(const struct report *r, struct strbuf *out)
{
	for (size_t i = 0; i < r->scenarios.n; i++) {
		const struct report_scenario *s = &r->scenarios.v[i];
		const char *lesson = r->known.v[s->lesson].id;
		struct report_csv row = { 0 };

		row_names(&row, "scenario", lesson, NULL, NULL, title(r, s));
		report_csv_number(&row, REPORT_CSV_BEGUN, "%zu", s->begun);
		report_csv_number(&row, REPORT_CSV_FINISHED, "%zu", s->finished);
		row_end(&row, s->stats.people, s->stats.score.found, s->stats.score.signs, "", out);
		if (!s->stats.scenario)
			continue;
		for (size_t k = 0; k < s->stats.scenario->n_endings; k++) {
			const struct ending *e = &s->stats.scenario->endings[k];

			row_names(&row, "ending", lesson, NULL, e->id, e->title);
			report_csv_number(&row, REPORT_CSV_FINISHED, "%zu", s->stats.reached[k]);
			row_end(&row, s->stats.endings[k], s->stats.endings[k], s->stats.people, "",
				out);
		}
		if (s->stats.all_stopped) {
			row_names(&row, "stopped", lesson, NULL, NULL, _("Stopped on the way"));
			report_csv_number(&row, REPORT_CSV_FINISHED, "%zu", s->stats.all_stopped);
			row_end(&row, s->stats.stopped, s->stats.stopped, s->stats.people, "", out);
		}
		messages_csv(lesson, &s->stats, out);
	}
}

/* ---- JSON */

static void member(struct strbuf *out, const char *before, const char *name, const char *value)
{
	strbuf_addf(out, "%s\"%s\": ", before, name);
	json_string(out, value);
}

static void replies_json(
	const struct play_stats *stats, const struct message *m, struct strbuf *out)
{
	strbuf_addstr(out, ", \"replies\": [");
	for (size_t k = 0; k < m->n_replies; k++) {
		const struct reply *reply = &stats->scenario->replies[m->replies[k]];

		member(out, k ? ", { " : "{ ", "reply", reply->id);
		member(out, ", ", "text", reply->text);
		strbuf_addf(out, ", \"safe\": %s, \"n\": %zu }",
			reply->safety == SAFETY_YES          ? "true"
				: reply->safety == SAFETY_NO ? "false"
							     : "null",
			stats->replies[m->replies[k]]);
	}
	strbuf_addstr(out, "] }");
}

static void messages_json(const struct play_stats *stats, struct strbuf *out)
{
	struct strbuf words = STRBUF_INIT;

	strbuf_addstr(out, "], \"messages\": [");
	for (size_t i = 0; i < stats->scenario->n_messages; i++) {
		const struct message *m = &stats->scenario->messages[i];
		const struct play_stats_message *of = &stats->messages[i];

		strbuf_clear(&words);
		say(m, &words);
		member(out, i ? ",\n\t{ " : "\n\t{ ", "message", m->id);
		member(out, ", ", "text", words.buf);
		strbuf_addf(out,
			", \"sign\": %s, \"met\": %zu, \"marked\": %zu, \"named\": %zu, \"answered\": %zu",
			m->flags ? "true" : "false", of->met, of->marked, of->named, of->answered);
		replies_json(stats, m, out);
	}
	strbuf_release(&words);
}

static void stats_json(const struct play_stats *stats, struct strbuf *out)
{
	const struct play_score *sum = &stats->score;

	strbuf_addf(out,
		", \"back\": %zu, \"signs\": { \"met\": %zu, \"found\": %zu, \"missed\": %zu, \"named\": %zu, \"calm\": %zu, \"alarms\": %zu }",
		stats->back, sum->signs, sum->found, sum->signs - sum->found, sum->named, sum->calm,
		sum->alarms);
	strbuf_addf(out, ", \"stopped\": { \"n\": %zu, \"all\": %zu }", stats->stopped,
		stats->all_stopped);
	strbuf_addf(out, ", \"endings\": [");
	for (size_t k = 0; k < stats->scenario->n_endings; k++) {
		member(out, k ? ", { " : "{ ", "ending", stats->scenario->endings[k].id);
		member(out, ", ", "title", stats->scenario->endings[k].title);
		strbuf_addf(
			out, ", \"n\": %zu, \"all\": %zu }", stats->endings[k], stats->reached[k]);
	}
	messages_json(stats, out);
	strbuf_addstr(out, "]");
}

void report_scenario_json(const struct report *r, struct strbuf *out)
{
	strbuf_addstr(out, "\"scenarios\": [");
	for (size_t i = 0; i < r->scenarios.n; i++) {
		const struct report_scenario *s = &r->scenarios.v[i];

		member(out, i ? ",\n{ " : "\n{ ", "lesson", r->known.v[s->lesson].id);
		member(out, ", ", "title", title(r, s));
		strbuf_addf(out,
			", \"begun\": %zu, \"finished\": %zu, \"people\": %zu, \"unfit\": %zu",
			s->begun, s->finished, s->people, s->unfit);
		if (s->stats.scenario)
			stats_json(&s->stats, out);
		strbuf_addstr(out, " }");
	}
	strbuf_addstr(out, "]");
}
