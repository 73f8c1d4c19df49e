"""What is remembered of a session is bounded, and can be taken back exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debugger.spec.memory import Memories, Memory

STEPS = st.lists(
    st.tuples(st.integers(0, 30), st.integers()) | st.sampled_from(["keep", "take back"]),
    max_size=200,
)


def test_what_was_put_in_last_is_known() -> None:
    memory: Memory[str, int] = Memory(10)
    memory.put("a", 1)
    memory.put("a", 2)
    memory.keep()
    assert (memory.get("a"), memory.get("b")) == (2, None)


def test_the_oldest_is_forgotten_and_the_newer_half_never() -> None:
    memory: Memory[int, int] = Memory(100)
    for number in range(1000):
        memory.put(number, number)
        memory.keep()
        assert all(memory.get(recent) == recent for recent in range(max(0, number - 49), number))
    assert sum(memory.get(number) is not None for number in range(1000)) <= 100


@given(STEPS)
def test_what_is_taken_back_was_never_there(steps: list[tuple[int, int] | str]) -> None:
    memory: Memory[int, int] = Memory(1000)
    expected: dict[int, int] = {}
    kept: dict[int, int] = {}
    for step in steps:
        if step == "keep":
            memory.keep()
            kept = dict(expected)
        elif step == "take back":
            memory.take_back()
            expected = dict(kept)
        else:
            assert not isinstance(step, str)
            memory.put(*step)
            expected[step[0]] = step[1]
        assert {key: memory.get(key) for key in range(31)} == {
            key: expected.get(key) for key in range(31)
        }


def test_memories_are_kept_and_taken_back_together() -> None:
    memories = Memories()
    one, other = memories.of(10), memories.of(10)
    one.put("a", 1)
    memories.keep()
    one.put("a", 2)
    other.put("b", 3)
    memories.take_back()
    assert (one.get("a"), other.get("b")) == (1, None)
