# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzers, proofs, analysers and figures: what is run by hand or at night, and the short forms of it for `make check`.

, := ,

# ---- fuzzers: tests/fuzz/fuzz_*.c
fuzz_src := $(sort $(wildcard tests/fuzz/fuzz_*.c))
fuzz_names := $(fuzz_src:tests/fuzz/fuzz_%.c=%)
fuzz_links = $(store_obj) $(patsubst %,$(BUILD)/src/%.o,term/input guard/sha256 formats/aiken formats/gift_parts formats/gift_read formats/lesson_write formats/tar) $(BUILD)/core.a
fuzz_libs = $(curses_libs) $(sqlite_libs) $(ini_libs) $(text_libs)

# Plain programs that play files through the same entry points (make check).
fuzz_bin = $(fuzz_src:%.c=$(BUILD)/%)
$(BUILD)/tests/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(BUILD)/tests/fuzz/replay.o $(fuzz_links) $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/tests/fuzz/replay.o $(fuzz_links) $(fuzz_libs)

# The fuzzers themselves, by clang, each for TIME seconds; ONLY="keys show": just those.
TIME = 60
ONLY = $(fuzz_names)
fuzz:
	@$(MAKE) --no-print-directory -s BUILD=$(BUILD)-fuzz CC=clang HARDEN=-fPIE CFLAGS="-O1 -g -fno-omit-frame-pointer" \
		SAN="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" fuzzers ONLY="$(ONLY)"
	@BUILD=$(BUILD)-fuzz tests/fuzz/run $(TIME) $(ONLY)

fuzzers: $(BUILD)/catalogues $(ONLY:%=$(BUILD)/fuzz/%)
$(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c $(fuzz_links) $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -fsanitize=fuzzer -MMD -MP -o $@ $< $(fuzz_links) $(fuzz_libs)

tests_bin += $(fuzz_bin)
.PHONY: fuzz fuzzers

# ---- analysers: gcc's, clang-tidy (.clang-tidy) and cppcheck, each where it is installed; a file is read again when it changed
lint_ok = $(patsubst src/%.c,$(BUILD)/lint/%.ok,$(core_src) $(shell_src))
have_tidy := $(shell command -v clang-tidy 2>/dev/null)
have_cppcheck := $(shell command -v cppcheck 2>/dev/null)
have_analyzer := $(shell $(CC) --version 2>/dev/null | grep -qi 'free software foundation' && echo yes)

$(BUILD)/lint/%.ok: src/%.c .clang-tidy
	@mkdir -p $(@D)
	@$(if $(have_analyzer),$(COMPILE) -Werror -I$(BUILD) -O1 -fanalyzer -MMD -MP -MT $@ -MF $(@:.ok=.d) -c -o /dev/null $<,:)
	@$(if $(have_tidy),clang-tidy --quiet $< -- -std=c11 $(CPP) -I$(BUILD) 2>/dev/null,:)
	@touch $@

$(lint_ok): | $(BUILD)/templates.inc
# The format that .clang-format asks for is that of version 14; others lay some lines out differently.
have_format := $(shell clang-format --version 2>/dev/null | grep -q 'version 14\.' && echo yes)
lint: $(lint_ok)
	@$(if $(have_format),clang-format --dry-run --Werror src/*/*.[ch] tests/*.h tests/*/*.[ch],:)
	@$(if $(have_cppcheck),cppcheck -q --enable=warning$(,)performance$(,)portability --std=c11 --language=c --error-exitcode=1 \
		-Isrc $(filter -D%,$(CPP)) src,:)
	@echo "lint: clean by$(if $(have_analyzer), gcc -fanalyzer)$(if $(have_tidy), clang-tidy)$(if $(have_cppcheck), cppcheck)$(if $(have_format), clang-format)"
-include $(lint_ok:.ok=.d)
.PHONY: lint

# ---- branches that the tests take, a line for each file and folder of the core (tests/coverage)
coverage:
	@$(MAKE) --no-print-directory -s -j$(jobs) BUILD=$(BUILD)-cov WERROR= HARDEN= CFLAGS="-O0 -g" SAN=--coverage cover-tests
	@find $(BUILD)-cov -name '*.gcda' -exec rm {} +
	@BUILD=$(BUILD)-cov tests/run unit screens fuzz 2>&1 | tail -n 1
	@BUILD=$(BUILD)-cov CORE="$(core_dirs)" tests/coverage
cover-tests: all $(unit_bin) $(BUILD)/tests/screens/play $(fuzz_bin)
.PHONY: coverage cover-tests

# ---- do the tests notice small mistakes? (tests/mutate) ROOM="guard learner/review.c": only those
ROOM =
mutate:
	@tests/mutate $(ROOM)
.PHONY: mutate

# ---- the hostile corpus: tests/hostile, over the program
$(BUILD)/tests/hostile/test_hostile: tests/hostile/test_hostile.c tests/hostile/cases.h $(BUILD)/core.a $(BUILD)/vigie $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/core.a $(text_libs)

tests_bin += $(BUILD)/tests/hostile/test_hostile

# ---- the kiosk: the clock that its tests hand in, and the long forms of them (the short ones are in make check)
$(BUILD)/tests/e2e/clock.so: tests/e2e/clock.c tests/e2e/clock.h $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(WARN) $(WERROR) $(CPP) $(TEST_CPP) -O1 -fPIC -shared -o $@ $<

# The same program as on a system without the optional libraries.
plain_src = src/guard/calls.c src/guard/secret.c src/base/qr.c
plain_obj = $(plain_src:%.c=$(BUILD)/plain/%.o)
$(BUILD)/plain/%.o: have =
$(BUILD)/plain/%.o: %.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -MMD -MP -c -o $@ $<
$(BUILD)/vigie-plain: $(plain_obj) $(shell_obj) $(BUILD)/core.a $(BUILD)/flags.ld
	$(call say,LINK)$(LINK) -o $@ $(plain_obj) $(filter-out $(plain_src:%.c=$(BUILD)/%.o),$(shell_obj)) $(BUILD)/core.a \
		$(curses_libs) $(sqlite_libs) $(ini_libs) -lunistring

tests_bin += $(BUILD)/tests/e2e/clock.so $(BUILD)/vigie-plain

# A million random keys and escape sequences; a hundred thousand visits; a thousand kills. Some minutes each.
storm: $(BUILD)/tests/e2e/test_kiosk_storm
	VIGIE_STORM=1000000 VIGIE_ONLY='a_storm*' $<
soak: $(BUILD)/tests/e2e/test_kiosk_storm
	VIGIE_SOAK=100000 VIGIE_ONLY='many_visits*' $<
kills: $(BUILD)/tests/e2e/test_kiosk_storm $(BUILD)/tests/e2e/test_kill
	VIGIE_KILLS=1000 VIGIE_ONLY='kill*' $<
	VIGIE_KILLS=1000 $(BUILD)/tests/e2e/test_kill
-include $(BUILD)/tests/e2e/terminal.d $(plain_obj:.o=.d)
.PHONY: storm soak kills

# ---- a classroom on one store: SECONDS of PROGRAMS that answer (every PAUSE milliseconds each) and read their reports
SECONDS = 600
PROGRAMS = 32
PAUSE = 250
load: $(BUILD)/tests/store/test_store_load
	@VIGIE_FIGURES=1 VIGIE_SECONDS=$(SECONDS) VIGIE_PROGRAMS=$(PROGRAMS) VIGIE_PAUSE=$(PAUSE) \
		$(BUILD)/tests/store/test_store_load
.PHONY: load

# ---- what fails on purpose: system calls (tests/faults/inject.c), memory (tests/faults/memory.c)
$(BUILD)/tests/faults/inject: tests/faults/inject.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(WARN) $(WERROR) -D_GNU_SOURCE $(WIDE) -O2 -o $@ $<
$(BUILD)/tests/faults/%.so: tests/faults/%.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(WARN) $(WERROR) -D_GNU_SOURCE $(WIDE) -O2 -fPIC -shared -o $@ $<
$(BUILD)/tests/e2e/test_faults $(BUILD)/tests/e2e/test_doctor $(BUILD)/tests/e2e/test_upsets: \
	$(BUILD)/tests/faults/inject $(BUILD)/tests/faults/memory.so $(BUILD)/tests/e2e/clock.so

# ---- new Debian machines (tests/machines); ONLY_ON="trixie trixie-i386": just those
machines:
	@tests/machines $(ONLY_ON)
.PHONY: machines

# ---- every figure of what is promised, with its seed; SMALL=1 for the short forms, ONLY="4 5" for some
proof: build-tests
	@BUILD=$(BUILD) tests/prove
.PHONY: proof
