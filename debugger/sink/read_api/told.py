"""One event as tests read it: a JSON object in which the payload stands exactly as it was sent."""

from __future__ import annotations

import json

from debugger.export.line import timestamp
from debugger.export.strictness import objection
from debugger.session.rows import StoredEvent


def told(event: StoredEvent) -> bytes:
    """`{"number": 7, …, "payload": {…}}`.

    A payload that strict JSON cannot hold is null here, with a `problem`; its bytes can be asked for.
    """
    row = event.row
    members: dict[str, object] = {
        "number": row.number,
        "received_at": timestamp(row.received_at),
        "transport": row.transport.value,
        "source": row.source,
        "type": row.type,
        "event": row.name,
        "user": row.user_id,
        "verdict": row.verdict.value,
        "findings": [finding.told() for finding in event.findings],
    }
    if row.position is not None:
        members["position"] = row.position
    if event.request.answer:
        members["answer"] = event.request.answer
    problem = objection(event.payload)
    if problem:
        members |= {"payload": None, "problem": row.problem or problem}
        return json.dumps(members).encode()
    return json.dumps(members)[:-1].encode() + b', "payload": ' + event.payload + b"}"
