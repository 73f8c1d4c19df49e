"""The names that fields had before 2015, and in other places of Segment's docs, with the names of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from debugger.events import CallType, Message
from debugger.payload import pointer
from debugger.spec.calls import judged_as, old_type

TOP: Mapping[str, str] = {
    "action": "/type",
    "sessionId": "/anonymousId",
    "options": "/context",
    "from": "/previousId",
    "to": "/userId",
    "user_id": "/userId",
    "anonymous_id": "/anonymousId",
    "message_id": "/messageId",
    "sent_at": "/sentAt",
    "write_key": "/writeKey",
}
CONTEXT: Mapping[str, str] = {
    "user_agent": "/context/userAgent",
    "screenWidth": "/context/screen/width",
    "screenHeight": "/context/screen/height",
    "appReleaseVersion": "/context/app/version",
    "appVersion": "/context/app/build",
    "library-version": "/context/library/version",
    "deviceModel": "/context/device/model",
    "deviceManufacturer": "/context/device/manufacturer",
    "idForAdvertiser": "/context/device/advertisingId",
    "osVersion": "/context/os/version",
    "providers": "/integrations",
}


@dataclass(frozen=True, slots=True)
class OldName:
    """A field under a name of before."""

    pointer: str
    today: str
    """Pointer of the field as it is called now."""
    value: object


def old_names(message: Message) -> list[OldName]:
    """The fields of the message under old names, where the field of today is not there as well."""
    fields = message.fields
    found = [
        OldName(f"/{name}", TOP[name], fields[name])
        for name in TOP
        if name in fields and _is_meant(message, name)
    ]
    context = fields.get("context")
    if isinstance(context, dict):
        found += [
            OldName(f"/context/{name}", today, context[name])
            for name, today in CONTEXT.items()
            if name in context
        ]
    return [old for old in found if not _is_there(fields, old.today)]


def identity_by_old_name(message: Message) -> str:
    """The old name under which the message says whose it is; empty when it does not."""
    for name in ("user_id", "anonymous_id", "to", "sessionId"):
        identity = message.fields.get(name)
        if isinstance(identity, str) and identity.strip() and _is_meant(message, name):
            return name
    return ""


def _is_meant(message: Message, name: str) -> bool:
    """Whether the field is the old one, and not one of the app's own of the same name."""
    value = message.fields.get(name)
    if name == "action":
        return bool(old_type(message))
    if name == "options":
        return isinstance(value, dict)
    if name in {"from", "to"}:
        return isinstance(value, str) and judged_as(message) == CallType.ALIAS
    return isinstance(value, str)


def _is_there(fields: Mapping[str, object], place: str) -> bool:
    value: object = fields
    for token in pointer.split(place):
        if not isinstance(value, Mapping) or token not in value:
            return False
        value = value[token]
    return True
