# SPDX-License-Identifier: GPL-3.0-or-later
# ---- the disk image of the kiosk (make kiosk-image), booted in QEMU and used through its keyboard; takes half an hour.
# CUTS=10 power cuts, CHORDS=1000 random chords, VIGIE_SEED=8; VIGIE_ONLY="visit keys" selects.
check-image: all
	@BUILD=$(BUILD) tests/image/check $(BUILD)/kiosk/vigie-kiosk.img
.PHONY: check-image
