"""What is expected of a run, and what of a call is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from debugger.events import Message
from debugger.expectations.matchers import NOTHING_ASKED, Matcher, Members
from debugger.findings import Finding, Verdict, verdict_of
from debugger.spec.wording import quoted

ANY = "any"
"""Every verdict will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call that came."""

    number: int
    """Its place in the session, from 1."""
    type: str
    name: str | None
    library: str
    fields: Mapping[str, object]
    verdict: Verdict
    """What became of it; rejected where a simulated fault told the sender that it had not arrived."""
    reasons: tuple[str, ...] = ()
    """The rules by which Segment does not keep it."""

    @classmethod
    def of(
        cls,
        message: Message,
        findings: tuple[Finding, ...],
        *,
        number: int,
        name: str | None,
        failed: bool = False,
    ) -> Call:
        """The call that a judged message is; `failed` as `Request.failed`."""
        reasons = tuple(each.rule for each in findings if each.verdict is not Verdict.KEPT)
        return cls(
            number=number,
            type=message.type,
            name=name,
            library=message.source.library,
            fields=message.fields,
            verdict=Verdict.REJECTED if failed else verdict_of(findings),
            reasons=("simulated fault",) if failed else reasons,
        )

    @property
    def label(self) -> str:
        """`#7 track "Order Completed"`."""
        return f"#{self.number} {titled(self.type, self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """That calls come, so many, and what is in them."""

    line: int = 0
    """Of the file, from 1; 0 where it is not known."""
    name: str = ""
    """What the person calls it."""
    event: str | None = None
    """The name of the event, page or screen."""
    event_like: Matcher | None = None
    """What the name is like, where it is not one name."""
    type: str | None = None
    source: str | None = None
    """The library that sends, without its version."""
    user: Matcher | None = None
    fields: Members = NOTHING_ASKED
    """What is asked of the message's fields, by their path in it."""
    verdict: str = Verdict.KEPT.value
    """What has to become of a call for it to count; `ANY`."""
    after: str | None = None
    """The name of an event that has to come before."""
    least: int = 1
    most: int | None = None
    """None where there is no limit."""

    @property
    def title(self) -> str:
        """What it is called; else what it asks for."""
        return self.name or self.described

    @property
    def described(self) -> str:
        """`track "Order Completed" with properties.revenue a number > 0`."""
        name = "" if self.event_like is None else f"named {self.event_like.wanted}"
        words = [titled(self.type or "", self.event) or ("call" if not name else ""), name]
        if self.user is not None:
            words.append(f"of the user {self.user.wanted}")
        if self.source is not None:
            words.append(f"from {self.source}")
        if self.fields.matchers:
            words.append(f"with {self.fields.wanted}")
        if self.after is not None:
            words.append(f"after {quoted(self.after)}")
        if self.verdict not in {Verdict.KEPT.value, ANY}:
            words.append(f"{self.verdict} by Segment")
        return " ".join(word for word in words if word)

    @property
    def count(self) -> str:
        """How many: `3`, `at least 1`, `2 to 4`, `no`."""
        if self.most is None:
            return f"at least {self.least:,}"
        if self.most == 0:
            return "no"
        if self.least == self.most:
            return f"{self.most:,}"
        return f"at most {self.most:,}" if not self.least else f"{self.least:,} to {self.most:,}"

    def is_met_by(self, count: int) -> bool:
        """Whether so many calls are as many as expected."""
        return count >= self.least and (self.most is None or count <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """That events of these names come one after the other; others may come in between."""

    line: int = 0
    name: str = ""
    events: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called; else the names in their order."""
        return self.name or self.described

    @property
    def described(self) -> str:
        """`"Product Viewed", then "Product Added"`."""
        return ", then ".join(map(quoted, self.events))


def titled(call_type: str, name: str | None) -> str:
    """`track "Order Completed"`, `identify`."""
    return " ".join(word for word in (call_type, "" if name is None else quoted(name)) if word)
