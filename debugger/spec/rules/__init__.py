"""The rules, one a module, each named `RULE`; each has a page of examples in `resources/rules/`."""
