"""Places in long lines, in all three units, against the plain definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.core.source import Source, Span


def plainly(source, offset):
    head = source.text[:offset].rpartition("\n")[2]
    utf16 = len(head.encode("utf-16-le", "surrogatepass")) // 2
    utf8 = sum(1 if "\udc80" <= c <= "\udcff" else len(c.encode("utf-8", "surrogatepass")) for c in head)
    return source.text[:offset].count("\n") + 1, len(head) + 1, utf16 + 1, utf8 + 1


@pytest.mark.parametrize("unit", ["a", "あ", "😀", "か\u3099", "a\n", "あ" * 4095 + "\n"])
@pytest.mark.parametrize("length", [1, 4095, 4096, 4097, 8192, 10_000])
def test_columns_of_long_lines(unit, length):
    source = Source((unit * (length // len(unit) + 1)).encode())
    for offset in {0, 1, len(source.text) // 2, min(4096, len(source.text)), len(source.text) - 1, len(source.text)}:
        place = source.place(Span(offset, offset))
        assert (place.line, place.column, place.utf16_column, place.utf8_column) == plainly(source, offset)


@given(st.lists(st.sampled_from(["a", "あ", "😀", "\n", "\r\n"]), max_size=60), st.integers(0, 9000))
def test_any_offset_is_placed_by_definition(parts, width):
    source = Source(("あ" * width + "".join(parts)).encode())
    for offset in range(max(0, len(source.text) - 60), len(source.text) + 1):
        place = source.place(Span(0, offset))
        assert (place.end_line, place.end_column, place.utf16_end_column, place.utf8_end_column) == plainly(
            source, offset
        )


def test_an_invalid_byte_is_one_byte_wide():
    source = Source(b"\xe3\x81x")
    assert source.place(Span(2, 3)).utf8_column == 3
