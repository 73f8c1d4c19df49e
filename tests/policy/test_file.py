"""The settings file: what it says, what it may not say, and how it is changed by hand and by program."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debugger.errors import PolicyError
from debugger.policy import (
    NAME,
    NO_POLICY,
    Adjustment,
    Policy,
    Setting,
    adjust,
    find,
    forget,
    private_in,
    read,
)
from debugger.redaction import Redaction
from debugger.spec import rules

WHOLE = """\
# Ours.
[rules]
event-style = "silent"  # we are not there yet
payment-card = "error"

[[overrides]]
event = "Walk Booked"
source = "analytics.js"
rules = {revenue-missing = "error"}

[[overrides]]
source = "analytics-node"
[overrides.rules]
event-style = "advice"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all that hypothesis tries."""
    return tmp_path_factory.mktemp("settings")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_all_that_it_says_is_read_in_its_order(file: Path) -> None:
    assert read(file).adjustments == (
        Adjustment(rule="event-style", setting=Setting.SILENT),
        Adjustment(rule="payment-card", setting=Setting.ERROR),
        Adjustment(
            rule="revenue-missing",
            setting=Setting.ERROR,
            event="Walk Booked",
            source="analytics.js",
        ),
        Adjustment(rule="event-style", setting=Setting.ADVICE, source="analytics-node"),
    )


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    assert read(tmp_path / NAME) == Policy()


def test_the_nearest_file_above_is_found(file: Path, tmp_path: Path) -> None:
    below = tmp_path / "app" / "src"
    below.mkdir(parents=True)
    assert find(below) == file
    (tmp_path / "app" / NAME).touch()
    assert find(below) == tmp_path / "app" / NAME


def test_a_folder_of_that_name_is_none(tmp_path: Path) -> None:
    (tmp_path / "app" / NAME).mkdir(parents=True)
    assert find(tmp_path / "app") != tmp_path / "app" / NAME


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rules\n", "not TOML at line 1"),
        ('[rules]\nevent-style = "silent"\nevent-style = "error"\n', "not TOML"),
        ('[rules]\nevent-stile = "silent"\n', "Did you mean event-style?"),
        ('[rules]\nzzz = "silent"\n', "track-debugger rules lists them"),
        ('[rules]\nevent-style = "off"\n', 'event-style is "off" ([rules])'),
        ("[rules]\nevent-style = 0\n", 'event-style is "0"'),
        ("rules = 5\n", "no table"),
        ('[rule]\nevent-style = "silent"\n', '"rule" is no setting'),
        ("[overrides]\n", "is no list"),
        ("overrides = [5]\n", "number 1 is no table"),
        ('[[overrides]]\nrules = {event-style = "silent"}\n', "neither an event nor a source"),
        ("[[overrides]]\nevent = 5\n", "event in [[overrides]] number 1 is no string"),
        ('[[overrides]]\nname = "x"\n', '"name", which is no setting'),
        ('[[overrides]]\nevent = "x"\nrules = []\n', "are no table"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        read(path)
    assert said in str(caught.value)
    assert str(path) in caught.value.message


def test_what_is_no_text_or_too_much_is_told(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"\xff")
    with pytest.raises(PolicyError, match="not UTF-8"):
        read(path)
    path.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(PolicyError, match="too large"):
        read(path)
    with pytest.raises(PolicyError, match="cannot be read"):
        read(tmp_path)


@given(st.binary(max_size=200))
def test_whatever_it_holds_it_is_read_or_told_of(folder: Path, content: bytes) -> None:
    (folder / NAME).write_bytes(content)
    with suppress(PolicyError):
        assert isinstance(read(folder / NAME), Policy)


def test_a_setting_is_added_and_every_other_line_stays(file: Path) -> None:
    adjust(file, Adjustment(rule="ip-malformed", setting=Setting.SILENT))
    assert file.read_text(encoding="utf-8") == WHOLE.replace(
        'payment-card = "error"\n', 'payment-card = "error"\nip-malformed = "silent"\n'
    )


def test_a_setting_is_changed_in_its_place(file: Path) -> None:
    adjust(file, Adjustment(rule="payment-card", setting=Setting.WARNING))
    assert read(file).of("payment-card", event=None, source="") == Adjustment(
        rule="payment-card", setting=Setting.WARNING
    )
    assert "# we are not there yet" in file.read_text(encoding="utf-8")


def test_an_override_is_joined_to_that_of_the_same_place(file: Path) -> None:
    node = Adjustment(rule="event-dynamic", setting=Setting.SILENT, source="analytics-node")
    adjust(file, node)
    assert file.read_text(encoding="utf-8").count("[[overrides]]") == 2
    assert read(file).of("event-dynamic", event="x", source="analytics-node") == node


def test_an_override_goes_with_its_last_rule(file: Path) -> None:
    for adjustment in read(file).adjustments:
        if adjustment.narrowness:
            forget(file, adjustment)
    text = file.read_text(encoding="utf-8")
    assert "overrides" not in text
    assert text.startswith('# Ours.\n[rules]\nevent-style = "silent"  # we are not there yet\n')


def test_a_file_that_cannot_be_written_is_told_of_and_stays(file: Path) -> None:
    folder = file.parent / "gone"
    with pytest.raises(PolicyError, match="cannot be written"):
        adjust(folder / NAME, Adjustment(rule="event-style", setting=Setting.SILENT))
    assert list(file.parent.iterdir()) == [file]


NAMES = st.text(max_size=30) | st.none()
ADJUSTMENTS = st.builds(
    Adjustment,
    rule=st.sampled_from([rule.id for rule in rules()][:6]),
    setting=st.sampled_from(Setting),
    event=NAMES,
    source=NAMES,
)


@given(st.lists(ADJUSTMENTS, max_size=12), st.booleans())
def test_what_was_set_is_read_again_and_what_was_forgotten_is_gone(
    folder: Path,
    adjustments: list[Adjustment],
    onto_a_file: bool,  # noqa: FBT001 - hypothesis passes it so
) -> None:
    path = folder / NAME
    path.unlink(missing_ok=True)
    if onto_a_file:
        path.write_text(WHOLE, encoding="utf-8")
    expected = {each.place: each for each in (read(path).adjustments if onto_a_file else ())}
    for adjustment in adjustments:
        adjust(path, adjustment)
        expected[adjustment.place] = adjustment
        assert {each.place: each for each in read(path).adjustments} == expected
    for adjustment in adjustments[::2]:
        forget(path, adjustment)
        expected.pop(adjustment.place, None)
        assert {each.place: each for each in read(path).adjustments} == expected


@pytest.mark.parametrize(
    ("said", "private"),
    [
        ("", None),
        ("[rules]", None),
        ("[redaction]", Redaction()),
        (
            "[redaction]\nrules = ['email', 'key']\npaths = ['/properties/order_id']",
            Redaction(rules=frozenset({"email", "key"}), paths=("/properties/order_id",)),
        ),
        ("[redaction]\nrules = []", Redaction(rules=frozenset())),
    ],
)
def test_what_is_private_is_read(tmp_path: Path, said: str, private: Redaction | None) -> None:
    path = tmp_path / NAME
    path.write_text(said)
    assert private_in(path) == private
    assert read(path) == NO_POLICY


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("redaction = 1", "redaction is no table"),
        ("[redaction]\nnames = []", '[redaction] has "names", which is no setting'),
        ("[redaction]\nrules = 'email'", "rules of [redaction] is no list of texts"),
        ("[redaction]\npaths = [1]", "paths of [redaction] is no list of texts"),
        ("[redaction]\nrules = ['e-mail']", "e-mail is no rule of redaction"),
        ("[redaction]\npaths = ['order_id']", "order_id is not a JSON Pointer"),
    ],
)
def test_what_cannot_be_private_is_a_mistake_of_the_file(
    tmp_path: Path, said: str, why: str
) -> None:
    path = tmp_path / NAME
    path.write_text(said)
    for reading in (read, private_in):
        with pytest.raises(PolicyError) as raised:
            reading(path)
        assert str(path) in raised.value.message
        assert why in raised.value.message


def test_a_rule_is_changed_beside_what_is_private(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("[redaction] # ours\npaths = ['/traits/plan']\n")
    adjust(path, Adjustment(rule="event-style", setting=Setting.SILENT))
    assert "[redaction] # ours" in path.read_text()
    assert private_in(path) == Redaction(paths=("/traits/plan",))
    assert len(read(path).adjustments) == 1
