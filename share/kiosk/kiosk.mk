# SPDX-License-Identifier: GPL-3.0-or-later
# make install-kiosk: what a kiosk needs beyond `make install` (README.md). The files name /usr/local; they get prefix here.
# With DESTDIR nothing of the running system is touched: the one who builds an image makes the user (sysusers-vigie.conf).
#
# Units to enable: vigie-kiosk.service (or vigie-kiosk-cage.service) and vigie-machine.path; they bring in the others.
kiosk_units = vigie-kiosk.service vigie-kiosk-cage.service vigie-kiosk-help@.service vigie-console.service vigie-machine.path \
	vigie-machine.service vigie-machine-offers.service media-vigie-stick.mount
kiosk_scripts = vigie-console vigie-help vigie-machine vigie-window
# systemd reads units from these prefixes only
kiosk_unit_dir = $(if $(filter /usr /usr/local,$(prefix)),$(prefix)/lib/systemd/system,/etc/systemd/system)
kiosk_lib = $(prefix)/lib/vigie
kiosk_share = $(prefix)/share/vigie/kiosk

install-kiosk: install
	install -d $(DESTDIR)$(kiosk_unit_dir) $(DESTDIR)$(kiosk_lib) $(DESTDIR)$(kiosk_share) $(DESTDIR)/media/vigie
	install -d -m 750 $(DESTDIR)/etc/vigie
	for f in $(kiosk_units); do sed 's|/usr/local/|$(prefix)/|g' share/kiosk/$$f >$(DESTDIR)$(kiosk_unit_dir)/$$f && \
		chmod 644 $(DESTDIR)$(kiosk_unit_dir)/$$f || exit 1; done
	for f in $(kiosk_scripts); do sed 's|/usr/local/|$(prefix)/|g' share/kiosk/$$f >$(DESTDIR)$(kiosk_lib)/$$f && \
		chmod 755 $(DESTDIR)$(kiosk_lib)/$$f || exit 1; done
	install -m 644 share/kiosk/vigie.map share/kiosk/keyboards share/kiosk/foot.ini share/kiosk/kiosk.ini $(DESTDIR)$(kiosk_share)/
	install -D -m 644 share/kiosk/sysctl-vigie.conf $(DESTDIR)/etc/sysctl.d/90-vigie.conf
	install -D -m 644 share/kiosk/logind-vigie.conf $(DESTDIR)/etc/systemd/logind.conf.d/vigie.conf
	install -D -m 644 share/kiosk/system-vigie.conf $(DESTDIR)/etc/systemd/system.conf.d/vigie.conf
	install -D -m 644 share/kiosk/sysusers-vigie.conf $(DESTDIR)/etc/sysusers.d/vigie.conf
	install -D -m 644 share/kiosk/udev-vigie.rules $(DESTDIR)/etc/udev/rules.d/70-vigie-stick.rules
	[ -e $(DESTDIR)/etc/vigie/kiosk.ini ] || install -m 640 share/kiosk/kiosk.ini $(DESTDIR)/etc/vigie/kiosk.ini
	[ -n "$(DESTDIR)" ] || ! systemd-sysusers vigie.conf || chgrp vigie /etc/vigie /etc/vigie/kiosk.ini
	[ -n "$(DESTDIR)" ] || ! [ -d /run/systemd/system ] || systemctl daemon-reload

uninstall-kiosk:
	rm -f $(kiosk_units:%=$(DESTDIR)$(kiosk_unit_dir)/%) $(kiosk_scripts:%=$(DESTDIR)$(kiosk_lib)/%)
	rm -rf $(DESTDIR)$(kiosk_share)
	rm -f $(DESTDIR)/etc/sysctl.d/90-vigie.conf $(DESTDIR)/etc/systemd/logind.conf.d/vigie.conf \
		$(DESTDIR)/etc/systemd/system.conf.d/vigie.conf $(DESTDIR)/etc/sysusers.d/vigie.conf \
		$(DESTDIR)/etc/udev/rules.d/70-vigie-stick.rules
.PHONY: install-kiosk uninstall-kiosk

# The units under a real systemd, in a container (tests/units).
units: all
	@BUILD=$(BUILD) tests/units
.PHONY: units
