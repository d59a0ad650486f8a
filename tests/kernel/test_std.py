"""The types of the standard library: what the analyser knows of it, from either of its two views."""

import os
import shutil
import subprocess
import sys

import pytest

import declarations
from kernels import KERNEL, Kernel, outline, view
from snippets import STANDARD

BATCH = 26


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    """A kernel that reads the declarations in notebooks/kernel/std."""
    yield from kernel(tmp_path_factory.mktemp("declared"))


@pytest.fixture(scope="module")
def outlined(tmp_path_factory):
    """A kernel that reads the outline of Rust's sources."""
    home = tmp_path_factory.mktemp("outlined")
    if view.find_sources() is None:
        pytest.skip("Rust's sources are not here: `rustup component add rust-src`, or set RUST_SRC_PATH")
    view.refresh(home)
    yield from kernel(home)


def kernel(home):
    started = Kernel([sys.executable, str(KERNEL / "launch.py"), "--home", str(home), "{connection_file}"], home)
    yield started
    started.stop()


def infer_all(kernel):
    """Define every variable of the table, a few cells for all; those whose type was not found are left out."""
    refused = {}
    table = list(STANDARD.items())
    for first in range(0, len(table), BATCH):
        cell = [f"let {name} = {made};" for name, (made, _, _) in table[first : first + BATCH]]
        if kernel.run("\n".join(cell)):
            for line in cell:  # which of them?
                if said := kernel.run(line):
                    refused[line] = said
    return refused


def types(kernel):
    return dict(line.split(": ", 1) for line in kernel.run(":vars").splitlines())


@pytest.mark.parametrize("which", ["declared", "outlined"])
def test_common_items_of_the_standard_library_work_across_cells(which, request):
    kernel = request.getfixturevalue(which)
    assert len(STANDARD) >= 100
    assert infer_all(kernel) == {}
    found = types(kernel)
    expected = {name: kind for name, (_, kind, _) in STANDARD.items()}
    assert {name: found[name].replace("std::prelude::v1::", "") for name in expected} == expected
    uses = [f'println!("{name} {{}}", {use});' for name, (_, _, use) in STANDARD.items()]
    assert [line for line in kernel.run("\n".join(uses)).splitlines() if not line.endswith(" true")] == []


# source and what is left of it
OUTLINES = {
    "pub fn f(x: [u8; { 1 + 1 }]) -> u8 where Foo<{ N }>: Bar, { x[0] }": "pub fn f(x: [u8; { 1 + 1 }]) -> u8 where Foo<{ N }>: Bar, {}",
    "/// Words. /* { */\n#[inline] /* a /* nested */ one } */ fn g() -> char { '{' }": " fn g() -> char {}",
    'fn h() { let s = r#"}"#; "}"; b"\\"}"; b\'}\'; \'\\u{7d}\'; } struct S<\'a>(&\'a str);': "fn h() {} struct S<'a>(&'a str);",
    "trait T { fn a(&self) -> fn(u8) -> u8; fn b() -> bool { 1 > 2 } const C: u8 = { 3 }; }": (
        "trait T { fn a(&self) -> fn(u8) -> u8; fn b() -> bool {} const C: u8 = { 3 }; }"
    ),
    "macro_rules! m { ($(#[$m:meta])* fn $n:ident() { $b:expr }) => { #[stable(x)] pub fn $n() { $b } }; }": (
        "macro_rules! m { ($(#[$m:meta])* fn $n:ident() { $b:expr }) => { pub fn $n() {} }; }"
    ),
    "#[cfg_attr(not(test), lang = \"x\")] #[must_use] #[unstable(feature = \"f\")] struct U;": (
        "#[cfg_attr(not(test), lang = \"x\")] #[unstable(feature = \"f\")] struct U;"
    ),
    "struct M<'a, K> { base: base::Iter<'a, Vec<K>> }": "struct M<'a, K> { base: (&'a (), Vec<K>) }",
}  # fmt: skip


@pytest.mark.parametrize("source", OUTLINES)
def test_an_outline_keeps_signatures_and_what_types_are_made_of(source):
    assert " ".join(str(outline.Outline(source)).split()) == " ".join(OUTLINES[source].split())


def compile_checks(declared, folder):
    """What rustc says of the declarations."""
    (folder / "checks.rs").write_text(declarations.crate_of_checks(declared))
    command = ["rustc", "--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=short", "checks.rs"]
    environment = os.environ | {"RUSTC_BOOTSTRAP": "1"}  # some of the traits in the signatures are not stable
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True).stderr


def test_the_declarations_are_those_of_the_compiler(tmp_path):
    assert compile_checks(view.DECLARED, tmp_path) == ""


# file: a declaration, and one that is not true
WRONG = {
    "core/src/num.rs": ("pub fn ilog2(self) -> u32;", "pub fn ilog2(self) -> u64;"),
    "core/src/option.rs": ("pub fn is_some(&self) -> bool;", "pub fn is_something(&self) -> bool;"),
    "core/src/iter.rs": ("-> RepeatN<T>;", "-> Take<Repeat<T>>;"),
    "core/src/f64.rs": ("pub const FRAC_PI_3: f64;", "pub const FRAC_PI_3: f32;"),
    "alloc/src/vec.rs": ("type Target = [T];", "type Target = T;"),
    "alloc/src/sync.rs": ("pub fn strong_count(this: &Self) -> usize;", "pub fn strong_count(&self) -> usize;"),
    "std/src/collections/hash_map.rs": ("type Item = (K, V);", "type Item = (&'static K, V);"),
    "std/src/thread.rs": ("pub fn sleep(duration", "pub fn slumber(duration"),
}


@pytest.mark.parametrize("file", WRONG)
def test_a_declaration_that_is_not_true_is_found(file, tmp_path):
    shutil.copytree(view.DECLARED, tmp_path / "std")
    changed = tmp_path / "std" / file
    true, wrong = WRONG[file]
    assert true in changed.read_text()
    changed.write_text(changed.read_text().replace(true, wrong))
    assert "error" in compile_checks(tmp_path / "std", tmp_path)
