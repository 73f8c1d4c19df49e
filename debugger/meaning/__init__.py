"""What a value of a payload means, in plain sentences: what it says itself, and what its field is for."""

from debugger.meaning.sentences import meaning

__all__ = ["meaning"]
