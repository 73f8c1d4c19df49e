"""What was found right before changes nothing: a message is judged as if it were the first."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from debugger.spec import inspect
from debugger.spec.calls import judged_as
from debugger.spec.catalogue import rules_for
from debugger.spec.inspect import judge
from debugger.wire.message import message_from

ODD: Any = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        1.0,
        1.5,
        -1,
        2**60,
        "",
        " ",
        "1",
        "true",
        "null",
        "a@b.example",
        "4111 1111 1111 1111",
        "+31 20 794 0800",
        "en_US",
        "en-US",
        "USD",
        "usd",
        "Europe/Amsterdam",
        "2026-11-23T12:04:01.249Z",
        "2026-11-23",
        "https://a.example/b?email=a@b.example",
        [],
        {},
        [1],
        {"a": 1},
        {"name": 1},
        {"name": "x"},
        [{"price": "9"}],
        [{"price": 9}],
    ]
)
NAMES = st.sampled_from(
    ["Order Completed", "order completed", "Order Complted", "Walk Booked", "click", "Event 12"]
)
CONTEXT = st.dictionaries(
    st.sampled_from(
        [
            "active",
            "ip",
            "locale",
            "timezone",
            "app",
            "screen",
            "page",
            "campaign",
            "channel",
            "network",
            "userAgent",
            "userAgentData",
            "device",
            "os",
            "consent",
            "own",
        ]
    ),
    ODD,
    max_size=3,
)
PROPERTIES = st.dictionaries(
    st.sampled_from(
        [
            "revenue",
            "value",
            "currency",
            "products",
            "order_id",
            "orderId",
            "total",
            "Revenue",
            "email",
            "phone",
            "position",
            "own",
        ]
    ),
    ODD,
    max_size=3,
)
MESSAGES = st.fixed_dictionaries(
    {"type": st.sampled_from(["track", "page", "identify", "group", "alias", "screen", "odd"])},
    optional={
        "event": NAMES | ODD,
        "name": NAMES | ODD,
        "userId": st.just("u-42") | ODD,
        "anonymousId": ODD,
        "groupId": ODD,
        "messageId": ODD,
        "timestamp": ODD,
        "properties": PROPERTIES | ODD,
        "traits": PROPERTIES | ODD,
        "context": CONTEXT | ODD,
        "integrations": ODD,
        "user_id": ODD,
    },
)


@settings(max_examples=400)
@given(st.lists(MESSAGES, min_size=1, max_size=8))
def test_a_message_is_judged_as_by_all_rules_asked_anew(bodies: list[dict[str, object]]) -> None:
    for body in bodies:
        message = message_from(json.dumps(body).encode())
        asked_anew = judge(message, rules_for(judged_as(message)))
        assert inspect(message) == asked_anew
