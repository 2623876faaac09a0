# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting by EFI with Secure Boot, with a broken disk, and after updates."""
import os
import shutil
import subprocess
import time

import course
import disk
import machine as qemu

REFUSED = {
    "signature": ("n’est pas signé", "is not signed"),
    "older": ("est plus ancien", "is older"),
}
INSTALLED = ("La nouvelle version est sur la machine", "The new version is on the machine")
FAULTS = ("n’est pas signé", "is not signed", "est plus ancien", "is older", "Rien n’a",
          "Nothing was changed", "ne répond pas", "does not answer")


# ---- EFI

def font_for(machine, fonts):
    """The font that fills the framebuffer with at least 80 columns: the one that is loaded."""
    width, height, _ = machine.picture()
    for font in sorted(fonts, key=lambda f: -f.height):
        if width // font.width >= 80 and height // font.height >= 25:
            return font
    return fonts[0]


def check_efi(tap, image, scratch, fonts, pictures):
    disk_file = qemu.overlay(image, os.path.join(scratch, "efi.qcow2"))
    with qemu.Machine(disk_file, scratch, fonts[0], efi=True, memory=768) as m:
        end = time.monotonic() + 900
        text = None
        while time.monotonic() < end and not text:
            m.font = font_for(m, fonts)
            text = m.wait(course.ATTRACT + course.SETUP, 5)
        tap.ok(text, "Secure Boot by EFI reaches the first picture, read from its pixels", m.text())
        tap.figure("first picture by EFI", "%.1f s after power on, of them %.1f s of the emulator's "
                   "processor time; 768 MiB" % (time.monotonic() - m.started, m.processor_time()))
        m.save_picture(pictures + "/efi.png")
        if text and course.shows(text, course.SETUP):
            m.press(("down",))
            tap.ok(m.wait("→ English", 60), "a USB keyboard moves in its list", m.text())


# ---- broken disks: a reboot, never a prompt

def reboots(tap, image, scratch, font, what, seconds=120):
    """Starts a broken machine, presses the keys that open a prompt, and waits for its reset."""
    disk_file = qemu.overlay(image, os.path.join(scratch, "broken.qcow2"))
    seen, began = "", time.monotonic()
    with qemu.Machine(disk_file, scratch, font) as m:
        while time.monotonic() - began < seconds:
            for key in ("esc", "c", "e", "shift"):
                m.press((key,))
            text = m.text()
            # a prompt takes characters: what was typed is echoed behind it
            if "grub>" in text or "grub rescue>" in text or "(initramfs)" in text:
                seen = text
                break
            if "RESET" in m.events:
                break
        tap.ok("RESET" in m.events and not seen, "%s: the machine starts again, and no prompt is "
               "shown" % what, seen or m.text())
        tap.figure("reset " + what, "%.0f s after power on" % (time.monotonic() - began))


def check_broken(tap, image, scratch, font):
    parts = disk.parts(image)
    esp = "%s@@%d" % (os.path.join(scratch, "broken.img"), parts["esp"].start)
    disk.copy_image(image, os.path.join(scratch, "broken.img"))
    qemu.run("mdel", "-i", esp, "::EFI/debian/grub.cfg")
    reboots(tap, os.path.join(scratch, "broken.img"), scratch, font, "without grub.cfg")
    disk.copy_image(image, os.path.join(scratch, "broken.img"))
    disk.write_part(os.path.join(scratch, "broken.img"), parts["esp"], bytes(1 << 20))
    reboots(tap, os.path.join(scratch, "broken.img"), scratch, font, "without the EFI partition")
    disk.copy_image(image, os.path.join(scratch, "broken.img"))
    disk.write_part(os.path.join(scratch, "broken.img"), parts["root-a"], bytes(1 << 20))
    reboots(tap, os.path.join(scratch, "broken.img"), scratch, font, "without a root", 240)
    os.remove(os.path.join(scratch, "broken.img"))


# ---- updates

class Updates:
    """Makes update files from the parts of the image that was just built, signed with its key."""

    def __init__(self, top, kiosk, scratch):
        self.tool = os.path.join(top, "packaging/kiosk-image/update")
        self.kiosk, self.scratch = kiosk, scratch
        self.key = os.path.join(kiosk, "update.sec")

    def missing(self):
        for path in (self.tool, self.key, os.path.join(self.kiosk, "parts", "root")):
            if not os.path.exists(path):
                return path
        return None if shutil.which("signify-openbsd") else "signify-openbsd"

    def make(self, name, version=0, root=None, boot=None):
        """An update whose version differs by version from the image's."""
        out = os.path.join(self.scratch, "update-parts")
        shutil.rmtree(out, ignore_errors=True)
        os.makedirs(os.path.join(out, "parts"))
        for part, data in (("root", root), ("boot", boot)):
            path = os.path.join(out, "parts", part)
            if data is None:
                os.symlink(os.path.join(os.path.abspath(self.kiosk), "parts", part), path)
            else:
                with open(path, "wb") as f:
                    f.write(data)
        with open(os.path.join(self.kiosk, "parts", "version"), encoding="ascii") as f:
            own = int(f.read())
        with open(os.path.join(out, "parts", "version"), "w", encoding="ascii") as f:
            f.write("%d\n" % (own + version))
        file = os.path.join(self.scratch, name)
        subprocess.run([self.tool, self.key, file], check=True, env=dict(os.environ, OUT=out),
                       stdout=subprocess.DEVNULL)
        return file


def stick_with(file, scratch, name, damage=None):
    with open(file, "rb") as f:
        data = bytearray(f.read())
    if damage is not None:
        data[damage] ^= 1
    return qemu.make_stick(os.path.join(scratch, name), {"vigie/update": bytes(data)},
                           size_kib=len(data) // 1024 + 8192)


def try_update(visit, code, stick):
    """Asks for an update from a stick. Returns what the staff's screen says."""
    m = visit.machine
    visit.staff(code)
    m.plug(stick)
    time.sleep(8)
    m.press(visit.layout["4"])
    text = m.wait(lambda now: course.shows(now, INSTALLED + FAULTS), 300)
    m.unplug()
    time.sleep(2)
    return text or m.text()


def slot(overlay, scratch):
    """Which root starts next, and which is on trial, from grubenv."""
    raw = os.path.join(scratch, "slot.img")
    qemu.flatten(overlay, raw)
    part = disk.parts(raw)["env"]
    text = qemu.run("mtype", "-i", "%s@@%d" % (raw, part.start), "::grubenv").stdout.decode()
    os.remove(raw)
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def restart(visit):
    m = visit.machine
    before = m.events.count("RESET")
    m.press(visit.layout["7"])
    end = time.monotonic() + 120
    while m.events.count("RESET") == before and time.monotonic() < end:
        time.sleep(0.5)
        m.qmp("query-status")
    return m.events.count("RESET") > before


def check_updates(tap, cuts, code, updates):
    m_disk, scratch = cuts.overlay, cuts.scratch
    _, held = cuts.look()
    good = updates.make("good", 1)
    with qemu.Machine(m_disk, scratch, cuts.font) as m:
        visit = course.Course(m, cuts.layout)
        m.wait_boot(course.ATTRACT)
        for name, what, file, damage in (
                ("signature", "with a changed signature", good, 80),
                ("signature", "with a changed head", good, 400),
                ("older", "that is older", updates.make("older", -1), None)):
            text = try_update(visit, code, stick_with(file, scratch, "update.stick", damage))
            tap.ok(course.shows(text, REFUSED[name]), "an update %s is refused" % what, text)
            visit.leave_staff()
        text = try_update(visit, code, stick_with(good, scratch, "update.stick",
                                                  os.path.getsize(good) - 5000))
        tap.ok(not course.shows(text, INSTALLED), "an update with a changed root is refused", text)
        visit.leave_staff()
        text = try_update(visit, code, stick_with(good, scratch, "update.stick"))
        tap.ok(course.shows(text, INSTALLED), "a signed update is taken", text)
        tap.ok(restart(visit), "the staff start the machine again", m.text())
        tap.ok(m.wait(course.ATTRACT, 600), "it starts with the new root", m.text())
        # a root is good once the kiosk has run for a while
        time.sleep(150)
    now = slot(m_disk, scratch)
    tap.ok(now.get("slot") == "b" and not now.get("try"), "the new root has proven good and stays", now)
    wrong, after = cuts.look()
    tap.ok(not wrong and after >= held, "the counters survive the update", "%s %d %d" % (
        wrong, after, held))
    check_fallback(tap, cuts, code, updates)


def check_fallback(tap, cuts, code, updates):
    """A signed update that does not start: the machine goes back by itself."""
    before = slot(cuts.overlay, cuts.scratch).get("slot", "a")
    bad = updates.make("bad", 2, root=os.urandom(1 << 20))
    with qemu.Machine(cuts.overlay, cuts.scratch, cuts.font) as m:
        visit = course.Course(m, cuts.layout)
        m.wait_boot(course.ATTRACT)
        text = try_update(visit, code, stick_with(bad, cuts.scratch, "update.stick"))
        tap.ok(course.shows(text, INSTALLED), "a signed update with a dead root is taken", text)
        began = time.monotonic()
        restart(visit)
        back = m.wait(course.ATTRACT, 900)
        tap.ok(back and m.events.count("RESET") > 1, "a root that does not start is left for the "
               "one before", "%s\n%s" % (m.events, m.text()))
        tap.figure("back from a dead root", "%.0f s" % (time.monotonic() - began))
    now = slot(cuts.overlay, cuts.scratch)
    tap.ok(now.get("slot", "a") == before and not now.get("try"), "and stays left", now)
