"""The language of filters: read, said in words, completed, held against messages; knows no file, no window."""

from debugger.query.parsing import parse
from debugger.query.tree import Node

__all__ = ["Node", "parse"]
