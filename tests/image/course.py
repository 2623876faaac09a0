# SPDX-License-Identifier: GPL-3.0-or-later
"""The course as a visitor and the staff meet it: its pages by their words, in French or English."""
import re

import machine

ATTRACT = ("Appuyez sur une touche pour commencer", "Press any key to begin")
WELCOME = ("bienvenue", "welcome")
HOME = ("0 autre parcours", "0 another path")
CALENDAR = ("lu ma me je ve sa di", "Mo Tu We Th Fr Sa Su")
HIDE = ("Ctrl-X cacher", "Ctrl-X hide")
WORDS = ("Les mots", "Words")
HELP = ("Où trouver de l’aide", "Where to find help")
QUESTION = re.compile(r"question \d+ (sur|of) \d+")
PAGE = re.compile(r"page \d+ (sur|of) \d+")
TYPED = ("Écrivez votre réponse", "Type your answer")
ANSWERED = ("Pas tout à fait", "Not quite", "Points : ", "Points: ")
STAFF = ("q  Retour", "q  Back")
SETUP = ("Réglage de cette machine", "Setting up this machine")
# Nothing of these may ever be on the screen.
FOREIGN = re.compile(r"login:|grub>|grub rescue|\(initramfs\)|sysrq:|Kernel panic|systemd\[|^\S*[#$]$|BUG:", re.M)


def shows(text, words):
    """True if any of the words is on the screen, however the lines are broken."""
    return any(machine.flat(w) in machine.flat(text) for w in words)


def is_course(text):
    """True if this is a page of the course, or what it shows instead while it hides."""
    return (shows(text, ATTRACT + CALENDAR + HIDE + STAFF + SETUP) or is_code(text)) and not FOREIGN.search(text)


def is_code(text):
    return bool(re.search(r"[Tt]apez le code|Type the code|Trop de codes faux|Too many wrong codes", text))


class CourseError(Exception):
    """The course did not get where it should; holds what was on the screen."""


class Course:
    def __init__(self, machine, layout):
        self.machine, self.layout = machine, layout

    def go(self, chord, wanted, seconds=20):
        """Presses chord and waits for a page."""
        self.machine.press(chord)
        return self.expect(wanted, seconds, "after " + "-".join(chord))

    def expect(self, wanted, seconds, where):
        text = self.machine.wait(wanted, seconds)
        if text is None:
            raise CourseError("%s: no %s, but:\n%s" % (where, wanted, self.machine.text()))
        return text

    def type(self, text):
        self.machine.type(text, self.layout)

    # ---- a visit

    def begin(self):
        """From the attract screen, or whatever page is there, to the first page of a visit."""
        self.reset()
        return self.go(("ret",), WELCOME)

    def lessons(self):
        self.begin()
        return self.go(("ret",), lambda text: shows(text, HOME))

    def lesson(self, number):
        """Opens a lesson of the list by its number, at its first page."""
        self.lessons()
        return self.go(self.layout[str(number)], lambda text: bool(re.search(
            r"(leçon|lesson) %d " % number, text) or PAGE.search(text)))

    def turn(self, wanted, skip=True, steps=80):
        """Goes on, page by page and question by question, until wanted (a function) is true."""
        text = self.machine.settle()
        for _ in range(steps):
            if wanted(text):
                return text
            question = QUESTION.search(text) and not shows(text, ANSWERED)
            skips = self.layout["s"] if not shows(text, TYPED) else ("ctrl", "n")
            self.machine.press(skips if question and skip else ("ret",))
            before = text
            self.machine.wait(lambda now, before=before: now != before, 5)
            text = self.machine.settle(still=0.5)
        raise CourseError("the page was not found; the last one is:\n" + text)

    def answer(self):
        """Answers the first question of the cases after the first conversation, and reads why."""
        self.lesson(2)
        self.turn(lambda text: bool(QUESTION.search(text)))
        self.take_first()
        text = self.machine.wait(lambda text: shows(text, ANSWERED + ("Certitude", "How sure")), 10)
        if text is None:
            raise CourseError("no answer:\n" + self.machine.text())
        if not shows(text, ANSWERED):
            self.take_first()
            return self.expect(ANSWERED, 10, "answering")
        return text

    def take_first(self):
        """Chooses number 1, and takes it: nothing is chosen in advance."""
        self.machine.press(self.layout["1"])
        self.machine.settle(still=0.5)
        self.machine.press(("ret",))

    def typed_answer(self, words):
        """Types words into the first field of the lesson on the definition that takes any."""
        self.lesson(3)
        self.turn(lambda text: shows(text, TYPED))
        self.type(words)
        return self.expect((words,), 10, "typing")

    def leave(self):
        """Hides, and waits for the attract screen. The visit ends here."""
        self.go(("ctrl", "x"), CALENDAR)
        return self.go(self.layout["q"], ATTRACT, 60)

    # ---- the first start

    def choose(self, label):
        """Moves down a list to the line that begins with label, and takes it."""
        seen = None
        for _ in range(60):
            text = self.machine.settle(still=0.4)
            marked = [line for line in text.splitlines() if re.match(r" *[→▸>] ", line)]
            if marked and label in marked[0]:
                return self.machine.press(("ret",))
            if text == seen:
                break
            seen = text
            self.machine.press(("down",))
        raise CourseError("there is no %s in the list:\n%s" % (label, text))

    def set_up(self, code, layouts):
        """Everything that the first start asks, on a machine without settings. The layout of the
        keys changes with the answer. Yields the name of each step once it is done."""
        self.layout = layouts["us"]
        self.expect(SETUP, 10, "first start")
        self.choose("Français")
        yield "language"
        self.expect(("Choisissez celui dont", "Choose the one whose"), 30, "language")
        self.choose("Français (AZERTY)")
        self.expect(("Tapez quelques lettres", "Type a few letters"), 30, "keyboard")
        self.layout = layouts["fr"]
        self.type("azqwm éèç")
        self.expect(("azqwm éèç",), 10, "trying the keyboard")
        yield "keyboard"
        self.go(("ret",), ("Le pays dont les numéros", "Whose numbers for help"), 30)
        self.type("fran")
        self.choose("France")
        yield "country"
        self.expect(("Le lieu dont cette machine", "The place whose time"), 30, "country")
        self.type("paris")
        self.choose("Paris")
        yield "time zone"
        self.expect(("La date et l’heure d’ici", "The date and the time here"), 30, "zone")
        yield "clock"
        self.go(("ret",), ("Au moins 4 caractères", "At least 4 characters"), 30)
        self.type("1234")
        self.go(("ret",), ("parmi les premiers", "among the first"), 20)
        yield "refusing a trivial code"
        self.type(code)
        self.go(("ret",), ("Tapez le code encore", "Type the code once more"), 20)
        self.type(code)
        self.go(("ret",), ATTRACT, 60)
        yield "code"

    # ---- the staff

    def staff(self, code):
        self.reset()
        self.go(("ctrl", "t"), is_code)
        self.type(code)
        return self.go(("ret",), STAFF, 60)

    def leave_staff(self):
        return self.go(self.layout["q"], ATTRACT, 20)

    def reset(self):
        """From any page to the attract screen."""
        self.expect(is_course, 60, "before a visit")
        for _ in range(6):
            text = self.machine.text()
            if shows(text, ATTRACT):
                return
            if shows(text, CALENDAR):
                self.machine.press(self.layout["q"])
            elif is_code(text):
                self.machine.press(("esc",))
            else:
                self.machine.press(("ctrl", "x"))
            before = text
            self.machine.wait(lambda now, before=before: now != before, 10)
            self.machine.settle()
        raise CourseError("no way back to the attract screen:\n" + self.machine.text())
