# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzers, proofs, analysers and benchmarks: what is run by hand or at night, and its short forms for `make check`.

, := ,

# ---- fuzzers: tests/fuzz/fuzz_*.c
fuzz_src := $(sort $(wildcard tests/fuzz/fuzz_*.c))
fuzz_names := $(fuzz_src:tests/fuzz/fuzz_%.c=%)
fuzz_links = $(store_obj) $(patsubst %,$(BUILD)/src/%.o,guard/sha256 formats/aiken formats/foreign formats/foreign_choice formats/foreign_gaps formats/foreign_pools formats/foreign_sort formats/foreign_typed formats/gift_answers formats/gift_parts formats/gift_read formats/html_entity formats/lesson_write formats/markup formats/markup_html formats/markup_markdown formats/moodle_gaps formats/moodle_read formats/tar formats/xml_read) $(BUILD)/core.a
fuzz_libs = $(sqlite_libs) $(ini_libs) $(text_libs)

# Plain programs that replay files through the fuzzers' entry points (make check).
fuzz_bin = $(fuzz_src:%.c=$(BUILD)/%)
$(BUILD)/tests/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(BUILD)/tests/fuzz/replay.o $(fuzz_links) $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/tests/fuzz/replay.o $(fuzz_links) $(fuzz_libs)

# The fuzzers themselves, built by clang, each run for TIME seconds; ONLY="keys show" selects some.
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

# ---- analysers: gcc -fanalyzer, clang-tidy (.clang-tidy) and cppcheck, as far as installed; only changed files are analysed again
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
# .clang-format is written for version 14; other versions format some lines differently.
have_format := $(shell clang-format --version 2>/dev/null | grep -q 'version 14\.' && echo yes)
lint: $(lint_ok)
	@$(if $(have_format),clang-format --dry-run --Werror src/*/*.[ch] tests/*.h tests/*/*.[ch],:)
	@$(if $(have_cppcheck),cppcheck -q --enable=warning$(,)performance$(,)portability --std=c11 --language=c --error-exitcode=1 \
		-Isrc $(filter -D%,$(CPP)) src,:)
	@echo "lint: clean by$(if $(have_analyzer), gcc -fanalyzer)$(if $(have_tidy), clang-tidy)$(if $(have_cppcheck), cppcheck)$(if $(have_format), clang-format)"
-include $(lint_ok:.ok=.d)
.PHONY: lint

# ---- branch coverage of each file and folder of the core (tests/coverage)
coverage:
	@$(MAKE) --no-print-directory -s -j$(jobs) BUILD=$(BUILD)-cov WERROR= HARDEN= CFLAGS="-O0 -g" SAN=--coverage cover-tests
	@find $(BUILD)-cov -name '*.gcda' -exec rm {} +
	@BUILD=$(BUILD)-cov tests/run unit screens fuzz 2>&1 | tail -n 1
	@BUILD=$(BUILD)-cov CORE="$(core_dirs)" tests/coverage
cover-tests: all $(unit_bin) $(BUILD)/tests/screens/play $(fuzz_bin)
.PHONY: coverage cover-tests

# ---- mutation testing (tests/mutate); ROOM="guard learner/review.c" selects rooms or files
ROOM =
mutate:
	@tests/mutate $(ROOM)
.PHONY: mutate

# ---- the hostile corpus, run against the program (tests/hostile)
$(BUILD)/tests/hostile/test_hostile: tests/hostile/test_hostile.c tests/hostile/cases.h $(BUILD)/core.a $(BUILD)/vigie $(flags)
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) $(LDFLAGS) $(TEST_CPP) -MMD -MP -o $@ $< $(BUILD)/core.a $(text_libs)

tests_bin += $(BUILD)/tests/hostile/test_hostile

# ---- the kiosk: the clock that its tests control, and the long forms of its tests (make check runs the short ones)
$(BUILD)/tests/e2e/clock.so: tests/e2e/clock.c tests/e2e/clock.h $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(WARN) $(WERROR) $(CPP) $(TEST_CPP) -O1 -fPIC -shared -o $@ $<

# The program as built on a system without the optional libraries.
plain_src = src/guard/calls.c src/guard/secret.c src/base/qr.c src/formats/xml_read.c
plain_obj = $(plain_src:%.c=$(BUILD)/plain/%.o)
$(BUILD)/plain/%.o: have =
$(BUILD)/plain/%.o: %.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(COMPILE) -MMD -MP -c -o $@ $<
$(BUILD)/vigie-plain: $(plain_obj) $(shell_obj) $(BUILD)/core.a $(BUILD)/flags.ld
	$(call say,LINK)$(LINK) -o $@ $(plain_obj) $(filter-out $(plain_src:%.c=$(BUILD)/%.o),$(shell_obj)) $(BUILD)/core.a \
		$(curses_libs) $(sqlite_libs) $(ini_libs) -lunistring

tests_bin += $(BUILD)/tests/e2e/clock.so $(BUILD)/vigie-plain

# Ten million random keys and escape sequences (hours), a hundred thousand visits, a thousand kills (a quarter of an hour).
storm: $(BUILD)/tests/e2e/test_kiosk_storm
	VIGIE_STORM=10000000 VIGIE_ONLY='a_storm*' $<
soak: $(BUILD)/tests/e2e/test_kiosk_storm
	VIGIE_SOAK=100000 VIGIE_ONLY='many_visits*' $<
kills: $(BUILD)/tests/e2e/test_kiosk_storm $(BUILD)/tests/e2e/test_kill
	VIGIE_KILLS=1000 VIGIE_ONLY='kill*' $<
	VIGIE_KILLS=1000 $(BUILD)/tests/e2e/test_kill
-include $(BUILD)/tests/e2e/terminal.d $(plain_obj:.o=.d)
.PHONY: storm soak kills

# ---- a classroom sharing one store: for SECONDS, PROGRAMS processes answer (one answer per PAUSE ms each) and read their reports
SECONDS = 600
PROGRAMS = 32
PAUSE = 250
load: $(BUILD)/tests/store/test_store_load
	@VIGIE_FIGURES=1 VIGIE_SECONDS=$(SECONDS) VIGIE_PROGRAMS=$(PROGRAMS) VIGIE_PAUSE=$(PAUSE) \
		$(BUILD)/tests/store/test_store_load
.PHONY: load

# ---- fault injection: system calls (tests/faults/inject.c) and allocations (tests/faults/memory.c)
$(BUILD)/tests/faults/inject: tests/faults/inject.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(WARN) $(WERROR) -D_GNU_SOURCE $(WIDE) -O2 -o $@ $<
$(BUILD)/tests/faults/%.so: tests/faults/%.c $(BUILD)/flags.cc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(WARN) $(WERROR) -D_GNU_SOURCE $(WIDE) -O2 -fPIC -shared -o $@ $<
$(BUILD)/tests/e2e/test_faults $(BUILD)/tests/e2e/test_doctor $(BUILD)/tests/e2e/test_reading $(BUILD)/tests/e2e/test_upsets: \
	$(BUILD)/tests/faults/inject $(BUILD)/tests/faults/memory.so $(BUILD)/tests/e2e/clock.so

# ---- fresh Debian systems (tests/machines); ONLY_ON="trixie trixie-i386" selects some
machines:
	@tests/machines $(ONLY_ON)
.PHONY: machines

# ---- every promised figure, with its seed; SMALL=1 for the short forms, ONLY="4 5" for some
proof: build-tests
	@BUILD=$(BUILD) tests/prove
.PHONY: proof
