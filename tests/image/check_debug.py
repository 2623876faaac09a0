# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs a shell in the machine, and so the root for tests: kill -9, a full disk, the kernel's own
word on which console is shown, and the keymap taken away, without which the keys do lead out."""
import re
import time

import check_keys
import course
import keys

TYPED = "xylophonekilled"
UNWRITTEN = ("not written yet", "pas encore écrite")


def active_console(machine):
    return machine.shell("cat /sys/class/tty/tty0/active")


def main_pid(machine):
    return machine.shell("systemctl show -P MainPID vigie-kiosk.service")


def check_kill(tap, visit, pictures):
    m = visit.machine
    visit.reset()
    text = visit.typed_answer(TYPED)
    tap.ok(TYPED in text, "the word that is searched for is on the screen before kill -9")
    pid = main_pid(m)
    began = time.monotonic()
    m.shell("kill -9 %s" % pid)
    back = m.wait(course.ATTRACT, 60)
    tap.ok(back, "after kill -9 in a visit the first picture comes back", m.text())
    tap.figure("first picture after kill -9", "%.1f s" % (time.monotonic() - began))
    m.save_picture(pictures + "/after-kill-9.png")
    left = [w for w in (TYPED, "Écrivez", "Type your answer", "question 7") if w in m.text()]
    tap.ok(not left, "nothing of the visit is in the 32 KiB of text memory", "%s\n%s" % (left, m.text()))
    tap.ok(main_pid(m) not in (pid, "0", ""), "it is another process")
    visit.answer()
    visit.leave()


def check_disk_full(tap, visit, code):
    m = visit.machine
    m.shell("dd if=/dev/zero of=/data/full bs=64k 2>/dev/null; dd if=/dev/zero of=/data/fuller bs=1k "
            "2>/dev/null; sync", 120)
    free = m.shell("df -k /data | tail -n 1")
    tap.ok(" 0 " in free or "100%" in free, "the data disk is full", free)
    visit.answer()
    tap.ok(visit.leave(), "on a full disk a visit goes on and ends")
    text = visit.staff(code)
    tap.ok(text, "the staff's screen opens on a full disk", m.text())
    visit.leave_staff()
    m.shell("systemctl restart vigie-kiosk.service", 60)
    tap.ok(m.wait(course.ATTRACT, 60), "on a full disk the kiosk starts", m.text())
    visit.answer()
    visit.leave()
    m.shell("rm -f /data/full /data/fuller; sync")
    for _ in range(4):
        visit.answer()
        visit.leave()
        time.sleep(10)
        text = visit.staff(code)
        visit.leave_staff()
        if not course.shows(text, UNWRITTEN):
            break
    tap.ok(not course.shows(text, UNWRITTEN), "once there is room the counters are written", text)


def open_consoles(machine):
    """Gives the kernel other consoles to switch to: without any, no key could lead out."""
    machine.shell("for i in 2 3 4 5 6 7 8 9 10 11 12; do echo stranger >/dev/tty$i; done")


def check_control(tap, visit):
    """The same keys with a plain keymap: if nothing happened then, the checks would see nothing."""
    m = visit.machine
    open_consoles(m)
    visit.begin()
    m.press(("ctrl", "alt", "f2"))
    time.sleep(2)
    tap.ok(active_console(m) == "tty1" and course.is_course(m.text()),
           "with Vigie's keymap Ctrl-Alt-F2 does nothing, says the kernel", active_console(m))
    # as vigie-console does, but without vigie.map
    said = m.shell("{ printf 'keymaps 0\\nkeycode 1 = Escape\\n' | loadkeys -C /dev/tty1 -; "
                   "loadkeys -C /dev/tty1 us; } 2>&1")
    m.press(("ctrl", "alt", "f2"))
    time.sleep(2)
    there, text = active_console(m), m.text()
    tap.ok(there == "tty2" and not course.is_course(text),
           "negative control: with a plain keymap the same keys lead out, and that is seen",
           "%s %s\n%s" % (said, there, text))
    m.press(("alt", "f1"))
    m.wait(course.is_course, 10)
    m.shell("systemctl restart vigie-console.service", 60)
    m.press(("ctrl", "alt", "f2"))
    time.sleep(2)
    tap.ok(active_console(m) == "tty1", "the keymap loaded again, they do not", active_console(m))


def check_consoles(tap, visit):
    """All keys that switch consoles in some keymap, with consoles to switch to."""
    m = visit.machine
    open_consoles(m)
    for name, chords in keys.groups():
        if "F1" in name or name == "arrows":
            wrong = check_keys.send_group(visit, chords, lambda: active_console(m))
            tap.ok(not wrong, "%s, with twelve consoles: the first one stays" % name, wrong)
            if wrong:
                check_keys.recover(visit)


def check_inside(tap, visit):
    m = visit.machine
    sysrq = m.shell("cat /proc/sys/kernel/sysrq")
    tap.ok(sysrq == "0", "SysRq is off, says the kernel", sysrq)
    failed = m.shell("systemctl --failed --no-legend --plain", 60)
    tap.ok(not failed, "no unit has failed", failed)
    root = m.shell("grep ' / ' /proc/mounts")
    tap.ok(" ro" in root and "squashfs" in root, "the root cannot be written", root)
    swap = m.shell("tail -n +2 /proc/swaps")
    tap.ok(not swap, "there is no swap", swap)
    network = m.shell("ls /sys/class/net")
    tap.ok(network == "lo" or not network, "there is no network but the machine itself", network)
    own = m.shell("cat /proc/$(systemctl show -P MainPID vigie-kiosk.service)/status | "
                  "grep -E '^(Uid|CapEff|NoNewPrivs|Seccomp):'")
    tap.ok("CapEff:\t0000000000000000" in own and "NoNewPrivs:\t1" in own and "Seccomp:\t2" in own and
           "Uid:\t0" not in own, "the kiosk runs without rights, in its sandbox", own)
    level = m.shell("systemd-analyze security --no-pager vigie-kiosk.service 2>/dev/null | grep Overall", 60)
    score = re.search(r"service: ([0-9.]+)", level)
    if score:
        tap.figure("exposure by systemd", score.group(1))
