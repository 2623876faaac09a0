# SPDX-License-Identifier: GPL-3.0-or-later
# make             builds the program, build/vigie
# make run         installs what is missing, builds, starts the course
# make test        installs what is missing, builds, runs all tests
# make check       runs all tests
# make check-san   runs all tests under ASan and UBSan
# make accept      accepts the current pictures and transcripts as the expected ones
# make pictures    takes screenshots of the program in real xterm and foot (build/pictures)
# make heard       listens to yasr and Fenrir, and feels brltty, key by key (those that are installed)
# make bench       compares the program with floor programs
# make storm       sends a kiosk of the shipped course ten million random keys
# make soak        pays a kiosk a hundred thousand visits
# make kills       kills the kiosk and the course with kill -9 at a thousand moments
# make units       boots the kiosk's units under systemd in a container (needs root and systemd-nspawn)
# make fuzz        runs every fuzzer for TIME=60 seconds (needs clang); ONLY="keys show" selects some
# make lint        runs gcc -fanalyzer, clang-tidy and cppcheck over src/, clang-format over all, if installed
# make coverage    measures branch coverage of each file and folder of the core; fails where it is too low
# make mutate      checks that the tests notice small mistakes in the sources; ROOM=guard selects a room
# make check-image boots the kiosk's disk image in QEMU, presses every key, cuts its power, and looks at its screen and disk
# make machines    tries the two commands of README.md on fresh Debian 12, 13 and sid, also on other processors
# make update-po   brings the translations up to date with the sources
# make claims      prints where each claim of the source page is taught and tested
# make install     installs to prefix (/usr/local), with DESTDIR
# make install-kiosk  installs a public kiosk as well (share/kiosk/README.md)
# make kiosk-image builds a disk image that boots straight into the course (packaging/kiosk-image/README.md)
# make format      formats the sources
# make clean       removes everything built, in BUILD and in every other build directory
#
# V=1 shows whole commands. CPPFLAGS, CFLAGS and LDFLAGS are for the user: make CPPFLAGS=-D_FORTIFY_SOURCE=3 CFLAGS="-O3 -flto"
SHELL = /bin/sh
.DEFAULT_GOAL = all

BUILD = build
ifeq ($(origin CC),default)
CC = cc
endif
# CPPFLAGS, CFLAGS and LDFLAGS belong to the user: they hold nothing the build needs, and they come last.
CFLAGS ?= -O2 -g
WARN = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wformat=2 -Wno-format-nonliteral
# CET, if the compiler and the processor have it
cet := $(shell echo | $(CC) -Werror -fcf-protection -x c -c -o /dev/null - 2>/dev/null && echo -fcf-protection)
# Checked copies, unless the user sets another level or disables the optimizer, without which they do nothing.
fortify = -U_FORTIFY_SOURCE $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,$(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),-D_FORTIFY_SOURCE=2))
HARDEN = $(fortify) -fstack-protector-strong -fPIE $(cet)
# Reproducible builds: the path of the sources must not matter (tests/trust/check-reproducible).
SAME = -ffile-prefix-map="$(CURDIR)"=.
# Large files and times after 2038, also on 32-bit machines.
WIDE = -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
# Only .ci/run sets this to -Werror: a new compiler's warning must not break a user's build.
WERROR ?=
prefix = /usr/local
VERSION = 0.1.0

PKG = pkg-config
jobs := $(shell nproc 2>/dev/null || echo 2)
curses_flags := $(shell $(PKG) --cflags ncursesw 2>/dev/null)
curses_libs := $(shell $(PKG) --libs ncursesw 2>/dev/null || echo -lncursesw -ltinfo)
sqlite_libs := $(shell $(PKG) --libs sqlite3 2>/dev/null || echo -lsqlite3)
ini_flags := $(shell $(PKG) --cflags iniparser 2>/dev/null)
ini_libs := $(shell $(PKG) --libs iniparser 2>/dev/null || echo -liniparser)
# Optional libraries are used if they are found.
optional = $(if $(shell $(PKG) --exists $(1) 2>/dev/null && echo yes),$(2))
qr_libs := $(call optional,libqrencode,-lqrencode)
crypt_libs := $(call optional,libcrypt,-lcrypt)
seccomp_libs := $(call optional,libseccomp,-lseccomp)
expat_libs := $(call optional,expat,-lexpat)
have = $(if $(expat_libs),-DHAVE_EXPAT) $(if $(qr_libs),-DHAVE_QRENCODE) $(if $(crypt_libs),-DHAVE_CRYPT) $(if $(seccomp_libs),-DHAVE_SECCOMP)
text_libs = -lunistring $(qr_libs) $(expat_libs)
# The loader searches the libraries in this order for each symbol, so those with the most lookups come first: SQLite,
# half of whose symbols are its own, and the C library, which all others use.
libs = $(sqlite_libs) -lc -lunistring $(curses_libs) $(ini_libs) $(qr_libs) $(crypt_libs) $(seccomp_libs) $(expat_libs)

CPP = -Isrc -D_GNU_SOURCE $(WIDE) -DVIGIE_VERSION='"$(VERSION)"' -DVIGIE_PREFIX='"$(prefix)"' $(curses_flags) $(ini_flags) $(have) $(CPPFLAGS)
COMPILE = $(CC) $(WARN) $(WERROR) $(HARDEN) $(SAME) $(CPP) $(CFLAGS) $(SAN)
LINK = $(CC) $(CFLAGS) $(SAN) -pie -Wl,-z,relro,-z,now,-z,noexecstack $(LDFLAGS)
# -flto needs an ar that understands the compiler's object files.
ifeq ($(origin AR),default)
AR := $(shell for ar in $(if $(findstring clang,$(CC)),llvm-ar,gcc-ar) ar; do command -v $$ar && break; done)
endif

# Prints a short line per file, whole commands with V=1, nothing with -s.
say = $(if $(filter 1,$(V)),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo "  $(1)	$@";) )

core_dirs = base text ini os course check questions learner view screens app
shell_dirs = term store guard report formats session cli
# Pure arithmetic that versions of questions and ids of statements are made of.
core_src := $(sort $(foreach d,$(core_dirs),$(wildcard src/$(d)/*.c)) src/guard/sha256.c src/guard/uuid.c)
shell_src := $(filter-out $(core_src),$(sort $(foreach d,$(shell_dirs),$(wildcard src/$(d)/*.c))))
core_obj = $(core_src:%.c=$(BUILD)/%.o)
shell_obj = $(shell_src:%.c=$(BUILD)/%.o)

completions = $(BUILD)/completions/vigie $(BUILD)/completions/_vigie $(BUILD)/completions/vigie.fish
all: $(BUILD)/vigie $(BUILD)/catalogues $(BUILD)/vigie.1 $(completions)

# Records flags, compiler and libraries; a change of any rebuilds the objects and programs.
flags_cc := $(COMPILE) $(shell $(CC) --version 2>/dev/null | head -n 1)
flags_ld := $(LINK) $(libs) $(AR)
$(BUILD)/flags.cc: flags_now := $(flags_cc)
$(BUILD)/flags.ld: flags_now := $(flags_ld)
$(BUILD)/flags.cc $(BUILD)/flags.ld: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(flags_now))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(flags_now))' >$@
FORCE:
flags = $(BUILD)/flags.cc $(BUILD)/flags.ld

$(BUILD)/%.o: %.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -MMD -MP -c -o $@ $<

# The templates of `vigie new` and the card of `vigie help card`, compiled in: one entry of name and bytes per file.
templates = $(sort $(wildcard share/templates/*.ini)) lessons/CARD.md
$(BUILD)/templates.inc: $(templates)
	@mkdir -p $(@D)
	@for f in $(templates); do printf 'TEMPLATE("%s",' "$$(basename $$f .ini)"; \
		od -An -v -td1 $$f | sed 's/  */,/g; 1s/^,//' | tr -d '\n'; echo ',0)'; done >$@
$(BUILD)/src/cli/template.o: CPP += -I$(BUILD)
$(BUILD)/src/cli/template.o: $(BUILD)/templates.inc

# The core has no terminal and no database. Tests link with it alone, so the linker enforces that.
$(BUILD)/core.a: $(core_obj)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $(core_obj)

$(BUILD)/vigie: $(shell_obj) $(BUILD)/core.a $(BUILD)/flags.ld
	$(call say,LINK)$(LINK) -o $@ $(shell_obj) $(BUILD)/core.a $(libs)

# The program generates its man page and completions from its own tables, so that no command, option or rule is missing.
$(BUILD)/vigie.1: share/vigie.1 src/check/rules.def $(BUILD)/vigie
	@$(BUILD)/vigie --lang en help --as man >$@.commands
	@sed -n 's/^RULE("\(.*\)", "\(.*\)")$$/.TP\n.B \1\n\2./p' src/check/rules.def | sed 's/-/\\-/g' >$@.rules
	@sed -e '/@COMMANDS@/{r $@.commands' -e 'd}' -e '/@RULES@/{r $@.rules' -e 'd}' -e 's/@VERSION@/$(VERSION)/' $< >$@.new
	@rm $@.commands $@.rules
	@mv $@.new $@

$(completions): $(BUILD)/vigie
	@mkdir -p $(@D)
	@$(BUILD)/vigie --lang en help --as $(if $(findstring .fish,$@),fish,$(if $(findstring /_,$@),zsh,bash)) >$@.new
	@mv $@.new $@

# ---- unit tests: tests/unit/*.c with the core, tests/store/*.c with the store too
unit_src := $(sort $(wildcard tests/unit/test_*.c))
store_test_src := $(sort $(wildcard tests/store/test_*.c))
unit_bin = $(unit_src:%.c=$(BUILD)/%)
store_test_bin = $(store_test_src:%.c=$(BUILD)/%)
store_obj = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/store/*.c)))
TEST_CPP = -Itests -DTEST_DATA='"$(CURDIR)/tests"' -DTEST_LESSONS='"$(CURDIR)/lessons"' -DTEST_BUILD='"$(CURDIR)/$(BUILD)"'

$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(unit_obj) $(BUILD)/core.a -lcmocka $(ini_libs) $(text_libs) -lm

# what is tested of the other rooms
$(BUILD)/tests/unit/test_template: unit_obj = $(BUILD)/src/cli/template.o
$(BUILD)/tests/unit/test_template: $(BUILD)/src/cli/template.o

$(BUILD)/tests/store/%: tests/store/%.c $(store_obj) $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(store_obj) $(BUILD)/core.a -lcmocka $(sqlite_libs) $(ini_libs) $(text_libs)

# ---- tests/guard/*.c with the guard folder
guard_test_src := $(sort $(wildcard tests/guard/test_*.c))
guard_test_bin = $(guard_test_src:%.c=$(BUILD)/%)
guard_obj = $(filter-out $(core_obj),$(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/guard/*.c))))

$(BUILD)/tests/guard/%: tests/guard/%.c $(guard_obj) $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(guard_obj) $(BUILD)/core.a -lcmocka $(ini_libs) $(text_libs) $(crypt_libs) $(seccomp_libs)

# ---- tests/formats/*.c with the import and export formats
formats_test_src := $(sort $(wildcard tests/formats/test_*.c))
formats_test_bin = $(formats_test_src:%.c=$(BUILD)/%)
formats_obj = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/formats/*.c src/report/*.c)))
formats_obj += $(store_obj)

$(BUILD)/tests/formats/%: tests/formats/%.c $(formats_obj) $(BUILD)/core.a
	@mkdir -p $(@D)
	@echo "  CC      $@"; $(COMPILE) $(TEST_CPP) -MMD -MP -o $@ $< $(formats_obj) $(BUILD)/core.a -lcmocka $(sqlite_libs) $(ini_libs) $(text_libs) -lm

# ---- screen tests: tests/screens/*.test, played through the core by one driver
$(BUILD)/tests/screens/play: tests/screens/play.c $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/core.a $(ini_libs) $(text_libs)

# ---- end-to-end tests: the program itself in a pseudo-terminal
e2e_src := $(sort $(wildcard tests/e2e/test_*.c))
e2e_bin = $(e2e_src:%.c=$(BUILD)/%)

$(BUILD)/tests/e2e/%: tests/e2e/%.c $(BUILD)/tests/e2e/terminal.o $(BUILD)/core.a $(BUILD)/vigie $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/tests/e2e/terminal.o $(BUILD)/core.a -lcmocka -lvterm -lutil -lm $(sqlite_libs) $(ini_libs) $(text_libs) $(seccomp_libs)

tests_bin = $(unit_bin) $(store_test_bin) $(guard_test_bin) $(formats_test_bin) $(BUILD)/tests/screens/play $(e2e_bin)
include tests/trust.mk
include share/kiosk/kiosk.mk
# not needed to build and test the program
-include packaging/kiosk-image/image.mk
-include tests/image/image.mk

build-tests: all $(tests_bin)

# ---- translations of the program
languages := $(patsubst locale/%.po,%,$(wildcard locale/*.po))
catalogues = $(languages:%=$(BUILD)/locale/%/LC_MESSAGES/vigie.mo)

$(BUILD)/catalogues: $(catalogues)
	@touch $@

$(BUILD)/locale/%/LC_MESSAGES/vigie.mo: locale/%.po
	@mkdir -p $(@D)
	$(call say,MSGFMT)msgfmt --check -o $@ $<

locale/vigie.pot: $(core_src) $(shell_src) $(wildcard src/*/*.h src/*/*.def)
	xgettext --from-code=UTF-8 --language=C --sort-by-file -k -k_ -kN_ -kQ_:1,2 -kC_:1c,2 -kNC_:1c,2 -kRULE:2 \
		--add-comments=TRANSLATORS --package-name=vigie --copyright-holder="The Vigie authors" \
		-o $@.new $(core_src) $(shell_src) src/check/rules.def src/check/fixes.def src/cli/options.def
	sed -i -e 's/^"POT-Creation-Date:.*/"POT-Creation-Date: \\n"/' -e 's/CHARSET/UTF-8/' $@.new
	mv $@.new $@

# Brings the .po files up to date with the sources.
update-po: locale/vigie.pot
	for po in locale/*.po; do msgmerge --quiet --no-wrap --update --backup=none --no-fuzzy-matching $$po locale/vigie.pot; done

# ---- the two commands of the README
run:
	@.ci/deps run
	@$(MAKE) --no-print-directory -j$(jobs) all
	@$(BUILD)/vigie

test:
	@.ci/deps test
	@$(MAKE) --no-print-directory -j$(jobs) build-tests
	@$(MAKE) --no-print-directory check

check: build-tests check-layers check-headers
	@BUILD=$(BUILD) tests/run

check-san:
	@$(MAKE) --no-print-directory -j$(jobs) WERROR= BUILD=build-san SAN="-fsanitize=address,undefined -fno-sanitize-recover=all" \
		HARDEN="-fPIE" CFLAGS="-O1 -g -fno-omit-frame-pointer" build-tests
	@BUILD=build-san VIGIE_BUILT_CHECKS=1 tests/run

# The layers of src (ARCHITECTURE.md).
check-layers:
	@tests/layers

# Every header compiles on its own.
check-headers:
	@for h in src/*/*.h; do $(COMPILE) -Wno-pedantic -fsyntax-only -x c -include $$h /dev/null || exit 1; done

# Accepts the current screens as the expected ones; review the difference before committing it.
accept: build-tests
	@BUILD=$(BUILD) ACCEPT=1 tests/run screens
	@BUILD=$(BUILD) ACCEPT=1 $(BUILD)/tests/unit/test_linear >/dev/null
	@ACCEPT=1 $(BUILD)/tests/e2e/test_heard >/dev/null

pictures: all
	@tests/pictures/run $(BUILD)

heard: all $(BUILD)/tests/e2e/test_heard
	@VIGIE_HEARD=1 CMOCKA_MESSAGE_OUTPUT=TAP BUILD=$(BUILD) tests/heard/run

bench:
	@.ci/deps bench
	@$(MAKE) --no-print-directory -s all
	@tests/bench/run $(BUILD)

claims:
	@tests/lessons/claims-table

format:
	clang-format -i src/*/*.[ch] tests/*.h tests/*/*.[ch]

vim_dirs = ftdetect syntax compiler
completion_dirs = bash-completion/completions zsh/site-functions fish/vendor_completions.d
install: all
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/share/vigie
	install -m 755 $(BUILD)/vigie $(DESTDIR)$(prefix)/bin/vigie
	cp -R lessons $(DESTDIR)$(prefix)/share/vigie/
	install -d $(DESTDIR)$(prefix)/share/man/man1
	install -m 644 $(BUILD)/vigie.1 $(DESTDIR)$(prefix)/share/man/man1/
	install -d $(completion_dirs:%=$(DESTDIR)$(prefix)/share/%)
	install -m 644 $(BUILD)/completions/vigie $(DESTDIR)$(prefix)/share/bash-completion/completions/vigie
	install -m 644 $(BUILD)/completions/_vigie $(DESTDIR)$(prefix)/share/zsh/site-functions/_vigie
	install -m 644 $(BUILD)/completions/vigie.fish $(DESTDIR)$(prefix)/share/fish/vendor_completions.d/vigie.fish
	install -d $(vim_dirs:%=$(DESTDIR)$(prefix)/share/vim/vimfiles/%) $(DESTDIR)$(prefix)/share/nano
	for d in $(vim_dirs); do install -m 644 share/vim/$$d/vigie.vim $(DESTDIR)$(prefix)/share/vim/vimfiles/$$d/; done
	install -m 644 share/nano/vigie.nanorc $(DESTDIR)$(prefix)/share/nano/
	for l in $(languages); do install -d $(DESTDIR)$(prefix)/share/locale/$$l/LC_MESSAGES; \
		install -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/vigie.mo $(DESTDIR)$(prefix)/share/locale/$$l/LC_MESSAGES/; done

uninstall:
	rm -f $(DESTDIR)$(prefix)/bin/vigie $(DESTDIR)$(prefix)/share/man/man1/vigie.1
	rm -rf $(DESTDIR)$(prefix)/share/vigie
	rm -f $(DESTDIR)$(prefix)/share/bash-completion/completions/vigie $(DESTDIR)$(prefix)/share/zsh/site-functions/_vigie \
		$(DESTDIR)$(prefix)/share/fish/vendor_completions.d/vigie.fish
	rm -f $(vim_dirs:%=$(DESTDIR)$(prefix)/share/vim/vimfiles/%/vigie.vim) $(DESTDIR)$(prefix)/share/nano/vigie.nanorc
	for l in $(languages); do rm -f $(DESTDIR)$(prefix)/share/locale/$$l/LC_MESSAGES/vigie.mo; done

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

# A build directory is recognized by its flags.cc. Other directories, and those with a Makefile, are left alone.
clean:
	rm -rf build build-san build-cov build-fuzz
	@for f in $(BUILD)/flags.cc */flags.cc; do d=$${f%/*}; [ ! -e "$$f" ] || [ -e "$$d/Makefile" ] || { echo "rm -rf $$d"; rm -rf "$$d"; }; done

-include $(core_obj:.o=.d) $(shell_obj:.o=.d) $(tests_bin:=.d)
.PHONY: FORCE all accept bench build-tests check check-headers check-layers check-san claims clean format heard help install pictures run \
	test uninstall update-po
.SECONDARY:
