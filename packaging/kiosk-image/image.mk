# SPDX-License-Identifier: GPL-3.0-or-later
# A disk image that boots straight into the course (README.md in this folder).
#   SUITE=bookworm  Debian's suite        KEY=FILE.pub  public key of updates; without it, a key pair is made here
#   MODE=auto       mmdebstrap's mode     DEBUG=1       a second image with a shell on the serial line, for tests alone

SUITE = bookworm
MODE = auto
DEBUG =
KEY =
image = packaging/kiosk-image
kiosk = $(BUILD)/kiosk
kiosk_result = $(kiosk)$(if $(DEBUG),/debug)
kiosk_image = $(kiosk_result)/vigie-kiosk.img
# The time of the last change: the image's version, and the time of every file in it.
kiosk_time := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null),$(shell date -r src +%s))
kiosk_run = OUT=$(CURDIR)/$(kiosk) RESULT=$(CURDIR)/$(kiosk_result) SUITE=$(SUITE) MODE=$(MODE) SOURCE_DATE_EPOCH=$(kiosk_time) DEBUG=$(DEBUG)
kiosk_src = $(core_src) $(shell_src) $(wildcard src/*/*.h src/*/*.def share/kiosk/* share/templates/* locale/*.po) \
	$(shell find lessons -type f | sed 's/ /\\ /g') Makefile

kiosk-image: $(kiosk_image)
	@ls -l $<

$(kiosk)/maker.tar: $(image)/packages.maker
	@$(kiosk_run) $(image)/build maker
$(kiosk)/vigie.tar: $(kiosk)/maker.tar $(image)/build-in-maker $(image)/grub-early.cfg $(kiosk_src)
	@$(kiosk_run) $(image)/build vigie
$(kiosk)/base.tar: $(image)/packages $(kiosk)/libraries $(image)/build-in-base $(image)/modules.keep $(image)/initramfs.modules \
	$(image)/udev.removed
	@$(kiosk_run) $(image)/build base
# The libraries of build/vigie change seldom, and with them the packages of the root.
$(kiosk)/libraries: $(kiosk)/vigie.tar
	@cmp -s $(kiosk)/loader/libraries $@ || cp $(kiosk)/loader/libraries $@
$(kiosk)/update.pub: $(KEY)
	@mkdir -p $(@D)
	@$(if $(KEY),cp $(KEY) $@,echo "no KEY=: updates are signed with a throw-away key, $(@:.pub=.sec)"; \
		signify-openbsd -G -n -p $@ -s $(@:.pub=.sec))
$(kiosk_image): $(kiosk)/base.tar $(kiosk)/vigie.tar $(kiosk)/update.pub $(filter-out %.md,$(wildcard $(image)/*) share/kiosk/flat-keymap) \
	$(shell find $(image)/root $(image)/debug -type f)
	@mkdir -p $(@D)
	@$(kiosk_run) $(image)/build root
	@$(kiosk_run) $(image)/disk $(CURDIR)/$@
.PHONY: kiosk-image
