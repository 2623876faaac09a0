/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/qr.h"

#include "base/strbuf.h"

#ifdef HAVE_QRENCODE

#include <qrencode.h>

enum { QUIET = 2, LONGEST = 40 };

bool qr_available(void)
{
	return true;
}

/*
 * True if module x, y (half a cell) is drawn. A code is dark on light, quiet zone included, but
 * terminals mostly show light text, so the light modules are drawn unless inverted.
 */
static bool is_drawn(const QRcode *code, int x, int y, bool inverted)
{
	bool inside = x >= 0 && y >= 0 && x < code->width && y < code->width;
	bool dark = inside && (code->data[y * code->width + x] & 1);

	/* the row that completes the last half block is never drawn */
	return y < code->width + QUIET && dark == inverted;
}

bool qr_draw(const char *text, bool inverted, struct strbuf *out)
{
	static const char *const halves[] = { " ", "▄", "▀", "█" };
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

	if (!code || code->width > LONGEST) {
		QRcode_free(code);
		return false;
	}
	for (int y = -QUIET; y < code->width + QUIET; y += 2) {
		for (int x = -QUIET; x < code->width + QUIET; x++)
			strbuf_addstr(out,
				halves[2 * is_drawn(code, x, y, inverted) +
					is_drawn(code, x, y + 1, inverted)]);
		strbuf_addch(out, '\n');
	}
	QRcode_free(code);
	return true;
}

#else

bool qr_available(void)
{
	return false;
}

bool qr_draw(const char *text, bool inverted, struct strbuf *out)
{
	(void)text;
	(void)inverted;
	(void)out;
	return false;
}

#endif
