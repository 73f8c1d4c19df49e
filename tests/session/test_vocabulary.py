"""What a session offers for completing filters: the values it has, the commonest first; of a key the masked one."""

from __future__ import annotations

from dataclasses import replace

from debugger.session.reader import SessionReader
from debugger.session.writer import SessionWriter
from tests.session.conftest import Post, path, post, reader, writer

__all__ = ["path", "post", "reader", "writer"]


def test_the_values_of_requests_are_offered(
    writer: SessionWriter, reader: SessionReader, post: Post
) -> None:
    empty = reader.vocabulary()
    assert (empty.values["path"], empty.values["answer"], empty.values["key"]) == ((), (), ())
    call = {"type": "track", "event": "Walk Booked"}
    refused = post(call)
    refused = replace(refused, request=replace(refused.request, answer="429 simulated"))
    writer.append([refused, post(call, "/v1/t"), post(call, "/v1/t")])
    values = reader.vocabulary().values
    assert values["path"] == ("/v1/t", "/v1/track")
    assert values["answer"] == ("429 simulated",)
    assert all("key-1" not in key for key in values["key"])
    assert len(values["key"]) == 1
