# SPDX-License-Identifier: GPL-3.0-or-later
"""No chord leads out of the course, and after each group of them the first Ctrl-X hides it."""
import time

import course
import keys


def resets(machine):
    """How often the machine was reset or asked to end, as its firmware sees it."""
    machine.qmp("query-status")
    return [e for e in machine.events if e in ("RESET", "SHUTDOWN", "POWERDOWN", "GUEST_PANICKED")]


def hide(visit):
    """The first Ctrl-X must hide a page. Returns what is wrong."""
    m = visit.machine
    text = m.settle(still=0.5)
    if course.shows(text, course.CALENDAR):
        return ""
    if course.is_code(text):
        m.press(("esc",))
        text = m.wait(course.ATTRACT, 10) or m.text()
    if course.shows(text, course.ATTRACT):
        m.press(("ret",))
        if m.wait(course.WELCOME, 10) is None:
            return "no visit begins:\n" + m.text()
    m.press(("ctrl", "x"))
    if m.wait(course.CALENDAR, 10) is None:
        return "the first Ctrl-X does not hide:\n" + m.text()
    return ""


def send_group(visit, chords, console=None):
    """Sends chords in a visit. Returns what is wrong, or an empty string."""
    m = visit.machine
    visit.lessons()
    before = len(resets(m))
    for i, chord in enumerate(chords):
        m.press(chord)
        # looking on the way shows what only flashes
        text = m.text() if i % 4 == 3 else ""
        if course.FOREIGN.search(text):
            return "after %s:\n%s" % ("-".join(chord), text)
    if m.wait(course.is_course, 10) is None:
        return "after the group:\n" + m.text()
    if len(resets(m)) != before:
        return "the machine was reset"
    if console and console() != "tty1":
        return "the console is now " + console()
    return hide(visit)


def check(tap, visit, console=None):
    """console: a function that asks the kernel which console is shown, in the root for tests."""
    m = visit.machine
    for name, chords in keys.groups():
        visit.reset()
        wrong = send_group(visit, chords, console)
        tap.ok(not wrong, "%s: the course stays, and Ctrl-X hides it" % name, wrong)
        if wrong:
            recover(visit)


def recover(visit):
    m = visit.machine
    for chord in (("ctrl",), ("alt",), ("alt_r",), ("shift",), ("alt", "f1"), ("esc",)):
        m.press(chord)
    if m.wait(course.is_course, 180) is None:
        raise course.CourseError("the course is gone:\n" + m.text())


def storm(tap, visit, seed, count):
    """Chords at random. The locks of the keyboard are anyhow afterwards, so this comes last."""
    m = visit.machine
    visit.reset()
    visit.begin()
    before, began, wrong = len(resets(m)), time.monotonic(), ""
    for i, chord in enumerate(keys.storm(seed, count)):
        m.press(chord, hold=0.03, pause=0.03)
        if i % 25 == 24:
            text = m.wait(course.is_course, 15)
            if text is None or len(resets(m)) != before:
                wrong = "chord %d of the storm, seed %d:\n%s" % (i + 1, seed, m.text())
                break
    tap.ok(not wrong, "a storm of %d random chords (seed %d) finds no way out" % (count, seed), wrong)
    tap.figure("storm", "%d chords in %.0f s" % (count, time.monotonic() - began))
    # wait for the end of a visit that goes idle: then the first picture comes by itself
    text = m.wait(course.is_course, 30)
    tap.ok(text is not None, "after the storm the course is there", m.text())
