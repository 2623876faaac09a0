/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/keyboard.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/text.h"

/* The layouts of X.Org's xkeyboard-config: ru, ua, gr, il, ara. In ascending order. */
/* clang-format off */
static const struct letter {
	uint32_t code;
	char latin;
} letters[] = {
	{ 0x0391, 'A' }, { 0x0392, 'B' }, { 0x0393, 'G' }, { 0x0394, 'D' },
	{ 0x0395, 'E' }, { 0x0396, 'Z' }, { 0x0397, 'H' }, { 0x0398, 'U' },
	{ 0x0399, 'I' }, { 0x039a, 'K' }, { 0x039b, 'L' }, { 0x039c, 'M' },
	{ 0x039d, 'N' }, { 0x039e, 'J' }, { 0x039f, 'O' }, { 0x03a0, 'P' },
	{ 0x03a1, 'R' }, { 0x03a3, 'S' }, { 0x03a4, 'T' }, { 0x03a5, 'Y' },
	{ 0x03a6, 'F' }, { 0x03a7, 'X' }, { 0x03a8, 'C' }, { 0x03a9, 'V' },
	{ 0x03b1, 'a' }, { 0x03b2, 'b' }, { 0x03b3, 'g' }, { 0x03b4, 'd' },
	{ 0x03b5, 'e' }, { 0x03b6, 'z' }, { 0x03b7, 'h' }, { 0x03b8, 'u' },
	{ 0x03b9, 'i' }, { 0x03ba, 'k' }, { 0x03bb, 'l' }, { 0x03bc, 'm' },
	{ 0x03bd, 'n' }, { 0x03be, 'j' }, { 0x03bf, 'o' }, { 0x03c0, 'p' },
	{ 0x03c1, 'r' }, { 0x03c2, 'w' }, { 0x03c3, 's' }, { 0x03c4, 't' },
	{ 0x03c5, 'y' }, { 0x03c6, 'f' }, { 0x03c7, 'x' }, { 0x03c8, 'c' },
	{ 0x03c9, 'v' }, { 0x0406, 'S' }, { 0x0410, 'F' }, { 0x0412, 'D' },
	{ 0x0413, 'U' }, { 0x0414, 'L' }, { 0x0415, 'T' }, { 0x0417, 'P' },
	{ 0x0418, 'B' }, { 0x0419, 'Q' }, { 0x041a, 'R' }, { 0x041b, 'K' },
	{ 0x041c, 'V' }, { 0x041d, 'Y' }, { 0x041e, 'J' }, { 0x041f, 'G' },
	{ 0x0420, 'H' }, { 0x0421, 'C' }, { 0x0422, 'N' }, { 0x0423, 'E' },
	{ 0x0424, 'A' }, { 0x0426, 'W' }, { 0x0427, 'X' }, { 0x0428, 'I' },
	{ 0x0429, 'O' }, { 0x042b, 'S' }, { 0x042c, 'M' }, { 0x042f, 'Z' },
	{ 0x0430, 'f' }, { 0x0432, 'd' }, { 0x0433, 'u' }, { 0x0434, 'l' },
	{ 0x0435, 't' }, { 0x0437, 'p' }, { 0x0438, 'b' }, { 0x0439, 'q' },
	{ 0x043a, 'r' }, { 0x043b, 'k' }, { 0x043c, 'v' }, { 0x043d, 'y' },
	{ 0x043e, 'j' }, { 0x043f, 'g' }, { 0x0440, 'h' }, { 0x0441, 'c' },
	{ 0x0442, 'n' }, { 0x0443, 'e' }, { 0x0444, 'a' }, { 0x0446, 'w' },
	{ 0x0447, 'x' }, { 0x0448, 'i' }, { 0x0449, 'o' }, { 0x044b, 's' },
	{ 0x044c, 'm' }, { 0x044f, 'z' }, { 0x0456, 's' }, { 0x05d0, 't' },
	{ 0x05d1, 'c' }, { 0x05d2, 'd' }, { 0x05d3, 's' }, { 0x05d4, 'v' },
	{ 0x05d5, 'u' }, { 0x05d6, 'z' }, { 0x05d7, 'j' }, { 0x05d8, 'y' },
	{ 0x05d9, 'h' }, { 0x05da, 'l' }, { 0x05db, 'f' }, { 0x05dc, 'k' },
	{ 0x05dd, 'o' }, { 0x05de, 'n' }, { 0x05df, 'i' }, { 0x05e0, 'b' },
	{ 0x05e1, 'x' }, { 0x05e2, 'g' }, { 0x05e4, 'p' }, { 0x05e6, 'm' },
	{ 0x05e7, 'e' }, { 0x05e8, 'r' }, { 0x05e9, 'a' }, { 0x0621, 'x' },
	{ 0x0624, 'c' }, { 0x0626, 'z' }, { 0x0627, 'h' }, { 0x0628, 'f' },
	{ 0x0629, 'm' }, { 0x062a, 'j' }, { 0x062b, 'e' }, { 0x062d, 'p' },
	{ 0x062e, 'o' }, { 0x0631, 'v' }, { 0x0633, 's' }, { 0x0634, 'a' },
	{ 0x0635, 'w' }, { 0x0636, 'q' }, { 0x0639, 'u' }, { 0x063a, 'y' },
	{ 0x0641, 't' }, { 0x0642, 'r' }, { 0x0644, 'g' }, { 0x0645, 'l' },
	{ 0x0646, 'k' }, { 0x0647, 'i' }, { 0x0649, 'n' }, { 0x064a, 'd' },
	{ 0xfefb, 'b' },   
};
/* clang-format on */

static int compare(const void *key, const void *entry)
{
	uint32_t code = *(const uint32_t *)key, other = ((const struct letter *)entry)->code;

	return code < other ? -1 : code > other;
}

uint32_t keyboard_latin(uint32_t c)
{
	const struct letter *letter;
	int digit;

	if (c < 0x80)
		return c;
	letter = bsearch(&c, letters, ARRAY_SIZE(letters), sizeof(letters[0]), compare);
	if (letter)
		return (uint32_t)letter->latin;
	digit = text_decimal_value(c);
	return digit >= 0 ? '0' + (uint32_t)digit : c;
}
