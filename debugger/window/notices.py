"""What the window says when something is wrong, word by word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from debugger import importers
from debugger.errors import SessionError, TrackDebuggerError
from debugger.findings import Severity
from debugger.importers import Tally
from debugger.payload.text import visible
from debugger.session.alike import Same
from debugger.session.folder import Unfinished
from debugger.session.salvaging import Salvaged
from debugger.window.capturing.sink_process import SinkError
from debugger.window.widgets.notice import Choice, Notice

PORT = "port"
ENDED = "ended"
SINK = "sink"
UNFINISHED = "unfinished"
REFUSED = "refused"
CLEARED = "cleared"
READING = "reading"
HIDDEN = "hidden"
FOLLOWED = "followed"
NO_TIMELINE = "no-timeline"
NO_MORE_COLUMNS = "no-more-columns"
NO_FINDING = "no-finding"
FAULTS = "faults"
FAULTS_OVER = "faults-over"
DEVICES = "devices"
CERTIFICATE = "certificate"
NEXT_PORT = "next-port"
MARKS = "marks"
COPIED = "copied"
PRUNING = "pruning"
SALVAGED = "salvaged"
IMPORTED = "imported"

Act = Callable[[], object]


def port_taken(port: int, *, use_another: Act, try_again: Act) -> Notice:
    """Another program listens on the port."""
    return Notice(
        key=PORT,
        severity=Severity.ERROR,
        text=f"Port {port} is in use by another program, so nothing can be received. "
        "End that program and try again, or use another port.",
        choices=(
            Choice(text="Use another port", act=use_another),
            Choice(text="Try again", act=try_again),
        ),
    )


def next_port(port: int, address: str) -> Notice:
    """Another window of ours has the port."""
    return Notice(
        key=NEXT_PORT,
        severity=Severity.ADVICE,
        text=f"Port {port} is in use by another window of Track Debugger, so this one listens on {address}.",
    )


def not_marked(error: SinkError | TrackDebuggerError) -> Notice:
    """A star, a colour or a note could not be kept."""
    return Notice(
        key=MARKS, severity=Severity.ERROR, text=visible(f"{error.message} {error.remedy}".strip())
    )


def note_cleared(calls: int, *, undo: Act) -> Notice:
    """What the person wrote is gone, which can be taken back."""
    what = "The note of 1 call is" if calls == 1 else f"The notes of {calls:,} calls are"
    return Notice(
        key=MARKS,
        severity=Severity.ADVICE,
        text=f"{what} cleared.",
        choices=(Choice(text="Undo", act=undo),),
    )


def beyond_what_is_kept(count: int, size: str, *, look: Act) -> Notice:
    """The person's rule does not keep some sessions; nothing has gone."""
    sessions = "1 session is" if count == 1 else f"{count:,} sessions are"
    return Notice(
        key=PRUNING,
        severity=Severity.ADVICE,
        text=f"{sessions} beyond what you keep ({size}). Nothing was deleted.",
        choices=(Choice(text="Look at them…", act=look),),
    )


def copied(target: Path) -> Notice:
    """A copy of the session is saved."""
    return Notice(
        key=COPIED,
        severity=Severity.ADVICE,
        text=f"The calls up to now are saved in {visible(str(target))}.",
    )


def salvaged(reached: Salvaged) -> Notice:
    """How far what was damaged could be read."""
    return Notice(
        key=SALVAGED,
        severity=Severity.WARNING if reached.lost else Severity.ADVICE,
        text=f"{reached.sentence} The damaged file is as it was.",
    )


def imported(tally: Tally, *, show: Act) -> Notice:
    """What came over from files or the clipboard, and whether all of it did."""
    told = importers.summary(tally)
    if tally.unread:
        places = "1 place was" if tally.unread == 1 else f"{tally.unread:,} places were"
        told += f" {places} not read."
    tip = "List each place with its reason"
    left = bool(tally.unread or tally.passed_over)
    return Notice(
        key=IMPORTED,
        severity=Severity.WARNING if tally.unread else Severity.ADVICE,
        text=told,
        choices=(Choice(text="Not imported…", act=show, tip=tip, keeps=True),) if left else (),
    )


def nothing_to_paste() -> Notice:
    """The clipboard holds no text."""
    return Notice(
        key=IMPORTED,
        severity=Severity.ADVICE,
        text="The clipboard holds no text. Copy a payload, a batch or several, as JSON, and paste again.",
    )


def damaged(error: SessionError, *, salvage: Act) -> Notice:
    """A session cannot be read on, but what is left of it can be saved."""
    return Notice(
        key=READING,
        severity=Severity.ERROR,
        text=visible(f"{error.message} It was not changed."),
        choices=(
            Choice(
                text="Save what can be read…",
                act=salvage,
                tip="Read the file page by page, and save every call that is whole to another file",
            ),
        ),
    )


def started_again(how: str) -> Notice:
    """The sink died and is being started anew."""
    return Notice(
        key=ENDED,
        severity=Severity.WARNING,
        text=f"The receiver ended unexpectedly ({how}) and was started again. "
        "Nothing that was answered is lost.",
    )


def gave_up(how: str, *, try_again: Act) -> Notice:
    """The sink died too often."""
    return Notice(
        key=ENDED,
        severity=Severity.ERROR,
        text=f"The receiver keeps ending ({how}), so it was not started again. "
        "Nothing that was answered is lost, but nothing more is received.",
        choices=(Choice(text="Start it again", act=try_again),),
    )


def sink_error(error: SinkError, *, try_again: Act) -> Notice:
    """The sink says that it cannot do its work."""
    return Notice(
        key=SINK,
        severity=Severity.ERROR,
        text=visible(f"{error.message} {error.remedy}".strip()),
        choices=(Choice(text="Try again", act=try_again),),
    )


def disk_full(error: SinkError) -> Notice:
    """Nothing can be stored until there is room; it goes on by itself then."""
    return Notice(
        key=SINK,
        severity=Severity.ERROR,
        text=visible(f"{error.message} {error.remedy}".strip()),
    )


def no_certificate(error: SinkError) -> Notice:
    """HTTPS cannot be taken, or the certificate has to be trusted anew."""
    return Notice(
        key=CERTIFICATE,
        severity=Severity.WARNING,
        text=visible(f"{error.message} {error.remedy}".strip()),
    )


def devices_let_in(addresses: Sequence[str], port: str, *, stop: Act) -> Notice:
    """Other devices can send; it stands for as long as they can."""
    where = " or ".join(f"http://{address}:{port}" for address in addresses[:2])
    sent_to = f"Devices on this network can send to {where or 'this machine'}."
    return Notice(
        key=DEVICES,
        severity=Severity.WARNING,
        text=f"{sent_to} Whoever is on it can add calls; nobody can read any.",
        choices=(Choice(text="Let no devices in", act=stop),),
        stands=True,
    )


def refused(counts: Mapping[str, int]) -> Notice:
    """Requests came that could not be kept."""
    total = sum(counts.values())
    subject = "1 request was refused" if total == 1 else f"{total:,} requests were refused"
    reasons = [visible(reason).rstrip(".") for reason in counts]
    if len(counts) > 1:
        numbers = counts.values()
        reasons = [
            f"{count:,} for this reason: {reason}"
            for count, reason in zip(numbers, reasons, strict=True)
        ]
    return Notice(
        key=REFUSED,
        severity=Severity.ERROR,
        text=f"{subject} and could not be kept. {'. '.join(reasons)}.",
    )


def unfinished(left: Unfinished, *, open_it: Act, later: Act) -> Notice:
    """A session was left by a crash."""
    were = "was" if left.events == 1 else "were"
    return Notice(
        key=UNFINISHED,
        severity=Severity.ADVICE,
        text=f"{calls(left)} from {began(left)} {were} captured when Track Debugger "
        "ended unexpectedly.",
        choices=(
            Choice(text="Open them" if left.events > 1 else "Open it", act=open_it),
            Choice(
                text="Keep for later",
                act=later,
                tip="Do not ask again; the File menu opens unfinished sessions at any time",
            ),
        ),
    )


def began(left: Unfinished) -> str:
    """When a session was started, in local time: `23 Nov 17:24`."""
    moment = datetime.fromtimestamp(left.started_at / 1_000_000, tz=UTC).astimezone()
    return f"{moment.day} {moment:%b %H:%M}"


def calls(left: Unfinished) -> str:
    """How many calls a session has: `1 call`, `2,500 calls`."""
    return "1 call" if left.events == 1 else f"{left.events:,} calls"


def cleared(count: int, *, undo: Act) -> Notice:
    """Calls were hidden from view."""
    hidden = "1 call" if count == 1 else f"{count:,} calls"
    return Notice(
        key=CLEARED,
        severity=Severity.ADVICE,
        text=f"{hidden} cleared from view. Nothing was deleted.",
        choices=(Choice(text="Undo", act=undo),),
    )


def hidden(number: int, *, show: Act) -> Notice:
    """A call that the person wants to go to is not in the list."""
    return Notice(
        key=HIDDEN,
        severity=Severity.ADVICE,
        text=f"Call {number:,} is not in the list: it is filtered out, cleared from view or held by the pause.",
        choices=(Choice(text="Show it", act=show),),
    )


_NONE_ALIKE = {
    Same.EVENT: "No {where} call has the same event name.",
    Same.USER: "No {where} call is of the same user.",
    Same.SOURCE: "No {where} call came from the same source.",
    Same.MESSAGE: "No {where} call has the same messageId.",
}


def none_alike(same: Same, *, after: bool, has_it: bool) -> Notice:
    """There is no call to follow to."""
    if has_it:
        text = _NONE_ALIKE[same].format(where="later" if after else "earlier")
    else:
        text = f"This call has no {'user' if same is Same.USER else 'messageId'} to follow."
    return Notice(key=FOLLOWED, severity=Severity.ADVICE, text=text)


def no_more_columns(most: int) -> Notice:
    """Another path is wanted as a column."""
    text = f"There are {most} columns of paths: take one away first, in List ▸ Columns…."
    return Notice(key=NO_MORE_COLUMNS, severity=Severity.ADVICE, text=text)


def no_timeline(height: int, least: int) -> Notice:
    """The timeline is wanted, and cannot be shown."""
    why = (
        f"The timeline needs a window of {least} pixels of height, and this one has {height}."
        if height < least
        else "There is no call yet that the timeline could show."
    )
    return Notice(key=NO_TIMELINE, severity=Severity.ADVICE, text=why)


def nothing_found() -> Notice:
    """There is no call with a finding to go to."""
    return Notice(
        key=NO_FINDING, severity=Severity.ADVICE, text="Nothing is found in the calls of this list."
    )


def faults(words: str, *, switch_off: Act, change: Act) -> Notice:
    """Answers are faults on purpose: nobody must forget that."""
    return Notice(
        key=FAULTS,
        severity=Severity.ERROR,
        text=f"Simulating faults: {words} What comes is kept all the same.",
        choices=(
            Choice(text="Switch off", act=switch_off, tip="Answer as ever from now on"),
            Choice(text="Change…", act=change, keeps=True),
        ),
        stands=True,
        loud=True,
    )


def faults_over(words: str, *, deliveries: Act) -> Notice:
    """The faults have been met as often as was asked for; answers are the ordinary ones again."""
    return Notice(
        key=FAULTS_OVER,
        severity=Severity.ADVICE,
        text=f"No more faults: {words}",
        choices=(
            Choice(
                text="Show deliveries",
                act=deliveries,
                tip="Which messages were tried again, and what became of them",
            ),
        ),
    )


def unreadable(error: Exception) -> Notice:
    """The session file cannot be read."""
    return Notice(key=READING, severity=Severity.ERROR, text=visible(str(error)))
