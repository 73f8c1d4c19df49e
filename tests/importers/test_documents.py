"""Texts are cut into their documents, and nothing of them is lost."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.importers import documents as module
from debugger.importers.documents import TooLongError, documents

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECT = st.dictionaries(st.text(), JSON, max_size=4)


def cut(text: str) -> list[tuple[int, str]]:
    """The documents of a text with their lines."""
    found = documents(io.BytesIO(text.encode()))
    return [(document.line, document.text.decode()) for document in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ('{"a":1}\n{"b":2}\n', [(1, '{"a":1}'), (2, '{"b":2}')]),
        ('{"a":1}{"b":2} {"c":3}', [(1, '{"a":1}'), (1, '{"b":2}'), (1, '{"c":3}')]),
        ('\n{\n  "a": 1\n}\n\n{\n  "b": {}\n}', [(2, '{\n  "a": 1\n}'), (6, '{\n  "b": {}\n}')]),
        ('[{"a":1},\n {"b":[{}]}]\n', [(1, '{"a":1}'), (2, '{"b":[{}]}')]),
        ('[]\n{"a":1}', [(2, '{"a":1}')]),
        ('{"batch":[\n{"a":1},\n{"b":2}\n]}', [(1, '{"batch":[\n{"a":1},\n{"b":2}\n]}')]),
        ('{"a":\n{"b":1}\n}', [(1, '{"a":\n{"b":1}\n}')]),
        ('{"a":"}{][\\""}', [(1, '{"a":"}{][\\""}')]),
        ('{"a":NaN}\n{"b":2}', [(1, '{"a":NaN}'), (2, '{"b":2}')]),
    ],
)
def test_whole_documents(text: str, expected: list[tuple[int, str]]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":1\n{"b":2}\n', [(1, '{"a":1'), (2, '{"b":2}')]),
        ('{"a":1,\n{"b":2}\n', [(1, '{"a":1,'), (2, '{"b":2}')]),
        ('{"a":"cut\n{"b":NaN}\n', [(1, '{"a":"cut'), (2, '{"b":NaN}')]),
        ('{"a":"cut\\"\n{"b":2}\n', [(1, '{"a":"cut\\"'), (2, '{"b":2}')]),
        ('{"a":1}\nhello\n{"b":2}', [(1, '{"a":1}'), (2, "hello"), (3, '{"b":2}')]),
        ('{"a":1}}\n{"b":2}', [(1, '{"a":1}'), (1, "}"), (2, '{"b":2}')]),
        ('{"a":[1,2', [(1, '{"a":[1,2')]),
        ('[{"a":1},{"b"', [(1, '{"a":1}'), (1, '{"b"')]),
    ],
)
def test_what_is_broken_costs_no_other(text: str, expected: list[tuple[int, str]]) -> None:
    assert cut(text) == expected


@given(st.lists(OBJECT, max_size=6), st.sampled_from([None, 2]), st.sampled_from(["\n", " ", ""]))
def test_one_after_the_other_in_any_layout(
    objects: list[dict[str, object]], indent: int | None, between: str
) -> None:
    texts = [json.dumps(each, indent=indent, ensure_ascii=False) for each in objects]
    assert [text for _, text in cut(between.join(texts))] == texts


@given(st.lists(OBJECT, max_size=6), st.sampled_from([None, 2]))
def test_the_elements_of_an_array_count_singly(
    objects: list[dict[str, object]], indent: int | None
) -> None:
    found = [json.loads(text) for _, text in cut(json.dumps(objects, indent=indent))]
    assert found == objects


@given(st.binary())
def test_any_bytes_are_cut_without_loss_of_what_is_not_blank(content: bytes) -> None:
    found = b"".join(document.text for document in documents(io.BytesIO(content)))
    outside = b" \t\r\n,[]"
    assert found.translate(None, outside) == content.translate(None, outside)


def test_a_document_without_an_end_is_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 100)
    with pytest.raises(TooLongError, match="line 2"):
        list(documents([b"\n", b'{"a":\n', *[b"1,\n"] * 100]))
