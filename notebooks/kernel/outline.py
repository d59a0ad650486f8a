"""Makes an outline of Rust's standard library: its sources without bodies, comments and most attributes.

The kernel's analyser takes the types of a cell's variables from source. Signatures are all it needs:
one byte in eight, and it would read all of them at every start. Works on tokens: it knows brackets,
strings, comments, attributes and where a function's body begins, and nothing else of the language,
so that new syntax passes through it unharmed.
"""

import pathlib
import re

CRATES = ["core", "alloc", "std"]
# Modules that no notebook needs: one platform's system calls and vector instructions, and what names them.
LEFT_OUT = ["std/src/os", "std/src/sys", "std/src/keyword_docs.rs", "core/src/primitive_docs.rs"]
# Attributes that say nothing about a type or about where a name may be used.
SILENT = {
    "allow", "cfg_attr", "cold", "deny", "deprecated", "diagnostic", "doc", "expect", "forbid", "inline",
    "must_not_suspend", "must_use", "optimize", "stable", "track_caller", "warn",
}  # fmt: skip
SILENT_RUSTC = {
    "rustc_allow_const_fn_unstable", "rustc_confusables", "rustc_const_stable", "rustc_const_stable_indirect",
    "rustc_const_unstable", "rustc_diagnostic_item", "rustc_inherit_overflow_checks",
    "rustc_intrinsic_const_stable_indirect", "rustc_nounwind", "rustc_on_unimplemented",
    "rustc_should_not_be_called_on_const_items",
}  # fmt: skip
# Functions whose bodies types are made with: `[u8; size_of::<Self>()]`.
NEEDED_BODIES = {"size_of"}

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
    |(?P<comment>/\*)
    |(?P<raw>[bc]?r(?P<hashes>\#*)")
    |(?P<string>[bc]?"(?:[^"\\]|\\.)*")
    |(?P<char>b?'(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'\n])')
    |(?P<word>'?(?:r\#)?\$?\w+|\$)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
CLOSING = {"(": ")", "[": "]", "{": "}"}


def tokens(source: str) -> list[tuple[str, str]]:
    """The source's tokens, each with the white space before it: none, or one blank or line break."""
    found, at, before = [], 0, ""
    while at < len(source):
        match = TOKEN.match(source, at)
        kind, end = match.lastgroup, match.end()
        if kind == "hashes":
            kind = "raw"
        if kind == "comment":
            end = end_of_comment(source, end)
        elif kind == "raw":
            closing = '"' + match["hashes"]
            end = source.index(closing, end) + len(closing)
        if kind in ("space", "comment"):
            before = "\n" if "\n" in source[at:end] or before == "\n" else " "
        else:
            found.append((before, source[at:end]))
            before = ""
        at = end
    return found


def end_of_comment(source: str, at: int) -> int:
    depth = 1
    while depth:
        mark = re.compile(r"/\*|\*/").search(source, at)
        depth += 1 if mark[0] == "/*" else -1
        at = mark.end()
    return at


class Outline:
    """Writes the outline of one file's tokens."""

    def __init__(self, source: str):
        self.tokens = tokens(source)
        self.partner = partners(self.tokens)
        self.written: list[str] = []
        self.copy(0, len(self.tokens))

    def __str__(self) -> str:
        return "".join(self.written)

    def text(self, at: int) -> str:
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def write(self, first: int, last: int) -> None:
        for before, text in self.tokens[first:last]:
            self.written += (before, text)

    def copy(self, at: int, end: int) -> None:
        """Write the tokens up to `end`, without bodies and without attributes that are silent."""
        while at < end:
            text, following = self.text(at), self.text(at + 1)
            if text == "#" and (attribute := self.attribute(at)):
                after = self.partner[attribute] + 1
                if not self.is_silent(attribute):
                    self.write(at, after)
                at = after
            elif text == "macro_rules" and following == "!" or text == "macro" and self.is_word(at + 1):
                at = self.copy_macro(at)
            elif text == "fn" and following not in NEEDED_BODIES and self.is_word(at + 1) and (body := self.body(at, end)):
                self.copy(at, body)
                self.written.append(" {}")
                at = self.partner[body] + 1
            elif text == "base" and self.text(at + 4) == "<":
                at = self.copy_foreign(at)
            else:
                self.write(at, at + 1)
                at += 1

    def copy_foreign(self, at: int) -> int:
        """Write `base::Map<'a, K>` as `(&'a (), K)`: hashed maps and sets are wrappers of another crate's.

        Without that crate the parameters would be in no field, and then two maps of different keys would
        be one type to the analyser.
        """
        self.written += (self.tokens[at][0], "(")
        at += 5
        depth = 1
        while depth:
            before, text = self.tokens[at]
            if text.startswith("'"):
                text = f"&{text} ()"
            depth += {"<": 1, ">": -1}.get(text, 0)
            self.written += (before, text if depth else ")")
            at += 1
        return at

    def is_word(self, at: int) -> bool:
        return re.match(r"[\w$]", self.text(at)) is not None

    def attribute(self, at: int) -> int | None:
        """Where the bracket of the attribute opens whose `#` is at `at`."""
        opening = at + 2 if self.text(at + 1) == "!" else at + 1
        return opening if self.text(opening) == "[" else None

    def is_silent(self, opening: int) -> bool:
        name = self.text(opening + 1)
        if name == "cfg_attr":  # it may hold one that speaks
            inside = {self.text(at) for at in range(opening + 1, self.partner[opening])}
            return not inside & {"derive", "lang", "path", "macro_use", "rustc_builtin_macro", "no_std"}
        if name == "doc":  # the analyser hides what is hidden, and knows notable traits
            return self.text(opening + 3) not in ("hidden", "notable_trait")
        return name in SILENT or name in SILENT_RUSTC

    def copy_macro(self, at: int) -> int:
        """Write a macro's definition: patterns as they are, what they expand to in outline."""
        opening = at
        while self.text(opening) not in CLOSING:
            opening += 1
        self.write(at, opening + 1)
        end = self.partner[opening]
        if self.text(at) == "macro" and self.text(opening) == "(":  # pub macro name(pattern) { expansion }
            self.write(opening + 1, end + 1)
            opening, end = end + 1, self.partner[end + 1]
            self.write(opening, opening + 1)
            self.copy(opening + 1, end)
        else:
            rule = opening + 1
            while rule < end and self.text(rule) in CLOSING:
                arrow = self.partner[rule] + 1
                expansion = arrow + 2  # after `=` and `>`
                self.write(rule, expansion + 1)
                rule = self.partner[expansion]
                self.copy(expansion + 1, rule)
                after = rule + 1
                while after < end and self.text(after) in (";", ","):
                    after += 1
                self.write(rule, after)
                rule = after
            self.write(rule, end)
        self.write(end, end + 1)
        return end + 1

    def body(self, at: int, end: int) -> int | None:
        """Where the body opens of the function that begins at `at`, if it has one."""
        at += 2
        angles = 0  # a brace within `Foo<{ N }>` opens no body
        while at < end and not (angles == 0 and self.text(at) == ";"):
            text = self.text(at)
            if text == "{" and angles == 0:
                return at
            if text == "<":
                angles += 1
            elif text == ">" and self.text(at - 1) != "-":
                angles -= 1
            at = self.partner[at] + 1 if text in CLOSING else at + 1
        return None


def partners(found: list[tuple[str, str]]) -> dict[int, int]:
    """For each opening bracket where it closes."""
    closes, open_ones = {}, []
    for at, (_, text) in enumerate(found):
        if text in CLOSING:
            open_ones.append(at)
        elif text in CLOSING.values():
            closes[open_ones.pop()] = at
    return closes


def outline(sources: pathlib.Path, target: pathlib.Path) -> None:
    """Write the outline of the standard library in `sources` to the new folder `target`."""
    for crate in CRATES:
        for path in sorted((sources / crate / "src").rglob("*.rs")):
            name = path.relative_to(sources)
            if any(name.is_relative_to(module) for module in LEFT_OUT) or "tests" in name.parts:
                continue
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(str(Outline(path.read_text())))
