# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as TAP: a line per promise, figures as "# words: figure"."""
import os
import sys


class Tap:
    def __init__(self, silent=False):
        self.count = self.failed = 0
        self.out = open(os.devnull, "w", encoding="utf-8") if silent else sys.stdout

    def _say(self, line):
        print(line, file=self.out, flush=True)

    def ok(self, kept, promise, detail=""):
        self.count += 1
        self.failed += not kept
        self._say("%sok %d - %s" % ("" if kept else "not ", self.count, promise))
        if detail and not kept:
            for line in str(detail).splitlines()[:30]:
                # never the form of a figure
                self._say("#  | " + line)
        return kept

    def skip(self, promise, reason):
        self.count += 1
        self._say("ok %d - %s # SKIP %s" % (self.count, promise, reason))

    def figure(self, words, value):
        self._say("# %s: %s" % (words, value))

    def end(self):
        self._say("1..%d" % self.count)
        return 1 if self.failed or not self.count else 0
