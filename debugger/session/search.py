"""A text anywhere in an event, as a condition of SQL: in its payload, name, identity, problem or source."""

from __future__ import annotations

from collections.abc import Callable

from debugger.query.pattern import Pattern, lower
from debugger.query.spelling import stand_in, ways
from debugger.session.text_conditions import Parameters, like, like_pattern

# LIKE takes upper and lower case of ASCII letters, and of no others, for the same. For a BLOB it answers
# nothing at all, and it ends at NUL: a payload with a NUL in it is no JSON, so it has a problem.
PAYLOAD = "CAST(payloads.payload AS TEXT)"
SUMMARY = (
    "events.type",
    "events.name",
    "events.user_id",
    "events.anonymous_id",
    "events.message_id",
    "events.problem",
)

_TOGETHER = "(" + " || ' ' || ".join(f"coalesce({column}, '')" for column in SUMMARY) + ")"


def anywhere(pieces: tuple[str, ...], parameters: Parameters) -> str:
    """Whether the pieces follow one another in one of these places."""
    wanted = Pattern(("", *map(lower, pieces), ""))
    summary = (_in_summary(wanted, parameters),)
    spelled = ways(pieces)
    whole = parameters.test(_follow_test(spelled), "payloads.payload")
    patterns = [like_pattern(("", *way, "")) for way in spelled]
    usable = [pattern for pattern in patterns if pattern is not None]
    if len(usable) < len(patterns):
        return " OR ".join((*summary, whole))
    likely = " OR ".join(
        f"{PAYLOAD} LIKE {parameters.value(pattern)} ESCAPE '\\'" for pattern in usable
    )
    payload = f"CASE WHEN events.problem = '' THEN {likely or '0'} ELSE {whole} END"
    return " OR ".join((*summary, payload))


def may_have(literal: str, parameters: Parameters) -> str:
    """Whether a stretch of ASCII, as it is or in the other case, is anywhere at all, in the bytes as they are."""
    if not literal:
        return "1"
    wanted = parameters.value(literal.lower())
    pattern = parameters.value(like_pattern(("", literal, "")))
    return (
        f"(events.problem <> '' OR {PAYLOAD} LIKE {pattern} ESCAPE '\\' "
        f"OR instr(lower({_TOGETHER}), {wanted}))"
    )


def _in_summary(wanted: Pattern, parameters: Parameters) -> str:
    """One look at all of the columns together first: nearly always they hold it nowhere."""
    each = " OR ".join(like(column, wanted, parameters) for column in SUMMARY)
    piece = parameters.value(max(wanted.pieces, key=len))
    return f"CASE WHEN instr(lower({_TOGETHER}), {piece}) THEN ({each}) ELSE 0 END"


def _follow_test(spelled: list[tuple[str, ...]]) -> Callable[[bytes], bool]:
    def follow(payload: bytes) -> bool:
        """Whether a payload holds the pieces in one of their spellings."""
        return stand_in(payload, spelled)

    return follow
