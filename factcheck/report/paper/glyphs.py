"""Characters → which of them some font of the machine can show.

The report's own faces hold the Latin, Greek and Cyrillic alphabets; for other scripts the print takes what fontconfig
finds. A character that nothing has would be printed as an empty box, and PDF/UA (ISO 14289-1, 7.21.8) forbids that.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import unicodedata

__all__ = ["is_shown", "needs_no_glyph"]

_OWN = 0x0250  # Latin with all its European letters: the report's own faces have these
_NO_GLYPH = frozenset({"Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc"})


def is_shown(char: str) -> bool:
    """Return whether a font can show a character; True where fontconfig cannot be asked."""
    return ord(char) < _OWN or _has_font(char)


def needs_no_glyph(char: str) -> bool:
    """Return whether a character is a space, joins others or combines with the one before it."""
    return unicodedata.category(char) in _NO_GLYPH


@functools.cache
def _has_font(char: str) -> bool:
    if needs_no_glyph(char):
        return True
    library = _fontconfig()
    if library is None:
        return True
    characters, pattern = library.FcCharSetCreate(), library.FcPatternCreate()
    wanted = library.FcObjectSetCreate()
    library.FcCharSetAddChar(characters, ord(char))
    library.FcPatternAddCharSet(pattern, b"charset", characters)
    fonts = library.FcFontList(None, pattern, wanted)
    count = ctypes.cast(fonts, ctypes.POINTER(ctypes.c_int)).contents.value if fonts else 0
    if fonts:
        library.FcFontSetDestroy(fonts)
    library.FcObjectSetDestroy(wanted)
    library.FcPatternDestroy(pattern)
    library.FcCharSetDestroy(characters)
    return count > 0


@functools.cache
def _fontconfig() -> ctypes.CDLL | None:
    """Return fontconfig, which is there wherever Pango is; None elsewhere."""
    name = ctypes.util.find_library("fontconfig") or "libfontconfig.so.1"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    pointer = ctypes.c_void_p
    signatures = {
        "FcCharSetCreate": (pointer, []),
        "FcCharSetAddChar": (ctypes.c_int, [pointer, ctypes.c_uint32]),
        "FcCharSetDestroy": (None, [pointer]),
        "FcPatternCreate": (pointer, []),
        "FcPatternAddCharSet": (ctypes.c_int, [pointer, ctypes.c_char_p, pointer]),
        "FcPatternDestroy": (None, [pointer]),
        "FcObjectSetCreate": (pointer, []),
        "FcObjectSetDestroy": (None, [pointer]),
        "FcFontList": (pointer, [pointer, pointer, pointer]),
        "FcFontSetDestroy": (None, [pointer]),
    }
    for function, (result, arguments) in signatures.items():
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library
