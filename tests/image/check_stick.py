# SPDX-License-Identifier: GPL-3.0-or-later
"""The staff's USB stick: new lessons from it, counters to it, pulled out at a bad moment, again."""
import os
import re
import shutil
import time

import course
import machine

TAKEN = ("Les nouvelles leçons sont en place", "The new lessons are in place")
NOT_READ = ("ne peut pas être lu", "cannot be read", "endommagé", "is damaged", "illisible",
            "n’est pas lisible")
WRITTEN = ("Les compteurs sont sur la clé", "The counters are on the stick")
NOT_WRITTEN = ("Les compteurs n’ont pas pu être écrits", "The counters could not be written")
CHANGED = ("Le cours de la clé", "The course of the stick")


def pack(program, lessons, scratch):
    """A pack of the shipped lessons with another title, so that one sees which course it is."""
    folder = os.path.join(scratch, "stick-lessons")
    shutil.copytree(lessons, folder)
    for name, title in (("course.ini", CHANGED[1]), ("fr.ini", CHANGED[0])):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        text = re.sub(r'(?m)^(title = )".*"', r'\1"%s"' % title, text, count=1)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    file = os.path.join(scratch, "lessons.vigie")
    machine.run(program, "pack", folder, "-o", file)
    with open(file, "rb") as f:
        return f.read()


def try_until(visit, key, wanted, other, seconds=60):
    """Presses the key of the staff's screen until wanted comes: the stick is mounted a few seconds
    after it was plugged in. Returns the text, or None."""
    end = time.monotonic() + seconds
    m = visit.machine
    while time.monotonic() < end:
        m.press(visit.layout[key])
        text = m.wait(lambda now: course.shows(now, wanted + other), 30)
        if text and course.shows(text, wanted):
            return text
        time.sleep(2)
    return None


def check(tap, visit, code, program, lessons, scratch):
    m = visit.machine
    stick = machine.make_stick(os.path.join(scratch, "stick.img"), {
        "vigie/lessons.vigie": pack(program, lessons, scratch), "vigie/counters": None})
    visit.staff(code)
    m.press(visit.layout["2"])
    tap.ok(m.wait(NOT_WRITTEN, 20), "without a stick the staff are told so", m.text())
    m.plug(stick)
    tap.ok(try_until(visit, "1", TAKEN, NOT_READ, 90), "lessons come from a stick", m.text())
    tap.ok(try_until(visit, "2", WRITTEN, NOT_WRITTEN), "counters go to a stick", m.text())
    m.unplug()
    time.sleep(5)
    m.press(visit.layout["2"])
    tap.ok(m.wait(NOT_WRITTEN, 20), "a stick that was pulled out is missed", m.text())
    files = [f for f in machine.list_stick(stick) if re.search(r"counters/counters-.*\.csv", f, re.I)]
    tap.ok(files, "the counters are on the stick", machine.list_stick(stick))
    if files:
        text = machine.read_stick(stick, files[0]).decode()
        tap.ok(text.startswith(("question", "day", "date", "all")) and "," in text,
               "their file is a table", text)
    visit.leave_staff()
    text = visit.lessons()
    tap.ok(course.shows(text, CHANGED), "the next visit has the lessons of the stick", text)
    visit.leave()
    pull(tap, visit, code, stick)


def pull(tap, visit, code, stick):
    """Pulls the stick out while it is read and while it is written."""
    m = visit.machine
    sentences = TAKEN + NOT_READ + WRITTEN + NOT_WRITTEN
    for key, what, after in (("1", "read", 0.05), ("1", "read", 0.4), ("2", "written", 0.02)):
        visit.staff(code)
        m.plug(stick)
        time.sleep(8)
        m.press(visit.layout[key])
        time.sleep(after)
        m.unplug()
        text = m.wait(lambda now: course.shows(now, sentences), 60)
        tap.ok(text, "a stick pulled out %.2f s after it began to be %s: the staff are told how "
               "it went" % (after, what), m.text())
        visit.leave_staff()
    text = visit.lessons()
    tap.ok(course.shows(text, CHANGED), "and the lessons are still there", text)
    visit.leave()
    visit.staff(code)
    m.plug(stick)
    tap.ok(try_until(visit, "1", TAKEN, NOT_READ, 60), "plugged in again, the stick is taken", m.text())
    m.unplug()
    visit.leave_staff()
