# SPDX-License-Identifier: GPL-3.0-or-later
"""The root as it lies in the image: what units need is there, and nothing else that one could use."""
import re

FORBIDDEN = {
    "a screen reader or braille": ("*/brltty*", "*/speakup*", "*/espeakup*", "*/orca"),
    "a debugger": ("*/gdb", "*/strace", "*/ltrace", "*/perf"),
    "a network program": ("*/sshd", "*/ssh", "*/dropbear", "*/telnet*", "*/curl", "*/wget", "*/nc",
                          "*/dhclient", "*/wpa_supplicant", "*/NetworkManager", "*/iwd", "*/ip",
                          "*/ifconfig"),
    "an interpreter or editor": ("*/python3*", "/usr/bin/perl", "*/vi", "*/vim*", "*/nano", "*/ed",
                                 "/usr/bin/gcc*"),
    "a package manager": ("/usr/bin/apt*", "/usr/bin/dpkg*"),
}
DRIVERS = ("*/drivers/net/*", "*/drivers/bluetooth/*", "*/net/wireless/*", "*/drivers/firewire/*",
           "*/drivers/thunderbolt/*", "*/net/bluetooth/*")
GETTIES = ("getty@.service", "autovt@.service", "serial-getty@.service", "console-getty.service",
           "container-getty@.service", "getty.target", "debug-shell.service", "emergency.service",
           "rescue.service", "ctrl-alt-del.target", "systemd-ask-password-console.service")
UNIT_FOLDERS = ("/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system")
# made while the machine runs
MADE = re.compile(r"/(run|dev|proc|sys|tmp|data|media/vigie/stick|var/(lib/vigie|tmp|log)|etc/vigie)(/|$)")
# what is named with these must exist when the unit starts
PATHS = re.compile(r"^(Exec[A-Za-z]*|EnvironmentFile|LoadCredential|WorkingDirectory|RootDirectory|"
                   r"Where|ConditionPathExists|ReadWritePaths|ReadOnlyPaths|InaccessiblePaths|"
                   r"BindPaths|BindReadOnlyPaths)=(.*)$")


def units(root):
    """Every unit that is not masked, by its path."""
    seen, found = set(), []
    for folder in UNIT_FOLDERS:
        for kind in ("service", "mount", "path", "socket", "timer", "target", "automount"):
            for path in root.match(folder + "/*." + kind):
                name = path.rsplit("/", 1)[1]
                if path.count("/") != folder.count("/") + 1 or name in seen:
                    continue
                seen.add(name)
                if not is_masked(root, name):
                    found.append(path)
    return found


def is_masked(root, name):
    links = [root.entries.get(folder + "/" + name) for folder in UNIT_FOLDERS]
    first = next((e for e in links if e), None)
    return bool(first and first.mode[0] == "l" and first.target == "/dev/null")


def named_paths(text):
    """(key, path) of all paths that a unit needs: those with a '-' before them may be missing."""
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        match = PATHS.match(line.strip())
        if not match:
            continue
        key, value = match.groups()
        words = value.split()
        if key.startswith("Exec"):
            words = words[:1]
            # the program itself, and the files that follow it in quotes or not
            words += [w for w in value.split()[1:] if w.startswith("/")]
        for word in words:
            if key == "ConditionPathExists" or "$" in word or "%" in word:
                continue
            optional = word.startswith("-") or word.lstrip("@:+!").startswith("-")
            path = word.lstrip("-@:+!").strip("\"'").rstrip(";")
            if path.startswith("/") and not optional:
                found.append((key, path.split(":")[0] if key.startswith("Bind") else path))
    return found


def missing_paths(root, path):
    if not root.has(path):
        return ["%s is a link to nowhere" % path]
    text = root.read(path).decode(errors="replace")
    for drop_in in root.match("*/%s.d/*.conf" % path.rsplit("/", 1)[1]):
        text += root.read(drop_in).decode(errors="replace")
    # a unit may ask first whether its program is there
    asked = set(re.findall(r"^Condition[A-Za-z]+=\|?(/\S+)", text, re.M))
    return ["%s: %s=%s" % (path, key, name) for key, name in named_paths(text)
            if not MADE.match(name) and name not in asked and not root.has(name)]


def check(tap, root, debug):
    """root: the shipped one; debug: the one with the shell for tests, or None."""
    own = [p for p in units(root) if "vigie" in p]
    tap.ok(len(own) >= 3, "the root has Vigie's units", own)
    wanted = own + [p for p in units(root) if root.match("*.wants/" + p.rsplit("/", 1)[1]) and p not in own]
    places = ["/dev", "/proc", "/sys", "/run", "/tmp", "/data", "/media/vigie/stick"]
    lost = [p for p in places if not root.has(p)]
    tap.ok(not lost, "the root has a place for all that is mounted over it", "\n".join(lost))
    missing = [m for p in wanted for m in missing_paths(root, p)]
    tap.ok(not missing, "every path that a unit names is in the root", "\n".join(missing))
    awake = [n for n in GETTIES if root.match("*/systemd/system/" + n) and not is_masked(root, n)]
    tap.ok(not awake, "no unit opens a login, a shell or an answer to Ctrl-Alt-Del", "\n".join(awake))
    for what, patterns in FORBIDDEN.items():
        found = [p for pattern in patterns for p in root.match(pattern)
                 if not p.startswith(("/usr/share/", "/var/lib/dpkg"))]
        tap.ok(not found, "the root holds no trace of %s" % what, "\n".join(found))
    found = [p for pattern in DRIVERS for p in root.match(pattern) if ".ko" in p]
    tap.ok(not found, "the kernel has no driver for a network, FireWire or Thunderbolt",
           "\n".join(found))
    check_shell(tap, root, debug)
    check_modes(tap, root)


def check_shell(tap, root, debug):
    found = [p for p in units(root)
             if root.has(p) and re.search(rb"ttyS|/bin/(ba)?sh -i|vigie\.debug", root.read(p))]
    tap.ok(not found, "no unit of the shipped root has a shell or a serial line", "\n".join(found))
    if not debug:
        tap.skip("the root for tests differs by its shell alone", "there is no image with DEBUG=1")
        return
    extra = sorted(set(debug.entries) - set(root.entries))
    less = sorted(set(root.entries) - set(debug.entries))
    shells = [p for p in extra if p.startswith("/etc/systemd/system")]
    other = [p for p in extra if p not in shells]
    tap.ok(shells and not other and not less, "the root for tests differs by its shell alone",
           "\n".join(extra + ["-" + p for p in less]))


def check_modes(tap, root):
    open_to_all = [p for p, e in root.entries.items() if e.mode[8] == "w" and e.mode[0] != "l" and
                   not (e.mode[0] == "d" and e.mode[9] in "tT") and e.mode[0] not in "cb"]
    tap.ok(not open_to_all, "nobody but its owner can write to a file of the root",
           "\n".join(open_to_all))
    raised = [p for p, e in root.entries.items() if e.mode[0] == "-" and
              (e.mode[3] in "sS" or e.mode[6] in "sS")]
    tap.ok(not raised, "no program of the root gives rights to who starts it", "\n".join(raised))
    foreign = [p for p, e in root.entries.items()
               if e.mode[0] == "-" and e.owner.split("/")[0] != "0"]
    tap.ok(not foreign, "every file of the root belongs to root", "\n".join(foreign))
    shadow = root.read("/etc/shadow").decode()
    usable = [l for l in shadow.splitlines() if l.split(":")[1][:1] not in ("*", "!")]
    tap.ok(not usable, "no account has a password, or none at all", "\n".join(usable))
    shells = [l for l in root.read("/etc/passwd").decode().splitlines()
              if l.startswith("vigie:") and not l.endswith(("/nologin", "/false"))]
    tap.ok(root.read("/etc/passwd").find(b"\nvigie:") >= 0 and not shells,
           "the kiosk's account has no shell", "\n".join(shells))
    machine = root.entries.get("/etc/machine-id")
    tap.ok(machine is not None and machine.size == "0", "no copy of the image can be told by its id")
