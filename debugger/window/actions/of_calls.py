"""What a person can do with the call that is selected, and to go from it to others."""

from __future__ import annotations

from debugger.window.actions.spec import ActionSpec

CALL_ACTIONS = (
    ActionSpec(
        id="next-finding", menu="&Call", text="Ne&xt finding", key="F8", needs_call=True,
        tip="Go to the next finding and its line",
    ),
    ActionSpec(
        id="previous-finding", menu="&Call", text="Pre&vious finding", key="Shift+F8", needs_call=True,
        tip="Go to the finding before and its line",
    ),
    ActionSpec(
        id="why", menu="&Call", text="Wh&y?…", key="Ctrl+Y", needs_call=True,
        tip="Tell why the rule of the lit finding is there, with its examples",
    ),
    ActionSpec(
        id="finding-menu", menu="&Call", text="Silence or chan&ge…", key="Ctrl+D", needs_call=True,
        tip="Open the menu of the lit finding: silence its rule, or change what it matters",
    ),
    ActionSpec(
        id="compare", menu="&Call", text="Co&mpare two calls…", key="Ctrl+M", needs_call=True,
        tip="Show where the two selected calls differ, or the selected one and the one looked at before it",
    ),
    ActionSpec(
        id="replay", menu="&Call", text="Se&nd again…", key="Ctrl+G", icon="send",
        tip="Send the selection, what the filter leaves or all calls once more, here or elsewhere",
    ),
    ActionSpec(
        id="back", menu="&Go", text="&Back", key="Alt+Left",
        tip="Go back to the call that was looked at before",
    ),
    ActionSpec(
        id="forward", menu="&Go", text="&Forward", key="Alt+Right",
        tip="Go forward again to the call that was left by going back",
    ),
    ActionSpec(
        id="next-same-event", menu="&Go", text="&Next of this event", key="F4", needs_call=True,
        starts_section=True, tip="Select the next call with the same event name",
    ),
    ActionSpec(
        id="previous-same-event", menu="&Go", text="Pre&vious of this event", key="Shift+F4", needs_call=True,
        tip="Select the call before with the same event name",
    ),
    ActionSpec(
        id="next-same-user", menu="&Go", text="Next of this &user", key="F5", needs_call=True,
        tip="Select the next call of the same user, or of the same anonymous visitor",
    ),
    ActionSpec(
        id="previous-same-user", menu="&Go", text="Previous of this u&ser", key="Shift+F5", needs_call=True,
        tip="Select the call before of the same user, or of the same anonymous visitor",
    ),
    ActionSpec(
        id="next-same-source", menu="&Go", text="Next of this s&ource", key="F6", needs_call=True,
        tip="Select the next call from the same source",
    ),
    ActionSpec(
        id="previous-same-source", menu="&Go", text="Previous of this sou&rce", key="Shift+F6", needs_call=True,
        tip="Select the call before from the same source",
    ),
    ActionSpec(
        id="next-same-message", menu="&Go", text="Next of this &messageId", key="F7", needs_call=True,
        tip="Select the next call with the same messageId: another try of the message, or a clash",
    ),
    ActionSpec(
        id="previous-same-message", menu="&Go", text="Previous of this messa&geId", key="Shift+F7", needs_call=True,
        tip="Select the call before with the same messageId",
    ),
    ActionSpec(
        id="next-call", menu="&Go", text="Call be&low", key="J", also=("Ctrl+Down",), starts_section=True,
        tip="Select the next call in the list, wherever the keyboard is",
    ),
    ActionSpec(
        id="previous-call", menu="&Go", text="Call &above", key="K", also=("Ctrl+Up",),
        tip="Select the call before in the list, wherever the keyboard is",
    ),
    ActionSpec(
        id="next-call-with-finding", menu="&Go", text="Next call &with a finding", key="Ctrl+F8",
        tip="Select the next call in the list in which something is found",
    ),
    ActionSpec(
        id="previous-call-with-finding", menu="&Go", text="Previous call wit&h a finding",
        key="Ctrl+Shift+F8", tip="Select the call before in which something is found",
    ),
    ActionSpec(
        id="find", menu="&Payload", text="Find &in payload…", key="Ctrl+Shift+F", icon="search",
        needs_call=True, tip="Look for a text in the payload, also in what is folded or cut short",
    ),
    ActionSpec(
        id="find-next", menu="&Payload", text="Ne&xt match", key="F3", needs_call=True,
        tip="Go to the next place where the text stands that is looked for",
    ),
    ActionSpec(
        id="find-previous", menu="&Payload", text="&Previous match", key="Shift+F3", needs_call=True,
        tip="Go to the place before where the text stands that is looked for",
    ),
    ActionSpec(
        id="explain", menu="&Payload", text="&What it means", key="F2", icon="info", needs_call=True,
        starts_section=True, tip="Tell what the value on the payload's line means, and what its field is for",
    ),
    ActionSpec(
        id="pin", menu="&Payload", text="Pi&n the field or unpin it", key="Ctrl+Shift+I", icon="pin",
        needs_call=True, tip="Keep the field of the payload's current line above it, for every event of this name",
    ),
    ActionSpec(
        id="hex", menu="&Payload", text="Raw &bytes in hexadecimal", key="Ctrl+Shift+B", needs_call=True,
        tip="Show each byte of the call or the request in hexadecimal, or as text again",
    ),
    ActionSpec(
        id="fold", menu="&Payload", text="&Fold", key="Ctrl+[", needs_call=True, starts_section=True,
        tip="Fold the object or array on the payload's current line",
    ),
    ActionSpec(
        id="unfold", menu="&Payload", text="&Unfold", key="Ctrl+]", needs_call=True,
        tip="Show the lines that are folded into the payload's current one",
    ),
    ActionSpec(
        id="fold-1", menu="&Payload", text="Fold all to depth &1", key="Ctrl+Shift+1", needs_call=True,
        tip="Show the outermost members of the payload, each folded",
    ),
    ActionSpec(
        id="fold-2", menu="&Payload", text="Fold all to depth &2", key="Ctrl+Shift+2", needs_call=True,
        tip="Show two levels of the payload, and fold what is deeper",
    ),
    ActionSpec(
        id="fold-3", menu="&Payload", text="Fold all to depth &3", key="Ctrl+Shift+3", needs_call=True,
        tip="Show three levels of the payload, and fold what is deeper",
    ),
    ActionSpec(
        id="unfold-all", menu="&Payload", text="Unfo&ld all", key="Ctrl+Shift+E", needs_call=True,
        tip="Show every line of the payload",
    ),
    ActionSpec(
        id="own-window", menu="&Call", text="Open in a &window of its own", key="Ctrl+Shift+W",
        icon="app-window", needs_call=True,
        tip="Keep the selected call in sight, in a window that stays on it",
    ),
    ActionSpec(
        id="page-payload", menu="&Call", text="&Payload", key="Ctrl+1", needs_call=True, starts_section=True,
        tip="Show the payload, with what is wrong in it marked",
    ),
    ActionSpec(
        id="page-tree", menu="&Call", text="&Tree", key="Ctrl+9", needs_call=True,
        tip="Show the payload as a tree of names, values and types",
    ),
    ActionSpec(
        id="page-table", menu="&Call", text="Ta&ble", key="Ctrl+Shift+9", needs_call=True,
        tip="Show the payload's values as a table that can be sorted",
    ),
    ActionSpec(
        id="page-raw", menu="&Call", text="&Raw", key="Ctrl+2", needs_call=True,
        tip="Show the bytes exactly as they came",
    ),
    ActionSpec(
        id="page-request", menu="&Call", text="Re&quest", key="Ctrl+3", needs_call=True,
        tip="Show how the call came: path, headers, transport, client",
    ),
    ActionSpec(
        id="part-findings", menu="&Call", text="F&indings", key="Ctrl+4", needs_call=True, starts_section=True,
        tip="Show what is wrong, why, and how to mend it",
    ),
    ActionSpec(
        id="part-event", menu="&Call", text="&Event", key="Ctrl+5", needs_call=True,
        tip="Show the name and the identity beside the spec",
    ),
    ActionSpec(
        id="part-properties", menu="&Call", text="Pr&operties", key="Ctrl+6", needs_call=True,
        tip="Show the properties beside the spec",
    ),
    ActionSpec(
        id="part-context", menu="&Call", text="&Context", key="Ctrl+7", needs_call=True,
        tip="Show the context beside the spec",
    ),
    ActionSpec(
        id="part-session", menu="&Call", text="&Session", key="Ctrl+8", needs_call=True,
        tip="Show what only the sequence of calls shows, and the calls that share something with this one",
    ),
    ActionSpec(
        id="star", menu="&Mark", text="&Star", key="S", icon="star", needs_call=True,
        tip="Star the selected calls, or take the stars off",
    ),
    ActionSpec(
        id="note", menu="&Mark", text="&Note…", key="N", icon="sticky-note", needs_call=True,
        tip="Write a note on the selected calls; it is kept in the session and in exports",
    ),
    ActionSpec(
        id="colour-red", menu="&Mark", text="&Red", key="Alt+1", needs_call=True, starts_section=True,
        tip="Colour the selected calls red",
    ),
    ActionSpec(
        id="colour-orange", menu="&Mark", text="&Orange", key="Alt+2", needs_call=True,
        tip="Colour the selected calls orange",
    ),
    ActionSpec(
        id="colour-yellow", menu="&Mark", text="&Yellow", key="Alt+3", needs_call=True,
        tip="Colour the selected calls yellow",
    ),
    ActionSpec(
        id="colour-green", menu="&Mark", text="&Green", key="Alt+4", needs_call=True,
        tip="Colour the selected calls green",
    ),
    ActionSpec(
        id="colour-blue", menu="&Mark", text="&Blue", key="Alt+5", needs_call=True,
        tip="Colour the selected calls blue",
    ),
    ActionSpec(
        id="colour-purple", menu="&Mark", text="&Purple", key="Alt+6", needs_call=True,
        tip="Colour the selected calls purple",
    ),
    ActionSpec(
        id="colour-none", menu="&Mark", text="No &colour", key="Alt+0", needs_call=True,
        tip="Take the colour off the selected calls",
    ),
    ActionSpec(
        id="clear-marks", menu="&Mark", text="Clear &all marks", key="Ctrl+Shift+M", needs_call=True,
        starts_section=True, tip="Take star, colour and note off the selected calls; a note can be had back",
    ),
)  # fmt: skip
