"""What a person calls a source is in the session, in place of what they called it before."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debugger.session.labels import LONGEST_NAME, SourceLabel
from debugger.session.reader import SessionReader
from debugger.session.writer import SessionWriter

SHOP = SourceLabel(write_key="key-1", library="analytics.js", name="Shop", colour="pink")


def test_names_and_colours_are_kept_changed_and_taken_off(
    writer: SessionWriter, reader: SessionReader
) -> None:
    blog = SourceLabel(write_key="key-2", library="analytics.js", colour="teal")
    writer.label([SHOP, blog])
    assert sorted(reader.source_labels(), key=lambda each: each.write_key) == [SHOP, blog]

    renamed = SourceLabel(write_key="key-1", library="analytics.js", name="Store")
    writer.label([renamed, SourceLabel(write_key="key-2", library="analytics.js")])
    assert reader.source_labels() == [renamed]


@given(name=st.text(max_size=2 * LONGEST_NAME), key=st.text(max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_name_will_do(
    writer: SessionWriter, reader: SessionReader, name: str, key: str
) -> None:
    writer.label([SourceLabel(write_key=key, library="", name=name, colour="blue")])

    kept = [each for each in reader.source_labels() if each.write_key == key]
    assert [each.name for each in kept] == [name[:LONGEST_NAME]]
