# SPDX-License-Identifier: GPL-3.0-or-later
"""The power goes at random moments; what is on the disk afterwards."""
import os
import random
import time

import course
import disk
import machine as qemu

KEPT_AFTER = 3.0  # seconds after the first picture: then a visit must be on the disk


class Cuts:
    """A disk that goes through power cuts, and how many answers it has promised to keep."""

    def __init__(self, overlay, scratch, font, layout, seed):
        self.overlay, self.scratch, self.font, self.layout = overlay, scratch, font, layout
        self.chance = random.Random(seed)
        self.answers, self.typed, self.wrong = 0, [], ""

    def flatten(self):
        raw = os.path.join(self.scratch, "flat.img")
        qemu.flatten(self.overlay, raw)
        return raw

    def cut(self, number, boot):
        """Starts the machine and cuts its power at some moment, while it starts or in visits."""
        starting = self.chance.random() < 0.4
        moment = self.chance.uniform(1, boot if starting else 60)
        with qemu.Machine(self.overlay, self.scratch, self.font) as m:
            if not starting and not m.wait_boot(course.ATTRACT):
                self.wrong = "no first picture:\n" + m.text()
            end = (m.started if starting else time.monotonic()) + moment
            try:
                while not starting and time.monotonic() < end - 3:
                    self.visit(course.Course(m, self.layout), number, end)
            except course.CourseError as e:
                if time.monotonic() < end:
                    self.wrong = str(e)
            time.sleep(max(0, end - time.monotonic()))
            return time.monotonic() - m.started

    def visit(self, visit, number, end):
        word = "quokka%dpower" % number
        if self.chance.random() < 0.3:
            self.typed.append(word)
            visit.typed_answer(word)
            if self.chance.random() < 0.5:
                # stay in it until the power goes
                time.sleep(max(0, end - time.monotonic()))
                return
            visit.leave()
            return
        visit.answer()
        visit.leave()
        time.sleep(KEPT_AFTER)
        if time.monotonic() < end:
            self.answers += 1

    def look(self):
        """Returns complaints about the disk, and how many answers it holds."""
        raw = self.flatten()
        part = disk.copy_part(raw, disk.parts(raw)["data"], os.path.join(self.scratch, "data.img"))
        wrong = disk.check_data(part)
        said, count = disk.read_counters(part, self.scratch)
        return wrong + said, count


def check(tap, cuts, count, boot):
    wrong, held = cuts.look()
    tap.ok(not wrong, "before the cuts the data disk is sound", wrong)
    cuts.answers = held
    bad, moments = [], []
    for number in range(count):
        moments.append(cuts.cut(number, boot))
        wrong, held = cuts.look()
        if wrong or cuts.wrong:
            bad.append("cut %d at %.1f s: %s %s" % (number + 1, moments[-1], wrong, cuts.wrong))
        if held < cuts.answers:
            bad.append("cut %d at %.1f s: %d answers of %d" % (number + 1, moments[-1], held,
                                                             cuts.answers))
        cuts.answers, cuts.wrong = max(held, cuts.answers), ""
    tap.ok(not bad, "after each of %d power cuts the data disk and the counters are sound, and no "
           "answer that was counted is lost" % count, "\n".join(bad))
    tap.figure("power cuts", "%d, at %s s after power on" % (
        count, " ".join("%.0f" % moment for moment in moments)))
    tap.figure("answers counted across the cuts", str(held))
    with qemu.Machine(cuts.overlay, cuts.scratch, cuts.font) as m:
        tap.ok(m.wait_boot(course.ATTRACT), "after the cuts the course is there again", m.text())
        visit = course.Course(m, cuts.layout)
        visit.answer()
        visit.leave()


def check_traces(tap, cuts, words, control):
    """words: what was typed in visits. control: what visits do leave, the name of a question."""
    raw = cuts.flatten()
    found = disk.find_words(raw, words)
    tap.ok(not found, "nothing that was typed in a visit is on the raw disk", "\n".join(found))
    tap.figure("found on the raw disk", "%d of %d words typed in visits, %d MiB searched" % (
        len(found), len(words), os.path.getsize(raw) >> 20))
    seen = disk.find_words(raw, [control])
    tap.ok(seen, "negative control: the name of a counted question is found there", control)
    with open(raw, "r+b") as f:
        part = disk.parts(raw)["data"]
        f.seek(part.start + part.size - 4096)
        f.write(words[0].encode("utf-16-le"))
    tap.ok(disk.find_words(raw, words[:1]), "negative control: a planted word is found")
