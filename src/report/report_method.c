/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_method.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "report/report_page.h"
#include "report/report_sheet.h"
#include "text/json.h"

enum {
	QUESTIONS = REPORT_METHOD_QUESTIONS,
	SCENARIOS = REPORT_METHOD_SCENARIOS,
	PEOPLE = REPORT_METHOD_PEOPLE
};

const struct report_method report_methods[] = {
	{ PEOPLE, "percent", N_("A person’s percent"),
		N_("The points of the best sitting with enough answers, out of all that was asked: what "
		   "was skipped got none; * is the earlier rule, by which skipping cost nothing.") },
	{ PEOPLE, "passed", N_("Passed"),
		N_("Enough answers and enough points in one sitting, by the rule of the lesson when it "
		   "was finished.") },
	{ PEOPLE, "day", N_("Day"),
		N_("The local day on which that sitting was finished; a day lasts until four in the "
		   "morning.") },
	{ PEOPLE, "spread", N_("Median, mean, spread"),
		N_("Of the percentages of all who have such a sitting: the one in the middle; their "
		   "mean; the smallest and the largest; the standard deviation of a sample.") },
	{ PEOPLE, "compared", N_("Before and after"),
		N_("For each person the first finished sitting with enough answers of either lesson, "
		   "if the one before was begun first: the first responses to the questions that were "
		   "answered in both and have not changed since.") },
	{ PEOPLE, "interval", N_("Interval of the difference"),
		N_("Where the mean difference of many such groups would be in 95 of 100 cases, by "
		   "Student’s t for pairs; none below 2 pairs, and below 5 one person can turn it.") },
	{ QUESTIONS, "n", N_("First answers"),
		N_("Each person counts once, with the first response to the question in any sitting; "
		   "skipping it is no answer.") },
	{ QUESTIONS, "facility", N_("Percent of the points"),
		N_("The mean share of the points that the first responses got; hints taken before "
		   "cost what the question says, and later tries do not count.") },
	{ QUESTIONS, "discrimination", N_("Discrimination"),
		N_("The correlation, from -1 to 1, between the points of the first answers and the "
		   "rest: the points of the other questions of the same sitting out of their "
		   "maximum, without those that were skipped; ± is what chance alone may do, in 95 "
		   "of 100 cases.") },
	{ QUESTIONS, "responses", N_("Each answer"),
		N_("How many people chose it first, and the mean of their share of the rest; "
		   "✔ is right, ○ is chosen by fewer than 5 in 100.") },
	{ QUESTIONS, "median_seconds", N_("Time"),
		N_("The median time until the first response, without breaks where they are known.") },
	{ QUESTIONS, "hinted", N_("With a hint"),
		N_("First answers that were given after a hint.") },
	{ QUESTIONS, "retried", N_("Not at the first try"),
		N_("First answers that were not fully right and were followed by another try.") },
	{ QUESTIONS, "skipped", N_("Skipped"),
		N_("People who passed the question over before they ever answered it: neither right "
		   "nor wrong, so no other figure of the questions has them in it.") },
	{ QUESTIONS, "clinic", N_("To be looked at"),
		N_("Nothing is said below 30 first answers, about an earlier version, or about the "
		   "options of a question with only two; these are reasons to read a question "
		   "again, not verdicts.") },
	{ QUESTIONS, "version", N_("Versions"),
		N_("Only answers to the question as it is now are counted; correcting the key or an "
		   "option begins anew, and the earlier answers keep figures of their own.") },
	{ SCENARIOS, "endings", N_("Endings"),
		N_("People by the ending of the first conversation that they finished; in brackets "
		   "all the times it was reached.") },
	{ SCENARIOS, "replies", N_("Replies"),
		N_("Of the people who answered the message, the ones who chose this reply first, in "
		   "the first conversation that they finished, even if they took it back.") },
	{ SCENARIOS, "signs", N_("Signs"),
		N_("Messages with a warning sign that people met and had marked when that "
		   "conversation was over, and messages without one that they had marked.") },
};
const size_t report_n_methods = ARRAY_SIZE(report_methods);

void report_method_lines(const struct report_sheet *sheet, unsigned parts)
{
	report_sheet_heading(sheet, _("How these figures are made"));
	for (size_t i = 0; i < report_n_methods; i++)
		if (report_methods[i].part & parts)
			/* TRANSLATORS: a figure, and how it is made */
			report_sheet_line(sheet, 0, _("%s: %s"), _(report_methods[i].title),
				_(report_methods[i].text));
}

void report_method_page(unsigned parts, struct strbuf *out)
{
	report_page_element(
		out, "<details>\n<summary>", _("How these figures are made"), "</summary>\n<dl>\n");
	for (size_t i = 0; i < report_n_methods; i++) {
		if (!(report_methods[i].part & parts))
			continue;
		report_page_element(out, "<dt>", _(report_methods[i].title), "</dt>");
		report_page_element(out, "<dd>", _(report_methods[i].text), "</dd>\n");
	}
	strbuf_addstr(out, "</dl>\n</details>\n");
}

void report_method_json(struct strbuf *out)
{
	strbuf_addstr(out, "\"methods\": {");
	for (size_t i = 0; i < report_n_methods; i++) {
		strbuf_addf(out, "%s\n\t\"%s\": ", i ? "," : "", report_methods[i].name);
		json_string(out, _(report_methods[i].text));
	}
	strbuf_addstr(out, " }");
}
