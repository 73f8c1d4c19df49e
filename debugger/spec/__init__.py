"""What a right call is: the facts of Segment's spec as tables, its rules, and the judging of messages by them."""

from __future__ import annotations

from debugger.spec.catalogue import rule, rules
from debugger.spec.inspect import inspect
from debugger.spec.pages import Example, Page, page
from debugger.spec.rule import Fault, Rule, Subject
from debugger.spec.semantic_events import SemanticEvent, recognised, semantic_events
from debugger.spec.succession import SuccessionInspector, together
from debugger.spec.tables import (
    Field,
    common_fields,
    context_fields,
    reserved_properties,
    reserved_traits,
)
from debugger.spec.trace import Trace, trace_of

__all__ = [
    "Example",
    "Fault",
    "Field",
    "Page",
    "Rule",
    "SemanticEvent",
    "Subject",
    "SuccessionInspector",
    "Trace",
    "common_fields",
    "context_fields",
    "inspect",
    "page",
    "recognised",
    "reserved_properties",
    "reserved_traits",
    "rule",
    "rules",
    "semantic_events",
    "together",
    "trace_of",
]
