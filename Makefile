# SPDX-License-Identifier: GPL-3.0-or-later
# make             the program, at build/vigie
# make run         installs what is missing, builds, starts the course
# make test        installs what is missing, builds, runs all tests
# make check       runs all tests
# make check-san   runs all tests under ASan and UBSan
# make accept      takes the pictures and transcripts of the tests as they are now
# make pictures    the program in real xterm and foot, as pictures to look at (build/pictures)
# make bench       figures beside floor programs
# make storm       a million random keys in a kiosk
# make soak        a hundred thousand visits to one
# make kills       kill -9 at a thousand moments, of a kiosk and of the course
# make fuzz        every fuzzer for TIME=60 seconds (needs clang); ONLY="keys show": just those
# make lint        gcc -fanalyzer, clang-tidy and cppcheck over src/, clang-format over all, where they are installed
# make coverage    the branches that the tests take, for each file and folder of the core; fails where they are too few
# make mutate      do the tests notice a small mistake in the sources? ROOM=guard: only those of that room
# make machines    new machines of Debian 12, 13 and sid, of other processors too: do the two commands of README.md work there?
# make update-po   brings the translations up to date with the sources
# make claims      a table: each claim of the source page, where it is taught and tested
# make install     to prefix (/usr/local), with DESTDIR
# make format      lays the sources out
# make clean       removes what was built, in BUILD and in every other folder
#
# V=1 shows whole commands. CPPFLAGS, CFLAGS and LDFLAGS are yours: make CPPFLAGS=-D_FORTIFY_SOURCE=3 CFLAGS="-O3 -flto"
SHELL = /bin/sh
.DEFAULT_GOAL = all

BUILD = build
ifeq ($(origin CC),default)
CC = cc
endif
# CPPFLAGS, CFLAGS and LDFLAGS belong to whoever builds: nothing that is needed lives in them, and they come last.
CFLAGS ?= -O2 -g
WARN = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wformat=2 -Wno-format-nonliteral
# CET where the compiler and the machine have it
cet := $(shell echo | $(CC) -Werror -fcf-protection -x c -c -o /dev/null - 2>/dev/null && echo -fcf-protection)
# Guarded copies, unless the builder asks for others, or for no optimizer, without which there are none.
fortify = -U_FORTIFY_SOURCE $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,$(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),-D_FORTIFY_SOURCE=2))
HARDEN = $(fortify) -fstack-protector-strong -fPIE $(cet)
# The same sources give the same bytes, wherever they lie (tests/trust/check-reproducible).
SAME = -ffile-prefix-map="$(CURDIR)"=.
# Big files, and days after 2038, on machines of 32 bits too.
WIDE = -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
# Set to -Werror by .ci/run alone: a compiler that we have not met must not fail a user's build for a warning.
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
# Optional: built in where they are found.
optional = $(if $(shell $(PKG) --exists $(1) 2>/dev/null && echo yes),$(2))
qr_libs := $(call optional,libqrencode,-lqrencode)
crypt_libs := $(call optional,libcrypt,-lcrypt)
seccomp_libs := $(call optional,libseccomp,-lseccomp)
have = $(if $(qr_libs),-DHAVE_QRENCODE) $(if $(crypt_libs),-DHAVE_CRYPT) $(if $(seccomp_libs),-DHAVE_SECCOMP)
text_libs = -lunistring $(qr_libs)
# A symbol is looked for in one library after the other: first come those which ask for most, half of them SQLite for its
# own, and the C library, which all ask.
libs = $(sqlite_libs) $(text_libs) -lc $(curses_libs) $(ini_libs) $(crypt_libs) $(seccomp_libs)

CPP = -Isrc -D_GNU_SOURCE $(WIDE) -DVIGIE_VERSION='"$(VERSION)"' -DVIGIE_PREFIX='"$(prefix)"' $(curses_flags) $(ini_flags) $(have) $(CPPFLAGS)
COMPILE = $(CC) $(WARN) $(WERROR) $(HARDEN) $(SAME) $(CPP) $(CFLAGS) $(SAN)
LINK = $(CC) $(CFLAGS) $(SAN) -pie -Wl,-z,relro,-z,now,-z,noexecstack $(LDFLAGS)
# -flto asks for an ar that knows what the compiler wrote.
ifeq ($(origin AR),default)
AR := $(shell for ar in $(if $(findstring clang,$(CC)),llvm-ar,gcc-ar) ar; do command -v $$ar && break; done)
endif

# A short line for each file, whole commands with V=1, nothing with -s.
say = $(if $(filter 1,$(V)),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo "  $(1)	$@";) )

core_dirs = base text ini os course check questions learner view screens app
shell_dirs = term store guard report formats session cli
core_src := $(sort $(foreach d,$(core_dirs),$(wildcard src/$(d)/*.c)))
shell_src := $(sort $(foreach d,$(shell_dirs),$(wildcard src/$(d)/*.c)))
core_obj = $(core_src:%.c=$(BUILD)/%.o)
shell_obj = $(shell_src:%.c=$(BUILD)/%.o)

completions = $(BUILD)/completions/vigie $(BUILD)/completions/_vigie $(BUILD)/completions/vigie.fish
all: $(BUILD)/vigie $(BUILD)/catalogues $(BUILD)/vigie.1 $(completions)

# What objects and programs were made with: other flags, another compiler or library make them anew.
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

# What `vigie new` begins with, compiled in: a line FILE bytes … a file.
templates = $(sort $(wildcard share/templates/*.ini))
$(BUILD)/templates.inc: $(templates)
	@mkdir -p $(@D)
	@for f in $(templates); do printf 'TEMPLATE("%s",' "$$(basename $$f .ini)"; \
		od -An -v -td1 $$f | sed 's/  */,/g; 1s/^,//' | tr -d '\n'; echo ',0)'; done >$@
$(BUILD)/src/cli/cmd_new.o: CPP += -I$(BUILD)
$(BUILD)/src/cli/cmd_new.o: $(BUILD)/templates.inc

# The core: no terminal, no database. Tests link with this alone; the linker keeps the wall.
$(BUILD)/core.a: $(core_obj)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $(core_obj)

$(BUILD)/vigie: $(shell_obj) $(BUILD)/core.a $(BUILD)/flags.ld
	$(call say,LINK)$(LINK) -o $@ $(shell_obj) $(BUILD)/core.a $(libs)

# The man page and the completions: the program itself knows its commands, options and rules, so that none can be forgotten.
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

# ---- unit tests: tests/unit/*.c with the core, tests/store/*.c with the store as well
unit_src := $(sort $(wildcard tests/unit/test_*.c))
store_test_src := $(sort $(wildcard tests/store/test_*.c))
unit_bin = $(unit_src:%.c=$(BUILD)/%)
store_test_bin = $(store_test_src:%.c=$(BUILD)/%)
store_obj = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/store/*.c)))
TEST_CPP = -Itests -DTEST_DATA='"$(CURDIR)/tests"' -DTEST_LESSONS='"$(CURDIR)/lessons"' -DTEST_BUILD='"$(CURDIR)/$(BUILD)"'

$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/core.a -lcmocka $(ini_libs) $(text_libs) -lm

$(BUILD)/tests/store/%: tests/store/%.c $(store_obj) $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(store_obj) $(BUILD)/core.a -lcmocka $(sqlite_libs) $(ini_libs) $(text_libs)

# ---- tests/guard/*.c with what guards the program
guard_test_src := $(sort $(wildcard tests/guard/test_*.c))
guard_test_bin = $(guard_test_src:%.c=$(BUILD)/%)
guard_obj = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/guard/*.c)))

$(BUILD)/tests/guard/%: tests/guard/%.c $(guard_obj) $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(guard_obj) $(BUILD)/core.a -lcmocka $(ini_libs) $(text_libs) $(crypt_libs) $(seccomp_libs)

# ---- tests/formats/*.c with what reads and writes lessons for others
formats_test_src := $(sort $(wildcard tests/formats/test_*.c))
formats_test_bin = $(formats_test_src:%.c=$(BUILD)/%)
formats_obj = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/formats/*.c src/report/*.c)) src/guard/sha256.c)
formats_obj += $(store_obj)

$(BUILD)/tests/formats/%: tests/formats/%.c $(formats_obj) $(BUILD)/core.a
	@mkdir -p $(@D)
	@echo "  CC      $@"; $(COMPILE) $(TEST_CPP) -MMD -MP -o $@ $< $(formats_obj) $(BUILD)/core.a -lcmocka $(sqlite_libs) $(ini_libs) $(text_libs) -lm

# ---- screen tests: tests/screens/*.test played through the core by one driver
$(BUILD)/tests/screens/play: tests/screens/play.c $(BUILD)/core.a $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/core.a $(ini_libs) $(text_libs)

# ---- end-to-end tests: the program itself in a pseudo-terminal
e2e_src := $(sort $(wildcard tests/e2e/test_*.c))
e2e_bin = $(e2e_src:%.c=$(BUILD)/%)

$(BUILD)/tests/e2e/%: tests/e2e/%.c $(BUILD)/tests/e2e/terminal.o $(BUILD)/core.a $(BUILD)/vigie $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/tests/e2e/terminal.o $(BUILD)/core.a -lcmocka -lvterm -lutil $(sqlite_libs) $(ini_libs) $(text_libs)

tests_bin = $(unit_bin) $(store_test_bin) $(guard_test_bin) $(formats_test_bin) $(BUILD)/tests/screens/play $(e2e_bin)
include tests/trust.mk

build-tests: all $(tests_bin)

# ---- translations of the program's own words
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
		-o $@.new $(core_src) $(shell_src) src/check/rules.def src/cli/options.def
	sed -i -e 's/^"POT-Creation-Date:.*/"POT-Creation-Date: \\n"/' -e 's/CHARSET/UTF-8/' $@.new
	mv $@.new $@

# Brings the .po files up to date with the sources.
update-po: locale/vigie.pot
	for po in locale/*.po; do msgmerge --quiet --no-wrap --update --backup=none --no-fuzzy-matching $$po locale/vigie.pot; done

# ---- the two commands
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
	@BUILD=build-san tests/run

# Who may include whom (ARCHITECTURE.md).
check-layers:
	@tests/layers

# Every header compiles alone.
check-headers:
	@for h in src/*/*.h; do $(COMPILE) -Wno-pedantic -fsyntax-only -x c -include $$h /dev/null || exit 1; done

# Takes the screens as they are now as the expected ones; look at the difference before you commit it.
accept: build-tests
	@BUILD=$(BUILD) ACCEPT=1 tests/run screens
	@BUILD=$(BUILD) ACCEPT=1 $(BUILD)/tests/unit/test_linear >/dev/null

pictures: all
	@tests/pictures/run $(BUILD)

bench:
	@.ci/deps bench
	@$(MAKE) --no-print-directory -s all
	@tests/bench/run $(BUILD)

claims:
	@tests/lessons/claims-table

format:
	clang-format -i src/*/*.[ch] tests/*.h tests/*/*.[ch]

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
	for l in $(languages); do install -d $(DESTDIR)$(prefix)/share/locale/$$l/LC_MESSAGES; \
		install -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/vigie.mo $(DESTDIR)$(prefix)/share/locale/$$l/LC_MESSAGES/; done

uninstall:
	rm -f $(DESTDIR)$(prefix)/bin/vigie $(DESTDIR)$(prefix)/share/man/man1/vigie.1
	rm -rf $(DESTDIR)$(prefix)/share/vigie
	rm -f $(DESTDIR)$(prefix)/share/bash-completion/completions/vigie $(DESTDIR)$(prefix)/share/zsh/site-functions/_vigie \
		$(DESTDIR)$(prefix)/share/fish/vendor_completions.d/vigie.fish
	for l in $(languages); do rm -f $(DESTDIR)$(prefix)/share/locale/$$l/LC_MESSAGES/vigie.mo; done

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

# Every folder of a build says so by its flags.cc; one that is none, or that holds the sources, is left alone.
clean:
	rm -rf build build-san build-cov build-fuzz
	@for f in $(BUILD)/flags.cc */flags.cc; do d=$${f%/*}; [ ! -e "$$f" ] || [ -e "$$d/Makefile" ] || { echo "rm -rf $$d"; rm -rf "$$d"; }; done

-include $(core_obj:.o=.d) $(shell_obj:.o=.d) $(tests_bin:=.d)
.PHONY: FORCE all accept bench build-tests check check-headers check-layers check-san claims clean format help install pictures run \
	test uninstall update-po
.SECONDARY:
