# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on a disk: its parts, the files of a root, the counters, and words that should not be."""
import fnmatch
import mmap
import os
import re
import sqlite3
import struct

from machine import MachineError, run

SECTOR = 512


class Part:
    def __init__(self, name, start, size):
        self.name, self.start, self.size = name, start, size


def parts(image):
    """The parts of a raw image by their names in its GPT, without the prefix of all of them."""
    with open(image, "rb") as f:
        f.seek(SECTOR)
        header = f.read(92)
        if header[:8] != b"EFI PART":
            raise MachineError("%s has no GPT" % image)
        (first,) = struct.unpack("<Q", header[72:80])
        count, size = struct.unpack("<II", header[80:88])
        f.seek(first * SECTOR)
        found = {}
        for _ in range(count):
            entry = f.read(size)
            if entry[:16] != bytes(16):
                start, end = struct.unpack("<QQ", entry[32:48])
                name = entry[56:128].decode("utf-16-le").rstrip("\0").removeprefix("vigie-")
                found[name] = Part(name, start * SECTOR, (end - start + 1) * SECTOR)
        return found


def copy_part(image, part, path):
    with open(image, "rb") as source, open(path, "wb") as target:
        source.seek(part.start)
        left = part.size
        while left:
            block = source.read(min(left, 1 << 20))
            if not block:
                break
            # holes stay holes
            if block.count(0) == len(block):
                target.seek(len(block), 1)
            else:
                target.write(block)
            left -= len(block)
        target.truncate(part.size)
    return path


def write_part(image, part, data):
    with open(image, "r+b") as f:
        f.seek(part.start)
        f.write(data)


# ---- a root in squashfs

# mode, owner, size (of a device: two numbers), path
LISTED = re.compile(r"(\S{10}) +(\d+/\d+) +(\d+(?:, *\d+)?) +\d{4}-\d\d-\d\d \d\d:\d\d (/.*)$")

class Entry:
    def __init__(self, mode, owner, size, path, target):
        self.mode, self.owner, self.size, self.path, self.target = mode, owner, size, path, target


class Root:
    """The files of a squashfs, listed and read without mounting it."""

    def __init__(self, image, part):
        self._image, self._offset = image, str(part.start)
        self.entries = {}
        out = run("unsquashfs", "-o", self._offset, "-lln", "-d", "", image).stdout
        for line in out.decode(errors="replace").splitlines():
            match = LISTED.match(line)
            if match:
                mode, owner, size, name = match.groups()
                path, _, target = name.partition(" -> ")
                self.entries[path] = Entry(mode, owner, size, path, target)

    def resolve(self, path, depth=0):
        """path with every link followed, or None if it is not there."""
        here = ""
        names = [n for n in path.split("/") if n]
        for i, name in enumerate(names):
            here = os.path.normpath(here + "/" + name)
            entry = self.entries.get(here)
            if entry is None:
                return None
            if entry.mode[0] == "l":
                if depth > 20:
                    return None
                target = os.path.join(os.path.dirname(here), entry.target)
                return self.resolve("/".join([target] + names[i + 1:]), depth + 1)
        return here or "/"

    def has(self, path):
        return self.resolve(path) is not None

    def match(self, pattern):
        return sorted(p for p in self.entries if fnmatch.fnmatch(p, pattern))

    def read(self, path):
        real = self.resolve(path)
        if real is None:
            raise MachineError("%s is not in the root" % path)
        return run("unsquashfs", "-o", self._offset, "-cat", self._image, real).stdout


# ---- the data part

def check_data(path):
    """Replays the journal as mounting does and checks what is then there. Returns complaints."""
    run("e2fsck", "-fy", "-E", "journal_only", path, check=False)
    done = run("e2fsck", "-fn", path, check=False)
    return "" if done.returncode == 0 else done.stdout.decode(errors="replace")


def read_data(path, name, target):
    """Copies the file called name out of an ext4 file system. False if it has none."""
    if os.path.exists(target):
        os.remove(target)
    run("debugfs", "-R", "dump %s %s" % (name, target), path, check=False)
    return os.path.exists(target)


def read_counters(path, scratch):
    """The counters on a data part: (complaints, number of graded answers)."""
    db = os.path.join(scratch, "counters.db")
    read_data(path, "/lib/counters.db-journal", db + "-journal")
    if not read_data(path, "/lib/counters.db", db) or not os.path.getsize(db):
        return "", 0
    connection = sqlite3.connect(db)
    try:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        (count,) = connection.execute(
            "SELECT coalesce(sum(n), 0) FROM counter "
            "WHERE option IN ('right', 'partly', 'wrong')").fetchone()
        return "" if said == "ok" else said, count
    except sqlite3.Error as e:
        return str(e), 0
    finally:
        connection.close()


# ---- traces

def spellings(word):
    """The bytes that word could be on a disk."""
    return {word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-16-be")}


def find_words(path, words):
    """Which of the words are anywhere on the raw disk, and where."""
    found = []
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        for word in words:
            for spelling in spellings(word):
                at = m.find(spelling)
                if at >= 0:
                    found.append("%s at %d" % (word, at))
    return found


# ---- an image with settings of its own

def set_settings(image, text, scratch):
    """Writes kiosk.ini on the data part of a raw image, with the owner that the image gives it."""
    part = parts(image)["data"]
    data = copy_part(image, part, os.path.join(scratch, "settings.img"))
    file = os.path.join(scratch, "kiosk.ini")
    with open(file, "w", encoding="utf-8") as f:
        f.write(text)
    script = ("rm /etc/kiosk.ini\nwrite %s /etc/kiosk.ini\nsif /etc/kiosk.ini gid 990\n"
              "sif /etc/kiosk.ini uid 0\nsif /etc/kiosk.ini mode 0100640\n" % file)
    run("debugfs", "-w", "-f", "-", data, stdin=script.encode())
    with open(data, "rb") as f:
        write_part(image, part, f.read())
    os.remove(data)


def copy_image(image, path):
    run("cp", "--sparse=always", "--reflink=auto", image, path)
    return path
