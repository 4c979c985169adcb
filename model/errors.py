"""Bad input: every fault found in one pass, each on a line with the place, what was found and what was expected."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

MARKS = "\u2028\u2029\ufffe\uffff"  # that end lines, or are no characters
WIDE = re.compile(
    r"(?:[０-９Ａ-Ｚａ-ｚ．％＋－＝＿\u3000]|(?<=[0-9A-Za-z_０-９])[：，“”]|[“”](?=[0-9０-９]))+"
)  # where plain ones are meant
PLAIN = {ord("“"): '"', ord("”"): '"'}  # beside what Unicode itself knows as the same
FEW = 5  # names that a hint lists
SHORTEST, LONGEST_WORD = 2, 80  # letters of what is taken for a part of a name; of what is looked for
SURE = 0.9  # how like a word is to a name that it is but for a slip
HINTS = 100  # problems that get a hint; finding the nearest name is slow in a file of many thousand faults

Names = Iterable[str] | Mapping[str, str]


class InputError(Exception):
    """Bad input; ``problems`` lists every fault found in one pass, a line each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass
class Problems:
    """The faults found so far, where each key was written, and what was read.

    ``origins`` maps a key's path to ``file:line``, ``files`` the path of a file to its SHA-256.
    """

    lines: list[str] = field(default_factory=list)
    origins: dict[tuple, str] = field(default_factory=dict)
    noted: set[tuple] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)

    def add(self, path: tuple, fault: str, word: str = "", names: Names = ()) -> None:
        """Note a fault (``found ...; expected ...``) of the key at ``path``; ``word`` looks for its like in ``names``.

        Where those are a mapping, the hint tells what stands at the like of it.

        A key whose value could not be read is not blamed for that value again.
        """
        path = tuple(map(str, path))
        if path in self.noted:
            return
        known = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in self.origins)
        self.note(self.origins[known], path, fault, word, names)

    def note(self, where: str, path: tuple, fault: str, word: str = "", names: Names = (), beside: str = "") -> None:
        """Note a fault at a place that is known; ``beside`` is text that stands there and the fault does not quote."""
        self.noted.add(path)
        asked = _asked(word, names) if len(self.lines) < HINTS else ""
        hint = f"; {asked}" if asked else ""
        if not hint and (wide := full_width(f"{dotted(path)} {fault} {beside}")):
            hint = f"; '{wide}' is full-width: write '{plain(wide)}'"
        key = "" if not path and where.startswith("--") else f"{dotted(path)}: "  # what was typed is no file
        self.lines.append(printable(f"{where}: {key}{fault}{hint}"))

    def stop(self) -> None:
        """Raise if there was any fault."""
        if self.lines:
            raise InputError(self.lines)


def meant(word: str, names: Names) -> str:
    """A hint at the name that is meant, such as `` (did you mean 'gdp'?)``, or nothing where none is like it.

    ``names`` may be a mapping of what things are called to their names. Where the word is a part of what several are called,
    those are listed.
    """
    asked = _asked(word, names)
    return f" ({asked})" if asked else ""


def _asked(word: str, names: Names) -> str:
    """Which name is meant, as a question."""
    called = names if isinstance(names, Mapping) else {name: name for name in names}
    like = _like(folded(word), {folded(text): text for text in called}) if len(word) < LONGEST_WORD else []
    found: dict[str, str] = {}
    for text in like:
        found.setdefault(called[text], text)
    if len(found) < 2:
        return f"did you mean '{next(iter(found))}'?" if found else ""
    listed = [f"'{name}'" if name == text else f"'{name}' ({text})" for name, text in found.items()]
    more = f", or of {len(listed) - FEW} more" if len(listed) > FEW else ""
    return f"did you mean one of {', '.join(listed[:FEW])}{more}?"


def _like(word: str, called: Mapping[str, str]) -> list[str]:
    """What is called so, or so but for a letter or letters that are swapped; else all of which it is a part; else the nearest."""
    letters = sorted(word)
    swapped = (text for text in called if sorted(text) == letters)
    if sure := [word] if word in called else get_close_matches(word, called, n=1, cutoff=SURE) or [*swapped]:
        return [called[sure[0]]]
    parts = word.split() if len(word) >= SHORTEST else []
    within = sorted((text for text in called if parts and all(part in text for part in parts)), key=len)
    near = within or get_close_matches(word, called, n=FEW if " " in word else 1)
    return [called[text] for text in near]


def folded(text: str) -> str:
    """A text as names are told apart: in plain characters and small letters."""
    return plain(text).strip().casefold()


def full_width(text: str) -> str:
    """The first characters of a text that an input method has made wide where plain ones are meant; nothing where none are."""
    found = WIDE.search(text)
    return found.group() if found else ""


def plain(text: str) -> str:
    """The text with the plain characters for wide ones."""
    return unicodedata.normalize("NFKC", text.translate(PLAIN))


def reason(error: OSError) -> str:
    """What the system says of a file, in words: its name and why."""
    why = error.strerror or str(error)
    return f"{error.filename}: {why}" if error.filename and error.strerror else why


def printable(text: str) -> str:
    """The text on one line, with every character that does not print escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def is_text(text: str) -> bool:
    """Whether a string is Unicode text: escapes in YAML and bytes of a command line can make one that is not."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def control_character(text: str) -> str:
    """The first character of a text that is no part of a line of text, as an escape; nothing where all are."""
    first = next((c for c in text if unicodedata.category(c) == "Cc" or c in MARKS), "")
    return first.encode("unicode_escape").decode() or ""


def dotted(path: tuple) -> str:
    """A key's path as people write it, such as ``levers.rain.2022``."""
    return ".".join(str(part) if len(str(part)) <= 60 else f"{str(part)[:60]}…" for part in path) or "file"


def shown(value: object) -> str:
    """A value in a message: short, and said in the file's own terms."""
    if isinstance(value, dict | list):
        return f"a mapping of {len(value)}" if isinstance(value, dict) else f"a list of {len(value)}"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
