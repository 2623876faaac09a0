# SPDX-License-Identifier: GPL-3.0-or-later
"""Keystrokes: which keys write which character on a keyboard, and chords that might lead out."""
import itertools
import random

MODIFIERS = ("ctrl", "alt", "alt_r", "shift")
F_KEYS = tuple("f%d" % i for i in range(1, 13))

# Keys by their names in QEMU, which are those of a US keyboard.
_US = {" ": "spc", "\n": "ret", "\t": "tab", "-": "minus", "=": "equal", "/": "slash", ".": "dot",
       ",": "comma", ";": "semicolon", "'": "apostrophe", "[": "bracket_left",
       "]": "bracket_right", "\\": "backslash", "`": "grave_accent"}
_US_SHIFTED = {"?": "slash", ":": "semicolon", "_": "minus", "+": "equal", "!": "1", "<": "comma",
               ">": "dot", "*": "8", "(": "9", ")": "0"}
_FR = {" ": "spc", "\n": "ret", "\t": "tab", ",": "m", ";": "comma", ":": "dot", "!": "slash",
       "-": "6", "é": "2", "è": "7", "ç": "9", "à": "0", "'": "4", "(": "5", ")": "minus",
       "=": "equal", "ù": "apostrophe", "&": "1", "\"": "3", "_": "8", "m": "semicolon"}
_FR_SHIFTED = {"?": "m", ".": "comma", "/": "dot"}


def _us():
    chords = {c: (c,) for c in "abcdefghijklmnopqrstuvwxyz0123456789"}
    chords.update({c: (key,) for c, key in _US.items()})
    chords.update({c: ("shift", key) for c, key in _US_SHIFTED.items()})
    return chords


def _fr():
    chords = {}
    for c in "bcdefghijklnoprstuvxy":
        chords[c] = (c,)
    chords.update({"a": ("q",), "q": ("a",), "z": ("w",), "w": ("z",)})
    chords.update({c: (key,) for c, key in _FR.items()})
    chords.update({c: ("shift", key) for c, key in _FR_SHIFTED.items()})
    # digits are shifted letters there; the number pad needs no shift, but a lock
    chords.update({c: ("shift", c) for c in "0123456789"})
    return chords


LAYOUTS = {"us": _us(), "fr": _fr()}
for _layout in LAYOUTS.values():
    for _letter in "abcdefghijklmnopqrstuvwxyz":
        _layout[_letter.upper()] = ("shift",) + _layout[_letter]


def combinations():
    """Every set of modifiers, from none to all four."""
    for n in range(len(MODIFIERS) + 1):
        yield from itertools.combinations(MODIFIERS, n)


def groups():
    """Named groups of chords. After each group the course must be there as it was."""
    for modifiers in combinations():
        name = "-".join(modifiers + ("F1 to F12",))
        yield name, [modifiers + (key,) for key in F_KEYS]
    held = [m for m in combinations() if m]
    yield "SysRq", [("alt", "sysrq", key) for key in "hcbeijklmnopqrstuvwxz0123456789"]
    yield "SysRq with AltGr", [("alt_r", "sysrq", key) for key in "hbeiku"]
    yield "SysRq with Ctrl and Shift", [m + ("alt", "sysrq", key) for key in "hbu"
                                        for m in (("ctrl",), ("shift",), ("ctrl", "shift"))]
    yield "SysRq and Print alone", [("sysrq",), ("print",), ("shift", "print"), ("ctrl", "print")]
    yield "Ctrl-Alt-Del in every form", [m + (key,) for key in ("delete", "kp_decimal")
                                         for m in held]
    yield "Ctrl-Alt-Del eight times", [("ctrl", "alt", "delete")] * 8
    yield "Ctrl-Alt-Backspace", [m + ("backspace",) for m in held]
    yield "Scroll Lock and Pause", [m + (key,) for key in ("scroll_lock", "pause")
                                    for m in combinations()]
    yield "Ctrl-C, Z, S, Q, \\ and D", [("ctrl", key) for key in ("c", "z", "s", "q",
                                                                  "backslash", "d", "s")]
    yield "arrows", [m + (key,) for key in ("left", "right", "up", "down") for m in held]
    yield "Page Up and Page Down", [m + (key,) for key in ("pgup", "pgdn") for m in held]


# Keys for the storm: everything a keyboard has, but not the way to the staff's code, which is
# the one chord that must open something.
STORM_KEYS = (
    F_KEYS + tuple("abcdefghijklmnopqrstuvwxyz0123456789") +
    ("esc", "minus", "equal", "backspace", "tab", "bracket_left", "bracket_right", "ret",
     "semicolon", "apostrophe", "grave_accent", "backslash", "comma", "dot", "slash", "spc",
     "caps_lock", "num_lock", "scroll_lock", "kp_divide", "kp_multiply", "kp_subtract", "kp_add",
     "kp_enter", "kp_decimal", "kp_0", "kp_1", "kp_5", "kp_9", "print", "sysrq", "pause", "less",
     "home", "pgup", "pgdn", "end", "left", "up", "down", "right", "insert", "delete", "menu",
     "meta_l", "meta_r"))


def storm(seed, count):
    """count chords at random; the same seed gives the same ones."""
    chance = random.Random(seed)
    for _ in range(count):
        modifiers = [m for m in MODIFIERS if chance.random() < 0.4]
        pressed = chance.sample(STORM_KEYS, 2 if chance.random() < 0.1 else 1)
        if "ctrl" in modifiers and "t" in pressed:
            modifiers.remove("ctrl")
        yield tuple(modifiers + pressed)
