# SPDX-License-Identifier: GPL-3.0-or-later
"""Console fonts: reads PSF 1 and 2, and turns what a machine shows back into the exact text.

In VGA text mode the memory holds glyph numbers, and the font's own table says which character each
number is. On a framebuffer the kernel draws the glyphs unscaled, so each cell of a picture is
looked up by its bits.
"""
import gzip
import struct

PSF1_MAGIC = b"\x36\x04"
PSF2_MAGIC = b"\x72\xb5\x4a\x86"
# What is shown for a glyph that the font has but has no character for, and for one it does not have.
UNNAMED = "\ufffd"


class Font:
    """width and height in pixels, bits: a bytes object per glyph, text: a character per glyph."""

    def __init__(self, data):
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        if data[:2] == PSF1_MAGIC:
            self._read_psf1(data)
        elif data[:4] == PSF2_MAGIC:
            self._read_psf2(data)
        else:
            raise ValueError("not a PSF font")
        self.by_bits = {}
        for number, bits in enumerate(self.bits):
            # glyphs that look alike are the same character to a reader: the first one wins,
            # unless it has no character
            if self.by_bits.get(bits, UNNAMED) == UNNAMED:
                self.by_bits[bits] = self.text[number]

    def _read_psf1(self, data):
        mode, size = data[2], data[3]
        count = 512 if mode & 1 else 256
        self.width, self.height = 8, size
        self.bits = [data[4 + i * size : 4 + (i + 1) * size] for i in range(count)]
        self.text = [UNNAMED] * count
        if not mode & 6:
            return
        table = data[4 + count * size :]
        number, fresh = 0, True
        for (unit,) in struct.iter_unpack("<H", table[: len(table) // 2 * 2]):
            if unit == 0xFFFF:
                number, fresh = number + 1, True
            elif unit == 0xFFFE:
                fresh = False
            elif fresh and number < count and self.text[number] == UNNAMED:
                self.text[number] = chr(unit)
            if number == count:
                break

    def _read_psf2(self, data):
        _, header, flags, count, size, height, width = struct.unpack("<7I", data[4:32])
        self.width, self.height = width, height
        self.bits = [data[header + i * size : header + (i + 1) * size] for i in range(count)]
        self.text = [UNNAMED] * count
        if not flags & 1:
            return
        for number, entry in enumerate(data[header + count * size :].split(b"\xff")[:count]):
            # 0xfe begins a sequence of several characters; the single ones come before it
            single = entry.split(b"\xfe")[0].decode("utf-8", "replace")
            if single:
                self.text[number] = single[0]

    def glyph(self, number):
        return self.text[number] if number < len(self.text) else UNNAMED

    def read_cells(self, memory, columns=80):
        """The text of VGA text memory, a string per row, with all attributes as a second list.

        With 512 glyphs bit 3 of the attribute is bit 8 of the glyph's number.
        """
        wide = len(self.bits) > 256
        rows, attributes = [], []
        for at in range(0, len(memory) - columns * 2 + 1, columns * 2):
            cells = memory[at : at + columns * 2]
            row = []
            for char, attribute in zip(cells[::2], cells[1::2]):
                row.append(self.glyph(char + (256 if wide and attribute & 8 else 0)))
            rows.append("".join(row))
            attributes.append(bytes(cells[1::2]))
        return rows, attributes

    def read_picture(self, width, height, pixels):
        """The text of a framebuffer console: each cell has two colours, one of them the glyph's.

        pixels holds 3 bytes each, row by row. A cell that is no glyph becomes UNNAMED.
        """
        rows = []
        stride = (self.width + 7) // 8
        for top in range(0, height - self.height + 1, self.height):
            row = []
            for left in range(0, width - self.width + 1, self.width):
                row.append(self._read_cell(width, pixels, left, top, stride))
            rows.append("".join(row))
        return rows

    def _read_cell(self, width, pixels, left, top, stride):
        lines = []
        for y in range(top, top + self.height):
            at = (y * width + left) * 3
            lines.append(pixels[at : at + self.width * 3])
        first = lines[0][:3]
        if all(line == first * self.width for line in lines):
            return " "
        colours = {line[i : i + 3] for line in lines for i in range(0, len(line), 3)}
        if len(colours) != 2:
            return UNNAMED
        # which of the two is the ink is unknown: try both
        for ink in colours:
            bits = bytearray()
            for line in lines:
                number = 0
                for i in range(self.width):
                    if line[i * 3 : i * 3 + 3] == ink:
                        number |= 1 << (stride * 8 - 1 - i)
                bits += number.to_bytes(stride, "big")
            found = self.by_bits.get(bytes(bits), UNNAMED)
            if found != UNNAMED:
                return found
        return UNNAMED
