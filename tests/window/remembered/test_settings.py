"""The window remembers plain values, and takes nothing else from the file."""

from __future__ import annotations

from pathlib import Path

from debugger.window.remembered.settings import Settings


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings.keep("theme", "dark")
    settings.keep("halves/first", 640)
    settings.keep("geometry", b"\x00\xff@Variant(\x7f")
    settings.save()
    again = Settings(tmp_path / "window.ini")
    assert again.text("theme") == "dark"
    assert again.number("halves/first", 1) == 640
    assert again.data("geometry") == b"\x00\xff@Variant(\x7f"


def test_what_is_absent_or_nonsense_is_the_default(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[General]\nwidth=wide\nlist=1, 2\ngeometry=%%%\nblob=@ByteArray(x)\n")
    settings = Settings(path)
    assert settings.number("width", 7) == 7
    assert settings.text("list", "none") == "none"
    assert settings.data("geometry") == b""
    assert settings.text("blob", "none") == "none"
    assert settings.text("nothing") == ""
