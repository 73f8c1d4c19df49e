"""Requests and findings come back from their columns as they went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from debugger.events import Request, Transport
from debugger.findings import Finding, Severity, Verdict
from debugger.session.columns import findings_from, findings_text, request_columns, request_from

ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
ENCODABLE = st.text(max_size=20)
SIZES = st.integers(0, 2**63 - 1)

FINDINGS = st.builds(
    Finding,
    rule=ENCODABLE,
    severity=st.sampled_from(Severity),
    pointer=ANY_TEXT,
    message=ANY_TEXT,
    remedy=ANY_TEXT,
    missing=st.booleans(),
    verdict=st.sampled_from(Verdict),
    code=ENCODABLE,
)
REQUESTS = st.builds(
    Request,
    received_at=SIZES,
    transport=st.sampled_from(Transport),
    method=ENCODABLE,
    path=ENCODABLE,
    headers=st.lists(st.tuples(ENCODABLE, ENCODABLE), max_size=4).map(tuple),
    client=ENCODABLE,
    encoding=ENCODABLE,
    wire_size=SIZES,
    body_size=SIZES,
    envelope=st.lists(st.binary(max_size=20), min_size=1, max_size=5).map(tuple),
    answer=ENCODABLE,
)


@given(st.lists(FINDINGS, max_size=4).map(tuple))
def test_findings_come_back(findings: tuple[Finding, ...]) -> None:
    text = findings_text(findings)
    text.encode()
    assert findings_from(text) == findings


@given(REQUESTS)
def test_requests_come_back(request: Request) -> None:
    columns = request_columns(7, request, first_event=3, messages=2)
    assert columns[0] == 7
    assert columns[10:12] == (3, 2)
    assert request_from((*columns[1:10], *columns[12:])) == request
