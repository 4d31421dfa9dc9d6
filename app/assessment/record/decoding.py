"""The bytes of a file -> its text, as a browser would read them."""

from __future__ import annotations

from dataclasses import dataclass

UTF_8, UTF_16, WINDOWS_1252 = "UTF-8", "UTF-16", "Windows-1252"

_MARKS = ((b"\xef\xbb\xbf", UTF_8), (b"\xff\xfe", UTF_16), (b"\xfe\xff", UTF_16))
# Windows-1252 differs from Latin-1 in these 32 characters; five of them have no printed form.
_CP1252 = dict(enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ", start=0x80))
_BYTE_OF = {char: byte for byte, char in _CP1252.items()}
REPLACEMENT = "\ufffd"
# An editor or a transfer may have added these after the end.
_AFTER_THE_END = "\x1a\x00"


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text and its encoding. `assumed`: whether nothing in the file says that it is in this encoding."""

    text: str
    encoding: str
    assumed: bool


def decode(data: bytes) -> Decoded:
    """The text by its byte order mark; else as UTF-8, or as UTF-16, or as Windows-1252, if nothing else fits.

    Never raises: bytes that do not fit a marked encoding become U+FFFD, as in a browser.
    """
    made = _decoded(data)
    return Decoded(text=_trimmed(made.text.lstrip("\ufeff")), encoding=made.encoding, assumed=made.assumed)


def is_damaged(text: str) -> bool:
    """Whether letters were lost (U+FFFD), or UTF-8 was once read as Windows-1252 and saved so: “Ã©” for “é”.

    The second shows in that the text, written as Windows-1252, is valid UTF-8; other texts hardly ever are.
    """
    # Nearly every text is in ASCII, and a file has thousands: they are not gone through letter by letter.
    if text.isascii():
        return False
    if REPLACEMENT in text:
        return True
    codes = [_BYTE_OF.get(char, ord(char)) for char in text]
    if max(codes) > 0xFF:
        return False
    try:
        bytes(codes).decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # With the mark, which says to Python's own "utf-16" in which order the bytes are.
            return Decoded(text=data.decode(encoding, "replace"), encoding=encoding, assumed=False)
    if b"\x00" in data[:2]:
        # A copy and a report both begin with a character of ASCII, whose other byte is empty.
        mark = b"\xfe\xff" if data[:1] == b"\x00" else b"\xff\xfe"
        return Decoded(text=(mark + data).decode(UTF_16, "replace"), encoding=UTF_16, assumed=True)
    try:
        return Decoded(text=data.decode(UTF_8), encoding=UTF_8, assumed=False)
    except UnicodeDecodeError:
        text = data.decode("latin-1").translate(_CP1252)
        return Decoded(text=text, encoding=WINDOWS_1252, assumed=True)


def _trimmed(text: str) -> str:
    return text.rstrip(_AFTER_THE_END + " \t\r\n") if text[-1:] in _AFTER_THE_END else text
