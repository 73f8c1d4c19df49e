"""One message from its exact bytes: the same way for a request's, a frame's and a file's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from debugger.events import CallType, Message, Problem, Source
from debugger.payload.parse import Parsed, parse
from debugger.wire import client

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NONE: frozenset[str] = frozenset()

_KINDS = {
    str: "a string",
    bool: "true or false",
    list: "an array",
    type(None): "null",
}


def message_from(  # noqa: PLR0913 - each says one thing that the bytes do not
    payload: bytes,
    *,
    route_type: CallType | None = None,
    position: int | None = None,
    batch_size: int | None = None,
    received_at: int | None = None,
    inherited_fields: Mapping[str, object] = _NOTHING,
    source: Source = Source(),  # noqa: B008 - frozen
    mirrored: bool = False,
    parsed: Parsed | None = None,
) -> Message:
    """The message that `payload` is. Never raises: bytes that are no JSON object have a `problem`.

    `inherited_fields` stand on the batch's envelope and hold where the message has no field of that
    name, or no such member in an object of that name (`context`). `source` is what the request says
    of its sender; the message's own `context.library` and, where the request named none, its own
    `writeKey` say more. `received_at` is microseconds UTC.
    `parsed` is what the payload says, where it was read already.
    """
    parsed = parsed or parse(payload)
    problem = parsed.problem
    own: dict[str, object] = {}
    if isinstance(parsed.value, dict):
        own = parsed.value
    elif problem is None:
        problem = not_an_object(parsed.value)
    if problem is not None:
        inherited_fields = _NOTHING
    fields = merged(inherited_fields, own) if inherited_fields else own
    return Message(
        payload=payload,
        fields=fields,
        inherited=_NONE if fields is own else frozenset(inherited_fields.keys() - own.keys()),
        route_type=route_type,
        position=position,
        batch_size=batch_size,
        received_at=received_at,
        problem=problem,
        oddities=parsed.oddities,
        source=source_of(fields, source),
        mirrored=mirrored,
    )


def merged(inherited: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Both, the message's own where both have a field; two objects are merged member by member."""
    both = {**own, **inherited, **own}  # in the message's own order
    for name, outer in inherited.items():
        inner = own.get(name)
        if isinstance(outer, dict) and isinstance(inner, dict):
            both[name] = {
                **inner,
                **{key: value for key, value in outer.items() if key not in inner},
            }
    return both


def not_an_object(value: object) -> Problem:
    """The problem of JSON that is whole, but not an object."""
    kind = _KINDS.get(type(value), "a number")
    return Problem(
        message=f"{kind} is not a message: an object is", offset=0, line=1, column=1, of_whole=True
    )


def source_of(fields: Mapping[str, object], request: Source) -> Source:
    """Who sent a message: its `context.library` (Spec: Context), then what the request says."""
    context = fields.get("context")
    library = context.get("library") if isinstance(context, dict) else None
    name = _text(library.get("name")) if isinstance(library, dict) else ""
    write_key = request.write_key or _text(fields.get("writeKey"))
    if isinstance(library, dict) and name:
        version = _text(library.get("version"))
        return Source(write_key=write_key, library=client.told_apart(name, fields), version=version)
    if write_key == request.write_key:
        return request
    return Source(write_key=write_key, library=request.library, version=request.version)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
