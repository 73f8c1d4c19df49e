"""Everything a person can do in the window: its name, its menu, its key, and what it does in a sentence."""

from __future__ import annotations

from debugger.window.actions.of_calls import CALL_ACTIONS
from debugger.window.actions.spec import ActionSpec

ACTIONS = (
    ActionSpec(
        id="connect", menu="&File", text="Connect &an app…", key="Ctrl+J", icon="plug", needs_capture=True,
        tip="Show what to paste into an app so that it sends its calls here",
    ),
    ActionSpec(
        id="devices", menu="&File", text="&HTTPS and devices…", key="Ctrl+H", icon="smartphone",
        needs_capture=True,
        tip="Trust the certificate for HTTPS, and let phones and emulators send",
    ),
    ActionSpec(
        id="new-window", menu="&File", text="&New window", key="Ctrl+N", icon="app-window", starts_section=True,
        tip="Capture another app into a session of its own, on a port of its own",
    ),
    ActionSpec(
        id="open", menu="&File", text="&Open…", key="Ctrl+O", icon="folder-open",
        tip="Look at a saved session in a window of its own; it is only read",
    ),
    ActionSpec(
        id="import", menu="&File", text="&Import…", key="Ctrl+I", icon="file-input",
        tip="Read payloads, our exports or a browser's HAR into a session of their own",
    ),
    ActionSpec(
        id="sessions", menu="&File", text="&Sessions…", key="Ctrl+Shift+O", icon="history",
        tip="List every kept session, open, rename or delete them, and say how long they are kept",
    ),
    ActionSpec(
        id="save-copy", menu="&File", text="Save a &copy…", key="Ctrl+S", icon="save",
        tip="Save the session as it is now to another file; the capture goes on",
    ),
    ActionSpec(
        id="compare-sessions", menu="&File", text="Co&mpare with a session…", key="Ctrl+Alt+M", icon="git-compare",
        tip="Show what differs from another session, the last release's say, to this one",
    ),
    ActionSpec(
        id="export", menu="&File", text="&Export…", key="Ctrl+E", icon="download",
        tip="Save the session, what the filter leaves, or the selection, with private data masked",
    ),
    ActionSpec(
        id="unfinished", menu="&File", text="Open &unfinished session…", key="Ctrl+Shift+U", icon="history",
        tip="Go on with a session that was left when Track Debugger ended unexpectedly", needs_capture=True,
    ),
    ActionSpec(
        id="close", menu="&File", text="Close &window", key="Ctrl+W", starts_section=True,
        tip="End this window's capture in order and close it",
    ),
    ActionSpec(
        id="quit", menu="&File", text="&Quit", key="Ctrl+Q",
        tip="End every capture in order and close all windows",
    ),
    ActionSpec(
        id="copy-payload", menu="&Edit", text="Copy &payload", key="Ctrl+Shift+C", icon="copy",
        tip="Copy the selected call's payload exactly as it was sent", needs_call=True,
    ),
    ActionSpec(
        id="copy-name", menu="&Edit", text="Copy event &name", key="Ctrl+Shift+N",
        tip="Copy the selected call's event name", needs_call=True,
    ),
    ActionSpec(
        id="copy-row", menu="&Edit", text="Copy row as &JSON", key="Ctrl+Shift+J", icon="braces",
        tip="Copy the selected call with its time, source and findings as a line of JSON", needs_call=True,
    ),
    ActionSpec(
        id="copy-as", menu="&Edit", text="Cop&y as…", key="Ctrl+Alt+C", icon="code", needs_call=True,
        tip="Copy the selected call as cURL, code of an SDK, Markdown or HAR, with private data masked",
    ),
    ActionSpec(
        id="copy-value", menu="&Edit", text="Copy &value", key="Ctrl+Shift+V", needs_call=True,
        tip="Copy the value on the payload's current line exactly as it was sent",
    ),
    ActionSpec(
        id="copy-path", menu="&Edit", text="Copy pa&th", key="Ctrl+Shift+P", needs_call=True,
        tip="Copy where the payload's current line stands, as a JSON Pointer",
    ),
    ActionSpec(
        id="copy-address", menu="&Edit", text="Copy &address", key="Ctrl+Shift+A", needs_capture=True,
        tip="Copy the address that apps send to",
    ),
    ActionSpec(
        id="paste", menu="&Edit", text="Paste call&s", key="Ctrl+V", icon="clipboard-paste",
        tip="Judge the payloads on the clipboard, in a session of their own",
    ),
    ActionSpec(
        id="context-menu", menu="&Edit", text="What can be done &here…", key="Shift+F10",
        tip="Open the menu of the value, row or finding that has the keyboard, as a right click does",
    ),
    ActionSpec(
        id="filter", menu="&Edit", text="&Filter", key="Ctrl+F", also=("/",), icon="filter", starts_section=True,
        tip="Show only the calls that match: a text, fields, paths in the payload",
    ),
    ActionSpec(
        id="switch-filter", menu="&Edit", text="S&witch filter off or on", key="Ctrl+Alt+F", icon="eye",
        tip="See all calls for a moment without losing the filter",
    ),
    ActionSpec(
        id="clear-filter", menu="&Edit", text="Clear fi&lter", key="Esc",
        tip="Show all calls again",
    ),
    ActionSpec(
        id="undo-clear", menu="&Edit", text="&Undo clear", key="Ctrl+Z", icon="undo-2",
        tip="Show the calls again that were cleared from view last",
    ),
    ActionSpec(
        id="newest", menu="&View", text="Go to the &newest", key="End", also=("F",), icon="arrow-down-to-line",
        tip="Deselect, go to the end of the list and follow what comes",
    ),
    ActionSpec(
        id="show-cleared", menu="&View", text="Show &cleared calls", key="Ctrl+Shift+L", icon="eye",
        tip="Show every call of the session, also those cleared from view",
    ),
    ActionSpec(
        id="details", menu="&View", text="&Details", key="F9", checkable=True,
        tip="Show the selected call's payload and findings beside the list",
    ),
    ActionSpec(
        id="sources", menu="&View", text="Sou&rces", key="Ctrl+Alt+S",
        tip="List every source with its state, to show the calls of one alone",
    ),
    ActionSpec(
        id="columns", menu="&List", text="C&olumns…", key="Ctrl+Shift+F6",
        tip="Show, hide, order and size the columns of the list, and add paths of the payload to them",
    ),
    ActionSpec(
        id="time-clock", menu="&List", text="Time: by the &clock", key="Alt+Shift+1", checkable=True,
        group="time", starts_section=True, tip="Say when each call arrived by this machine's clock",
    ),
    ActionSpec(
        id="time-start", menu="&List", text="Time: since the &start", key="Alt+Shift+2", checkable=True,
        group="time", tip="Say how long after the session's first call each arrived",
    ),
    ActionSpec(
        id="time-previous", menu="&List", text="Time: since the &previous shown", key="Alt+Shift+3",
        checkable=True, group="time", tip="Say how long after the call above it in the list each arrived",
    ),
    ActionSpec(
        id="time-selected", menu="&List", text="Time: since the s&elected", key="Alt+Shift+4",
        checkable=True, group="time", tip="Say how long before or after the selected call each arrived",
    ),
    ActionSpec(
        id="sort-next", menu="&List", text="Sort by the &next column", key="Alt+Shift+5", starts_section=True,
        tip="Sort the list by a column, and by the next one with each press; a click on a title does so too",
    ),
    ActionSpec(
        id="sort-turn", menu="&List", text="Sort the other &way round", key="Alt+Shift+6",
        tip="Turn the order of the list round",
    ),
    ActionSpec(
        id="sort-none", menu="&List", text="In order of &arrival", key="Alt+Shift+0",
        tip="Show the calls as they came, and follow the newest again",
    ),
    ActionSpec(
        id="group-event", menu="&Group", text="By &event…", key="Ctrl+Shift+F1",
        tip="Gather calls by type and name, with each event's properties, how often they come, and their types",
    ),
    ActionSpec(
        id="group-user", menu="&Group", text="By &user…", key="Ctrl+Shift+F2",
        tip="Gather calls by person, and follow one person's journey with each change of identity",
    ),
    ActionSpec(
        id="group-source", menu="&Group", text="By s&ource…", key="Ctrl+Shift+F3",
        tip="Gather calls by write key and library",
    ),
    ActionSpec(
        id="group-request", menu="&Group", text="By re&quest…", key="Ctrl+Shift+F4",
        tip="Show each batch with the calls that came in it",
    ),
    ActionSpec(
        id="group-finding", menu="&Group", text="All f&indings…", key="Ctrl+Shift+F5",
        tip="Show each finding once, with how often it is found, and go to each of its calls",
    ),
    ActionSpec(
        id="timeline", menu="&View", text="&Timeline", key="Shift+F9", checkable=True, starts_section=True,
        tip="Show the calls over time above the list, where the window is high enough",
    ),
    ActionSpec(
        id="timeline-all", menu="&View", text="Timeline: all calls &behind the filter", key="Ctrl+Shift+F9",
        checkable=True, tip="Show all calls pale behind those that the filter leaves, or these alone",
    ),
    ActionSpec(
        id="to-list", menu="&View", text="Go t&o the list", key="F12", starts_section=True,
        tip="Put the keyboard into the list, wherever it is; Enter goes from there to the payload",
    ),
    ActionSpec(
        id="to-notice", menu="&View", text="Go to th&e notice", key="Shift+F12",
        tip="Put the keyboard on what the newest notice above the list offers",
    ),
    ActionSpec(
        id="to-timeline", menu="&View", text="&Go to the timeline", key="Ctrl+F9",
        tip="Put the cursor into the timeline: arrows move, Shift selects, + and - zoom, Esc clears",
    ),
    ActionSpec(
        id="reveal-keys", menu="&View", text="Reveal &write keys", key="Ctrl+Alt+K", checkable=True,
        tip="Show write keys whole, in this window, until it is switched off or another session is opened",
    ),
    ActionSpec(
        id="theme-system", menu="&View", text="Theme: as the &system", key="Ctrl+Alt+0",
        checkable=True, group="theme", starts_section=True, tip="Light or dark, as the system is",
    ),
    ActionSpec(
        id="theme-light", menu="&View", text="Theme: &light", key="Ctrl+Alt+1",
        checkable=True, group="theme", tip="Dark text on a light ground",
    ),
    ActionSpec(
        id="theme-dark", menu="&View", text="Theme: dar&k", key="Ctrl+Alt+2",
        checkable=True, group="theme", tip="Light text on a dark ground",
    ),
    ActionSpec(
        id="theme-contrast", menu="&View", text="Theme: &high contrast", key="Ctrl+Alt+3",
        checkable=True, group="theme", tip="White text on black, each colour at 7:1 or more",
    ),
    ActionSpec(
        id="text-larger", menu="&View", text="Te&xt larger", key="Ctrl++", also=("Ctrl+=",),
        starts_section=True, tip="Draw text, rows and icons larger, up to 200%",
    ),
    ActionSpec(
        id="text-smaller", menu="&View", text="Text s&maller", key="Ctrl+-",
        tip="Draw text, rows and icons smaller, down to 80%",
    ),
    ActionSpec(
        id="text-actual", menu="&View", text="Text at &its actual size", key="Ctrl+0",
        tip="Draw text, rows and icons at 100%",
    ),
    ActionSpec(
        id="full-screen", menu="&View", text="&Full screen", key="F11", checkable=True,
        starts_section=True, tip="Fill the screen with the window",
    ),
    *CALL_ACTIONS,
    ActionSpec(
        id="pause", menu="&Capture", text="&Pause", key="Ctrl+P", icon="pause", checkable=True,
        needs_capture=True,
        tip="Hold the list still; what arrives is kept, counted, and shown on resuming",
    ),
    ActionSpec(
        id="clear", menu="&Capture", text="&Clear", key="Ctrl+L", icon="trash-2",
        tip="Hide the calls that are in the list now; nothing is deleted",
    ),
    ActionSpec(
        id="notify", menu="&Capture", text="Notif&y…", key="Ctrl+Alt+N", icon="bell",
        tip="Be told of new errors, or what else a filter finds, while you look at something else",
    ),
    ActionSpec(
        id="rules", menu="&Capture", text="R&ules…", key="Ctrl+R", icon="settings",
        tip="List every rule, and say what each is taken for in this project", starts_section=True,
    ),
    ActionSpec(
        id="judge-anew", menu="&Capture", text="&Judge anew", key="Ctrl+Alt+J",
        tip="Judge all calls by the rules in force; in a saved session, what is found is written into its file",
    ),
    ActionSpec(
        id="faults", menu="&Capture", text="Simulate &faults…", key="Ctrl+Shift+X", icon="triangle-alert",
        needs_capture=True,
        tip="Answer with errors, late or not at all, to see how the app's SDK takes it",
    ),
    ActionSpec(
        id="deliveries", menu="&Capture", text="&Deliveries…", key="Ctrl+T", icon="repeat",
        tip="Show which messages were tried more than once or did not arrive, try by try",
    ),
    ActionSpec(
        id="connection", menu="&Capture", text="Co&nnection…", key="Ctrl+Shift+K", icon="circle-dashed",
        needs_capture=True,
        tip="Show where apps can send to, what keeps their calls away, and test the whole way",
        starts_section=True,
    ),
    ActionSpec(
        id="go-on", menu="&Capture", text="C&ontinue capturing", key="Ctrl+Shift+S", icon="play",
        tip="Capture into the session that is shown, from now on",
    ),
    ActionSpec(
        id="restart", menu="&Capture", text="&Restart the receiver", key="Ctrl+Shift+R", needs_capture=True,
        icon="refresh-cw", tip="End the receiver and start it again on the same port and session",
    ),
    ActionSpec(
        id="demo", menu="&Help", text="Open the &demo shop", key="Ctrl+Shift+D",
        tip="Open a small shop in the browser whose calls come here, some of them wrong on purpose",
    ),
    ActionSpec(
        id="sample", menu="&Help", text="Open a &sample session", key="Ctrl+Shift+H", icon="folder-open",
        tip="Look at a session of a shop, with its mistakes, in a window of its own",
    ),
    ActionSpec(
        id="welcome", menu="&Help", text="&Welcome…", key="Ctrl+Alt+W", needs_capture=True,
        tip="Go through the first steps again, up to a call that arrives",
    ),
    ActionSpec(
        id="palette", menu="&Help", text="&Command palette…", key="Ctrl+K", icon="command",
        starts_section=True, tip="Find everything by a few letters: actions, event names, sessions",
    ),
    ActionSpec(
        id="shortcuts", menu="&Help", text="&Keyboard shortcuts", key="F1", also=("?",), icon="keyboard",
        tip="List every action with its key",
    ),
    ActionSpec(
        id="about", menu="&Help", text="&About Track Debugger", key="Shift+F1", icon="info",
        tip="Say which version this is and where its files are",
    ),
)  # fmt: skip

MARKS = tuple(spec.id for spec in ACTIONS if spec.menu == "&Mark")
"""The actions that put something on the selected calls."""

FOLLOWING = tuple(spec.id for spec in ACTIONS if spec.menu == "&Go" and "-call" not in spec.id)
"""The actions that go from one call to another."""
