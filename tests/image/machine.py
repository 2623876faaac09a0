# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine in QEMU's software emulation, watched and used from outside only.

Keys go in through QEMU's monitor and the screen is read from the machine's memory, so nothing in
the image takes part in the test. A machine writes to an overlay, never to the image itself.
"""
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import time
import zlib

QEMU = "qemu-system-x86_64"
TEXT_MEMORY = 0xB8000
TEXT_SIZE = 0x8000
BOOT_LIMIT = 180
OVMF = "/usr/share/OVMF"


class MachineError(Exception):
    pass


def overlay(image, path):
    """Makes path a disk that begins as image and takes all writes."""
    if os.path.exists(path):
        os.remove(path)
    run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", os.path.abspath(image), path)
    return path


def flatten(disk, path):
    """Writes the whole disk as the machine left it to path."""
    run("qemu-img", "convert", "-O", "raw", disk, path)
    return path


def run(*command, check=True, stdin=None):
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    if check and done.returncode:
        raise MachineError("%s: %s" % (" ".join(command), done.stderr.decode(errors="replace")))
    return done


def flat(text):
    """The words of text, so that it does not matter where a line was broken."""
    return " ".join(text.split())


STICK_START = 1 << 20


def make_stick(path, files, label="VIGIE", size_kib=16384):
    """Makes a stick with one FAT partition, as they are sold; files maps paths to bytes, or to
    None for a folder."""
    sectors = size_kib * 2
    entry = struct.pack("<B3sB3sII", 0, b"\xfe\xff\xff", 0x0C, b"\xfe\xff\xff",
                        STICK_START // 512, sectors)
    with open(path, "wb") as f:
        f.write(bytes(446) + entry + bytes(48) + b"\x55\xaa")
        f.truncate(STICK_START + sectors * 512)
    fat = _fat(path)
    run("mformat", "-i", fat, "-v", label, "-T", str(sectors), "-h", "64", "-s", "32",
        "-H", str(STICK_START // 512), "::")
    made = set()
    for name, data in files.items():
        parts = name.split("/")
        folders = parts if data is None else parts[:-1]
        for depth in range(1, len(folders) + 1):
            folder = "/".join(folders[:depth])
            if folder not in made:
                run("mmd", "-i", fat, "::" + folder)
                made.add(folder)
        if data is not None:
            run("mcopy", "-i", fat, "-", "::" + name, stdin=data)
    return path


def _fat(path):
    return "%s@@%d" % (path, STICK_START)


def list_stick(path):
    """The paths of all files on a stick."""
    out = run("mdir", "-i", _fat(path), "-/", "-b", "-a", "::", check=False).stdout.decode()
    return [line.strip()[3:] for line in out.splitlines() if line.startswith("::/")]


def read_stick(path, name):
    return run("mtype", "-i", _fat(path), "::" + name).stdout


class Machine:
    """One machine. Use it as a context manager: leaving the block cuts its power."""

    def __init__(self, disk, scratch, font, efi=False, memory=256, serial=False, extra=()):
        self.font = font
        self.sent = 0
        self.events = []
        self.efi = efi
        self._dump = os.path.join(scratch, "dump")
        self._folder = scratch
        self._plugged = {}
        # a path of its own for each machine, short enough for a socket
        self._socket = os.path.join(scratch, "qmp")
        self._serial = os.path.join(scratch, "tty") if serial else None
        for path in (self._socket, self._serial):
            if path and os.path.exists(path):
                os.remove(path)
        command = [
            QEMU, "-accel", "tcg,thread=multi,tb-size=128", "-display", "none", "-nodefaults",
            "-vga", "std", "-m", str(memory), "-smp", "1", "-cpu", "qemu64,+rdrand",
            "-no-user-config", "-device", "qemu-xhci,id=xhci",
            "-qmp", "unix:%s,server=on,wait=off" % self._socket,
            "-drive", "file=%s,format=qcow2,if=none,id=disk,cache=writeback" % disk,
            "-device", "virtio-blk-pci,drive=disk,bootindex=1"]
        if serial:
            command += ["-serial", "unix:%s,server=on,wait=off" % self._serial]
        if efi:
            command += self._efi_options()
        else:
            command += ["-machine", "pc"]
        command += extra
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._connect()
        self._tty = self._connect_serial() if serial else None

    def _efi_options(self):
        variables = os.path.join(self._folder, "vars.fd")
        shutil.copy(OVMF + "/OVMF_VARS_4M.ms.fd", variables)
        return ["-machine", "q35,smm=on", "-global", "driver=cfi.pflash01,property=secure,value=on",
                "-drive", "if=pflash,format=raw,unit=0,readonly=on,file=%s/OVMF_CODE_4M.secboot.fd"
                % OVMF, "-drive", "if=pflash,format=raw,unit=1,file=%s" % variables,
                "-device", "usb-kbd,bus=xhci.0"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.cut_power()

    # ---- the monitor

    def _open(self, path):
        end = time.monotonic() + 20
        while True:
            try:
                s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                s.connect(path)
                return s
            except OSError:
                s.close()
                if self.process.poll() is not None:
                    raise MachineError(self.process.stderr.read().decode(errors="replace")) from None
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def _connect(self):
        self._stream = self._open(self._socket).makefile("rw", encoding="utf-8")
        self._stream.readline()
        self.qmp("qmp_capabilities")

    def qmp(self, command, **arguments):
        """Sends one command and returns its answer; the names of events go to self.events."""
        json.dump({"execute": command, "arguments": arguments}, self._stream)
        self._stream.write("\n")
        self._stream.flush()
        while True:
            line = self._stream.readline()
            if not line:
                raise MachineError("the machine is gone: %s" % command)
            answer = json.loads(line)
            if "error" in answer:
                raise MachineError("%s: %s" % (command, answer["error"]["desc"]))
            if "return" in answer:
                return answer["return"]
            if "event" in answer:
                self.events.append(answer["event"])

    def hmp(self, line):
        out = self.qmp("human-monitor-command", **{"command-line": line}).strip()
        if out and ("Error" in out or "rror:" in out or "unknown" in out):
            raise MachineError("%s: %s" % (line, out))
        return out

    def running(self):
        """False once the machine has switched itself off."""
        return self.process.poll() is None

    def processor_time(self):
        """Seconds of processor time that the emulator has used: what a start costs, whatever else
        the host does meanwhile."""
        with open("/proc/%d/stat" % self.process.pid, encoding="ascii") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wait_boot(self, wanted):
        """Waits for a picture after power on: BOOT_LIMIT seconds of the emulator's processor time."""
        end = time.monotonic() + 4 * BOOT_LIMIT
        while self.running() and self.processor_time() < BOOT_LIMIT and time.monotonic() < end:
            text = self.wait(wanted, 5)
            if text:
                return text
        return None

    def cut_power(self):
        """What was written is in the host's cache and survives: a disk with a safe cache."""
        if self.running():
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()
        self._stream.close()

    # ---- keys

    def press(self, chord, hold=0.04, pause=0.06):
        """Presses the keys of chord in order, and releases them in reverse order."""
        self._events([(key, True) for key in chord])
        time.sleep(hold)
        self._events([(key, False) for key in reversed(chord)])
        time.sleep(pause)
        self.sent += 1

    def _events(self, keys):
        self.qmp("input-send-event", events=[
            {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}
            for key, down in keys])

    def type(self, text, layout):
        for character in text:
            self.press(layout[character])

    # ---- the screen

    def memory(self):
        """All text memory: what has scrolled off or was drawn before is in here as well."""
        self.qmp("pmemsave", val=TEXT_MEMORY, size=TEXT_SIZE, filename=self._dump)
        with open(self._dump, "rb") as f:
            return f.read()

    def picture(self):
        """Width, height and pixels (3 bytes each) of the screen."""
        self.qmp("screendump", filename=self._dump)
        with open(self._dump, "rb") as f:
            data = f.read()
        fields = data.split(maxsplit=4)
        width, height = int(fields[1]), int(fields[2])
        return width, height, data[len(data) - width * height * 3 :]

    def rows(self):
        """The rows of the screen as text."""
        if self.efi:
            return [row.strip() for row in self.font.read_picture(*self.picture())]
        return self.font.read_cells(self.memory())[0]

    def text(self):
        """All of the text memory, or in EFI the picture, without the space at line ends."""
        return "\n".join(row.rstrip() for row in self.rows() if row.strip())

    def save_picture(self, path):
        width, height, pixels = self.picture()
        raw = b"".join(b"\0" + pixels[y * width * 3 : (y + 1) * width * 3] for y in range(height))

        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
        with open(path, "wb") as f:
            f.write(b"\x89PNG\r\n\x1a\n")
            f.write(chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)))
            f.write(chunk(b"IDAT", zlib.compress(raw, 9)))
            f.write(chunk(b"IEND", b""))

    def wait(self, wanted, seconds=30):
        """Waits until wanted is on the screen: a string, several of which any will do, or a
        function of the text. Returns the text, or None."""
        if isinstance(wanted, str):
            wanted = (wanted,)
        end = time.monotonic() + seconds
        while True:
            if not self.running():
                return None
            text = self.text()
            if wanted(text) if callable(wanted) else any(flat(w) in flat(text) for w in wanted):
                return text
            if time.monotonic() > end:
                return None
            time.sleep(0.3)

    def settle(self, seconds=5, still=0.7):
        """Waits until the screen has stopped changing, and returns it."""
        end = time.monotonic() + seconds
        last, since = self.text(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < still:
            time.sleep(0.15)
            text = self.text()
            if text != last:
                last, since = text, time.monotonic()
        return last

    # ---- sticks

    def plug(self, path, name="stick"):
        node = "%s%d" % (name, len(self._plugged))
        self.hmp("drive_add 0 if=none,id=%s,format=raw,file=%s" % (node, path))
        self._plugged[node] = path
        self.hmp("device_add usb-storage,drive=%s,bus=xhci.0,id=%s" % (node, name))

    def unplug(self, name="stick"):
        self.hmp("device_del %s" % name)

    # ---- the shell of a debugging image

    def _connect_serial(self):
        s = self._open(self._serial)
        s.settimeout(0.5)
        return s

    def shell(self, command, seconds=20):
        """Runs a command in the shell on the serial line and returns what it printed."""
        mark = "%d" % time.monotonic_ns()
        # split, so that the echo of the line is not taken for what it prints
        self._tty.sendall(("echo 'B''%s'; %s; echo 'E''%s'\n" % (mark, command, mark)).encode())
        got, end = b"", time.monotonic() + seconds
        while ("E" + mark).encode() not in got:
            if time.monotonic() > end:
                raise MachineError("no answer on the serial line: %s: %r" % (command, got[-200:]))
            try:
                got += self._tty.recv(65536)
            except socket.timeout:
                continue
        text = got.decode(errors="replace").replace("\r", "")
        return text.split("B" + mark, 1)[-1].split("E" + mark)[0].strip()
