"""Turns the declarations in notebooks/kernel/std into a crate that compiles only if they are true of Rust's own.

Every declared function becomes one with the same signature that calls the real one; every constant
is read as the type it is declared with; for every implementation the real trait is demanded of the
real type, with the same associated types. Names stand for the real ones: the declared structures are
left out, and `crate` is the real crate.
"""

import pathlib
import re

from outline import CLOSING, partners, tokens

FEATURES = ["coerce_unsized", "never_type", "nonzero_internals", "pattern", "print_internals", "slice_concat_trait", "step_trait", "try_trait_v2", "tuple_trait", "unsize"]
# What only a compiler's own library can name, and the macros.
PLUMBING = {"Arguments", "debug", "derive", "macros", "panicking", "prelude", "rt", "trait_"}
PLUMBING_TRAITS = {"CoerceUnsized", "Drop", "Fn", "FnMut", "FnOnce", "FromResidual", "Receiver", "Try", "Unsize", "UnwindSafe", "Sealed"}  # fmt: skip
PLUMBING_FUNCTIONS = {"from_array"}
UNSIZED = re.compile(r"\[[^;]*\]|str|Path|OsStr|dyn .*")
OPERATOR = re.compile(r"\$name|\b(Add|Sub|Mul|Div)\b")  # demands a size, through its default `Rhs = Self`
SKIPPED_FILES = {"lib.rs", "macros.rs", "marker.rs"}
WORDS = {"pub", "unsafe", "const", "auto", "default"}


def crate_of_checks(declared: pathlib.Path) -> str:
    features = "".join(f"#![feature({name})]\n" for name in FEATURES)
    parts = [f"#![allow(dead_code, internal_features, unused, ambiguous_glob_reexports)]\n{features}#![deny(unconditional_recursion)]\nextern crate alloc;\n"]
    for crate in ("core", "alloc", "std"):
        files = sorted((declared / crate / "src").rglob("*.rs"))
        body = "\n".join(module(crate, path) for path in files if path.name not in SKIPPED_FILES)
        parts.append(f"mod of_{crate} {{\n{body}\n}}\n")
    return "".join(parts)


def module(crate: str, path: pathlib.Path) -> str:
    names = path_in_crate(path)
    real = "::".join(["", crate, *names])
    checks = Checks(path.read_text().replace("$crate", "crate"), crate, real).text()
    return f"mod {'_'.join(names) or 'root'} {{\nuse {real}::*;\n{checks}\n}}"


def path_in_crate(path: pathlib.Path) -> list[str]:
    inside = list(path.with_suffix("").parts)
    names = inside[len(inside) - 1 - inside[::-1].index("src") + 1 :]
    return [name for name in names if name not in ("lib", "mod")]


class Checks:
    """The checks of one file's declarations."""

    def __init__(self, source: str, crate: str, real: str):
        self.tokens = [(before, f"::{crate}" if text == "crate" else text) for before, text in tokens(source)]
        self.partner = partners(self.tokens)
        self.real = real
        self.elided = 0

    def text(self) -> str:
        return self.items(0, len(self.tokens))

    def word(self, at: int) -> str:
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def join(self, first: int, last: int) -> str:
        return "".join(before + text for before, text in self.tokens[first:last])

    def find(self, at: int, *marks: str) -> int:
        """Where one of the marks stands next, outside of brackets."""
        while self.word(at) not in marks:
            at = self.partner[at] + 1 if self.word(at) in CLOSING else at + 1
        return at

    def items(self, at: int, end: int) -> str:
        written = []
        while at < end:
            text, at = self.item(at, end)
            written.append(text)
        return "\n".join(filter(None, written))

    def item(self, at: int, end: int) -> tuple[str, int]:
        """The check of the item at `at`, and where the next one begins."""
        first = at
        while self.word(at) == "#":
            at = self.partner[self.find(at, "[")] + 1
        while self.word(at) in WORDS and not (self.word(at) == "const" and self.word(at + 1) != "fn"):
            at = self.partner[at + 1] + 1 if self.word(at + 1) == "(" else at + 1
        word = self.word(at)
        if word == "$" and self.word(at + 1) == "(":  # a repetition within a macro
            inner, after = self.partner[at + 1], self.partner[at + 1]
            while self.word(after) not in ("*", "+", "?"):
                after += 1
            return f"$( {self.items(at + 2, inner)} ){self.join(inner + 1, after + 1)}", after + 1
        if word == "macro_rules":
            return self.macro(at)
        if word == "mod":
            opening = self.find(at, "{", ";")
            name = self.word(at + 1)
            if self.word(opening) == ";":
                return "", opening + 1
            after = self.partner[opening] + 1
            if name in PLUMBING:
                return "", after
            inner = Checks.__new__(Checks)
            inner.__dict__ = dict(self.__dict__, real=f"{self.real}::{name}")
            return f"mod {name} {{ use {inner.real}::*;\n{inner.items(opening + 1, after - 1)} }}", after
        if word == "use":
            after = self.find(at, ";") + 1
            text = self.join(at, after)
            plumbing = re.search(rf"\b({'|'.join(PLUMBING)})\b|super", text)
            return ("" if plumbing else text), after
        if word in ("struct", "enum", "union", "type", "static", "extern", "macro"):
            after = self.find(at, ";", "{")
            if word == "macro":
                after = self.find(at, "{")
            after = self.partner[after] + 1 if self.word(after) == "{" else after + 1
            public = "pub" in [self.word(k) for k in range(first, at)]
            name = self.word(at + 1)
            exists = word in ("struct", "enum", "union", "type") and public and "$" not in name
            return (f"const _: () = {{ use {self.real}::{name} as Real; }};" if exists else ""), after
        if word == "trait":
            return self.trait(at)
        if word == "impl":
            return self.implementation(at)
        if word == "fn":
            return self.free_function(at)
        if word == "const":
            after = self.find(at, ";") + 1
            name = self.word(at + 1)
            return f"const _: {self.join(at + 3, after - 1)} = {self.real}::{name};", after
        opening = self.find(at, "{", ";", "(")  # a macro's use
        after = self.partner[opening] + 1 if self.word(opening) in CLOSING else opening + 1
        return self.join(at, after), after

    def macro(self, at: int) -> tuple[str, int]:
        opening = self.find(at, "{")
        end = self.partner[opening]
        rules, rule = [], opening + 1
        while rule < end:
            expansion = self.partner[rule] + 3
            inner = self.items(expansion + 1, self.partner[expansion])
            rules.append(f"{self.join(rule, self.partner[rule] + 1)} => {{ {inner} }};")
            rule = self.partner[expansion] + 1
            if self.word(rule) == ";":
                rule += 1
        return f"{self.join(at, opening)} {{ {' '.join(rules)} }}", end + 1

    def generics(self, at: int) -> tuple[str, int]:
        """The parameters between the angles that may open at `at`, and where they end."""
        if self.word(at) != "<":
            return "", at
        depth, last = 0, at
        while True:
            if self.word(last) == "<":
                depth += 1
            elif self.word(last) == ">" and self.word(last - 1) not in ("-", "="):
                depth -= 1
                if depth == 0:
                    return self.join(at + 1, last), last + 1
            last += 1

    def trait(self, at: int) -> tuple[str, int]:
        name = self.word(at + 1)
        parameters, after = self.generics(at + 2)
        opening = self.find(after, "{")
        end = self.partner[opening]
        if name in PLUMBING_TRAITS:
            return "", end + 1
        parameters = parameters.replace(": ?Sized +", ":").replace(": ?Sized", "")
        real = f"{self.real}::{name}<{names(parameters)}>"
        methods = [self.function(f, f"<Self as {real}>") for f in self.functions(opening + 1, end)]
        bounds = f"<{parameters}>" if parameters else ""
        inside = " ".join(methods)
        return f"const _: () = {{ trait Declared{bounds}: {real} + Sized {{ {inside} }} }};", end + 1

    def functions(self, at: int, end: int) -> list[int]:
        found = []
        while at < end:
            if self.word(at) == "fn" and self.word(at + 1) != "(":
                found.append(at)
                at = self.find(at, ";", "{")
            at = self.partner[at] + 1 if self.word(at) in CLOSING else at + 1
        return found

    def function(self, at: int, of: str | None, types: tuple[str, ...] = (), body: bool = True) -> str:
        """The declared function with a body that calls the real one; `types` are those of its surroundings."""
        end = self.find(at, ";", "{")
        signature = self.join(at, end)
        name = self.word(at + 1)
        parameters, opening = self.generics(at + 2)
        lifetimes = [life for life in split(names(parameters)) if life.startswith("'")]
        if outlives := ", ".join(f"{kind}: {life}" for kind in types for life in lifetimes):
            signature += f", {outlives}" if " where " in signature else f" where {outlives}"
        close = self.partner[opening]
        arguments = []
        for part in split(self.join(opening + 1, close)):
            pattern = part.split(":")[0].strip().split()[-1] if not re.match(r"[&\s']*(mut\s+)?('\w+\s+)?(mut\s+)?self\b", part.strip()) else "self"
            arguments.append(pattern)
        if not body:
            return f"{signature};"
        prefix = f"{of}::" if of else ""
        unsafe = self.word(at - 1) == "unsafe"
        explicit = f"::<{names(parameters)}>" if parameters and not arguments else ""
        call = f"{prefix}{name}{explicit}({', '.join(arguments)})"
        if of == "Self" and arguments[:1] == ["self"]:  # a method, not only a function with that argument
            call = f"self.{name}({', '.join(arguments[1:])})"
        return f"{'unsafe ' if unsafe else ''}{signature} {{ {'unsafe { ' + call + ' }' if unsafe else call} }}"

    def free_function(self, at: int) -> tuple[str, int]:
        end = self.find(at, ";", "{")
        after = self.partner[end] + 1 if self.word(end) == "{" else end + 1
        check = "" if self.word(at + 1) in PLUMBING_FUNCTIONS else f"const _: () = {{ {self.function(at, self.real)} }};"
        return check, after

    def implementation(self, at: int) -> tuple[str, int]:
        parameters, header = self.generics(at + 1)
        opening = self.find(header, "{", "where")
        conditions = ""
        if self.word(opening) == "where":
            body = self.find(opening, "{")
            conditions = self.join(opening, body)
        else:
            body = opening
        end = self.partner[body]
        of = next((k for k in range(header, opening) if self.word(k) == "for" and self.word(k + 1) != "<"), None)
        if of is None:
            return self.inherent(parameters, self.join(header, opening), conditions, body, end), end + 1
        trait, kind = self.join(header, of).strip(), self.join(of + 1, opening).strip()
        if trait.split("<")[0].split("::")[-1] in PLUMBING_TRAITS:
            return "", end + 1
        bindings, k = [], body + 1
        while k < end:
            if self.word(k) == "type":
                stop = self.find(k, ";")
                if self.word(k + 2) != "<":  # a family of types cannot be demanded
                    bindings.append(self.join(k + 1, stop))
                k = stop
            k = self.partner[k] + 1 if self.word(k) in CLOSING else k + 1
        if bindings:
            trait = f"{trait[:-1]}, {', '.join(bindings)}>" if trait.endswith(">") else f"{trait}<{', '.join(bindings)}>"
        lifetimes: list[str] = []
        trait, kind = (named_lifetimes(text, lifetimes) for text in (trait, kind))
        parameters = ", ".join([*lifetimes, *([parameters] if parameters else [])])
        conditions = with_outlives(parameters, conditions)
        return (
            f"const _: () = {{ trait Demand<{parameters}> {conditions} {{ type Real: {'?Sized + ' * (not OPERATOR.search(trait))}{trait}; }}"
            f" impl<{parameters}> Demand<{names(parameters)}> for () {conditions} {{ type Real = {kind}; }} }};"
        ), end + 1

    def inherent(self, parameters: str, kind: str, conditions: str, body: int, end: int) -> str:
        if kind.split("<")[0].strip() in PLUMBING:
            return ""
        types = [name for name in split(names(parameters)) if not name.startswith(("'", "$"))]
        constant = set(re.findall(r"const\s+(\w+)", parameters))
        types = [name for name in types if name not in constant]
        constants, methods, declared, k = [], [], [], body + 1
        functions = self.functions(body + 1, end)
        for f in functions:
            methods.append(self.function(f, "Self", types))
            declared.append(("unsafe " if self.word(f - 1) == "unsafe" else "") + self.function(f, None, types, body=False))
        while k < end:
            if self.word(k) == "const" and self.word(k - 1) == "pub" and self.word(k + 1) not in ("fn", "unsafe"):
                stop = self.find(k, ";")
                constants.append(f"const _: {self.join(k + 3, stop)} = <{kind}>::{self.word(k + 1)};".replace("Self", kind.strip()))
                k = stop
            k = self.partner[k] + 1 if self.word(k) in CLOSING else k + 1
        conditions = with_outlives(parameters, conditions)
        bounds = f"<{parameters}>" if parameters else ""
        used = f"<{names(parameters)}>" if parameters else ""
        sized = "?Sized" not in parameters and not UNSIZED.fullmatch(kind.strip())
        return (
            f"const _: () = {{ {' '.join(constants)} trait Declared{bounds}{': Sized' * sized} {conditions} {{ {' '.join(declared)} }}"
            f" impl{bounds} Declared{used} for {kind} {conditions} {{ {' '.join(methods)} }} }};"
        )


def split(text: str) -> list[str]:
    """The parts of a list, separated by commas outside of brackets and angles."""
    parts, depth, part = [], 0, ""
    for at, mark in enumerate(text):
        if mark in "([{<":
            depth += 1
        elif mark in ")]}" or mark == ">" and text[at - 1] not in "-=":
            depth -= 1
        if mark == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += mark
    return [part.strip() for part in [*parts, part] if part.strip()]


def names(parameters: str) -> str:
    """The parameters without their bounds."""
    if "$(" in parameters:  # a macro's
        return re.sub(r"\s*[:=][^,()]*", "", parameters)
    return ", ".join(re.match(r"(?:const\s+)?('?\$?\w+)", part)[1] for part in split(parameters))


def named_lifetimes(text: str, lifetimes: list[str]) -> str:
    """The type with a name for every lifetime that it leaves out; the names are added to `lifetimes`."""

    def name(match):
        lifetimes.append(f"'e{len(lifetimes)}")
        return lifetimes[-1] if match[0] == "'_" else f"&{lifetimes[-1]} "

    return re.sub(r"'_\b|&(?!\s*')", name, text)


def with_outlives(parameters: str, conditions: str) -> str:
    """The conditions, with every type living as long as every lifetime: implied where the types are real."""
    if "$(" in parameters:
        return conditions
    listed = split(names(parameters))
    constants = {re.match(r"const\s+(\w+)", part)[1] for part in split(parameters) if part.startswith("const ")}
    lifetimes = [name for name in listed if name.startswith("'")]
    outlives = [f"{name}: {life}" for name in listed if not name.startswith("'") and name not in constants for life in lifetimes]
    conditions = conditions.strip()
    if not outlives:
        return conditions
    given = conditions.removeprefix("where").strip().rstrip(",")
    return "where " + ", ".join([*outlives, *([given] if given else [])])
