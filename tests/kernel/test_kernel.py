"""The kernel's launcher: private folders, changes of the library, kernels that die, and what cells may do."""

import hashlib
import os
import pathlib
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from kernels import CHECKOUT, KERNEL, Kernel, eventually, graph, view


def contents(folder):
    """Every file of a folder, with what would show that it was written to."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            written = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path.relative_to(folder))] = (written.st_size, written.st_mtime_ns, digest)
    return found


def test_prebuilding_again_does_nothing_until_the_library_changes(answers_41):
    before = contents(answers_41.home / "prebuilt")
    assert "up to date" in answers_41.prebuild().stdout
    assert contents(answers_41.home / "prebuilt") == before
    answers_41.write(answer=40)
    assert "is ready" in answers_41.prebuild().stdout
    answers_41.write(answer=40, more=1)
    assert "is ready" in answers_41.prebuild().stdout
    answers_41.write(answer=41)
    assert "is ready" in answers_41.prebuild().stdout
    assert answers_41.private_folders() == []


def test_a_library_that_does_not_compile_leaves_the_prebuilt_folder_as_it_was(answers_41):
    before = contents(answers_41.home / "prebuilt")
    answers_41.write(answer="a word")
    run = answers_41.prebuild()
    assert run.returncode == 1
    assert "could not be compiled" in run.stderr
    assert contents(answers_41.home / "prebuilt") == before
    assert answers_41.private_folders() == []


def test_two_kernels_at_once_work_in_folders_of_their_own(tiny):
    with tiny.kernel() as one, tiny.kernel() as other, ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda kernel: kernel.run(tiny.dep), (one, other)))
        assert answers == ["41\n", "41\n"]
        assert len(tiny.private_folders()) == 2
        cell = 'let x = 1; println!("{}", x + 1);'
        assert list(pool.map(lambda kernel: kernel.run(cell), (one, other))) == ["2\n", "2\n"]
    assert eventually(lambda: tiny.private_folders() == [])


@pytest.mark.parametrize("change", [{"answer": 42}, {"answer": 41, "more": 1}], ids=["itself", "a crate inside"])
def test_a_changed_library_is_picked_up_and_nothing_else_is_compiled(answers_41, tmp_path, change):
    before = contents(answers_41.home / "prebuilt")
    log = tmp_path / "log"
    with log.open("w") as stderr, answers_41.kernel(stderr=stderr) as kernel:
        answers_41.write(**change)
        assert kernel.run(answers_41.dep) == "42\n"
    compiled = {line.split()[1] for line in log.read_text().splitlines() if "Compiling" in line}
    assert "tiny" in compiled and compiled <= {"tiny", "tiny-part"}
    assert contents(answers_41.home / "prebuilt") == before, "a kernel wrote into the prebuilt folder"


def test_dependencies_are_shared_not_copied(tiny):
    with tiny.kernel():
        (folder,) = (tiny.home / "running").iterdir()
        shared = [path for path in folder.rglob("libcfg_if-*.rlib")]
        assert shared and all(path.stat().st_nlink > 1 for path in shared)
        for name in ("tiny", "tiny_part"):
            own = [path for path in folder.rglob(f"lib{name}-*.rlib")]
            assert own and all(path.stat().st_nlink == 1 for path in own), name


def test_a_killed_kernel_leaves_neither_folder_nor_process(tiny):
    with tiny.kernel() as kernel:
        group = kernel.pid
        kernel.client.execute('println!("endless"); loop { std::hint::spin_loop(); }')
        while kernel.client.get_iopub_msg(timeout=60)["content"].get("text") != "endless\n":
            pass
        os.kill(kernel.pid, signal.SIGKILL)
        assert eventually(lambda: tiny.private_folders() == [])
        assert not [process for process in psutil.process_iter() if runs_in_group(process, group)]


def runs_in_group(process, group):
    try:
        return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, psutil.NoSuchProcess):
        return False


def test_what_a_killed_guard_left_is_swept_at_the_next_start_and_no_other(tiny):
    with tiny.kernel() as survivor, tiny.kernel() as killed:
        for beside in psutil.Process(killed.pid).children():
            if "launch.py" in " ".join(beside.cmdline()):
                beside.kill()
        os.kill(killed.pid, signal.SIGKILL)
        time.sleep(1)
        assert len(tiny.private_folders()) == 2
        with tiny.kernel() as third:
            pids = {int(name.split("-")[0]) for name in tiny.private_folders()}
            assert pids == {survivor.pid, third.pid}
        assert survivor.run(tiny.dep) == "41\n"


def test_a_kernel_ends_with_the_jupyter_that_started_it(tiny):
    script = f"""
import sys; sys.path.insert(0, {str(pathlib.Path(__file__).parent)!r})
from kernels import Kernel, pathlib
kernel = Kernel({tiny.argv!r}, pathlib.Path({str(tiny.folder)!r}))
print(kernel.pid, flush=True)
kernel.client.hb_channel.join()
"""
    jupyter = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    kernel = int(jupyter.stdout.readline())
    assert psutil.pid_exists(kernel)
    jupyter.kill()
    jupyter.wait()
    assert eventually(lambda: not psutil.pid_exists(kernel))
    assert eventually(lambda: tiny.private_folders() == [])


def test_cells_out_of_order_and_again(tiny):
    with tiny.kernel() as kernel:
        assert "cannot find function `twice`" in kernel.run('println!("{}", twice(2));')
        kernel.run("fn twice(x: i32) -> i32 { x + x + 1 }")
        assert kernel.run('println!("{}", twice(2));') == "5\n"
        kernel.run("fn twice(x: i32) -> i32 { 2 * x }")
        assert kernel.run('println!("{}", twice(2));') == "4\n"
        kernel.run("let n = 3;")
        kernel.run("let n = twice(n);")
        assert kernel.run('println!("{n}");') == "6\n"
        assert kernel.run(tiny.dep) == "41\n"


def test_without_anything_prebuilt_the_kernel_starts_plainly(tiny, tmp_path):
    argv = [sys.executable, str(KERNEL / "launch.py"), "--home", str(tmp_path / "nothing"), "{connection_file}"]
    kernel = Kernel(argv, tmp_path)
    try:
        assert kernel.run('println!("{}", 1 + 1);') == "2\n"
        assert not (tmp_path / "nothing").exists()
    finally:
        kernel.stop()


def test_a_missing_evcxr_is_one_sentence(tmp_path):
    command = [sys.executable, str(KERNEL / "launch.py"), "connection.json"]
    run = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/nowhere", "HOME": str(tmp_path)})
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1 and "make kernel" in run.stderr


# What the analyser must infer from the declarations in notebooks/kernel/std, by variable.
INFERRED = {
    "v": ("let v = vec![1.0, 2.0, 3.0];", "Vec<f64>"),
    "s": ('let s = "abc".to_string();', "String"),
    "length": ("let length = s.len();", "usize"),
    "doubled": ("let doubled = v.iter().map(|x| x * 2.0).collect::<Vec<_>>();", "Vec<f64>"),
    "total": ("let total = v.iter().sum::<f64>();", "f64"),
    "parsed": ('let parsed = "1.5".parse::<f64>()?;', "f64"),
    "second": ("let second = v[1];", "f64"),
    "grid": (
        'let mut grid = Vec::new(); for i in 0..3 { grid.push((i as f64, format!("{i}"))); }',
        "Vec<(f64, String)>",
    ),
    "best": ("let best = v.iter().copied().fold(f64::NEG_INFINITY, f64::max);", "f64"),
    "at": ("let at = v.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|(i, _)| i);", "Option<usize>"),
    "pairs": ("let pairs = (0..4).flat_map(|i| (0..2).map(move |j| (i, j))).collect::<Vec<_>>();", "Vec<(i32, i32)>"),
    "sorted": ("let sorted = { let mut t = v.clone(); t.sort_by(|a, b| b.total_cmp(a)); t };", "Vec<f64>"),
    "words": ('let words = "a b c".split_whitespace().map(str::to_owned).collect::<Vec<_>>();', "Vec<String>"),
    "joined": ('let joined = words.join(", ");', "String"),
    "counts": (
        'let mut counts = std::collections::HashMap::new(); counts.insert("a".to_string(), 3usize);',
        "std::collections::HashMap<String, usize>",
    ),
    "took": ("let took = std::time::Instant::now().elapsed();", "std::time::Duration"),
    "pair": ("let pair = (1.0_f64.sqrt() < 2.0, -second);", "(bool, f64)"),
}
IN_LIBRARY = {
    "matrix": ("let matrix = array![[1.0, 2.0], [3.0, 4.0]];", "Dim<[usize; 2]>, f64>"),
    "product": ("let product = matrix.dot(&array![0.5, -1.0]);", "Dim<[usize; 1]>, f64>"),
    "scaled": ("let scaled = &product * 2.0;", "Dim<[usize; 1]>, f64>"),
    "row": ("let row = matrix.row(0).to_owned();", "Dim<[usize; 1]>, f64>"),
    "entry": ("let entry = matrix[[0, 1]];", "f64"),
    "shape": ("let shape = matrix.dim();", "(usize, usize)"),
    "rng": ("let mut rng = ChaCha8Rng::seed_from_u64(7);", "ChaCha8Rng"),
    "draw": ("let draw = rng.random::<f64>();", "f64"),
    "axes": ('let axes = Axes::new("a rising line").line("", &[(0.0, 0.0), (1.0, 1.0)]);', "Axes"),
    "figure": ("let figure = axes.draw()?;", "Figure"),
    "noise": ("let noise = Normal::new(0.0, 1.0)?;", "Normal<f64>"),
    "drawn": ("let drawn = noise.sample(&mut rng);", "f64"),
    "flat": ("let flat = Uniform::new(0.0, 1.0)?;", "Uniform<f64>"),
    "colour": ("let colour = RGBColor(0, 114, 178).mix(0.5);", "RGBAColor"),
}


def types(kernel):
    return dict(line.split(": ", 1) for line in kernel.run(":vars").splitlines())


def test_types_of_the_standard_library_are_inferred(tiny):
    with tiny.kernel() as kernel:
        assert kernel.run('println!("{}", std::env::var("RUST_SRC_PATH")?);') == f"{view.shown(tiny.home)}\n"
        complaints = [said for cell, _ in INFERRED.values() if "type" in (said := kernel.run(cell))]
        assert complaints == []
        found = types(kernel)
    assert {name: found[name] for name in INFERRED} == {name: kind for name, (_, kind) in INFERRED.items()}


@pytest.mark.skipif(not (CHECKOUT / "target/kernel/prebuilt").is_dir(), reason="run `make kernel` first")
def test_types_of_the_library_s_dependencies_are_inferred(tmp_path):
    first = """:dep downhill = { path = "%s" }
use downhill::ndarray::array; use downhill::rand::{RngExt, SeedableRng}; use downhill::rand_chacha::ChaCha8Rng;
use downhill::rand_distr::{Distribution, Normal, Uniform}; use downhill::plot::Axes; use downhill::plotters::style::{Color, RGBColor};"""
    kernel = Kernel([sys.executable, str(KERNEL / "launch.py"), "{connection_file}"], tmp_path)
    try:
        assert kernel.run(first % (CHECKOUT / "crate")) == ""
        assert [said for cell, _ in IN_LIBRARY.values() if "type" in (said := kernel.run(cell))] == []
        found = types(kernel)
        image = tmp_path / "figure.png"
        assert kernel.run(f'figure.save("{image}")?;') == ""
        assert image.read_bytes().startswith(b"\x89PNG")
    finally:
        kernel.stop()
    assert [found[name] for name, (_, kind) in IN_LIBRARY.items() if not found[name].endswith(kind)] == []


def test_the_analyser_is_shown_no_package_that_is_the_library_s_own_affair():
    node = lambda name, *needs: {"id": name, "dependencies": list(needs), "deps": [{"pkg": need} for need in needs]}
    nodes = [node("ctx", "library"), node("library", "ndarray", "serde"), node("serde", "syn"), node("syn"), node("ndarray")]
    described = {
        "packages": [{"id": each["id"], "name": each["id"]} for each in nodes],
        "workspace_members": ["ctx"],
        "resolve": {"nodes": nodes},
    }
    shown = graph.without_internal(described)
    assert [package["name"] for package in shown["packages"]] == ["ctx", "library", "ndarray"]
    assert shown["resolve"]["nodes"] == [node("ctx", "library"), node("library", "ndarray"), node("ndarray")]


@pytest.mark.skipif(not (CHECKOUT / "target/kernel/prebuilt").is_dir(), reason="run `make kernel` first")
def test_a_dependency_that_a_notebook_adds_is_shown_with_all_it_needs(tmp_path):
    mine = tmp_path / "mine"
    (mine / "src").mkdir(parents=True)
    (mine / "Cargo.toml").write_text(
        '[package]\nname = "mine"\nversion = "1.0.0"\nedition = "2024"\n'
        f'[dependencies]\ndownhill = {{ path = "{CHECKOUT / "crate"}" }}\nlibm = "0.2"\n'
    )
    (mine / "src" / "lib.rs").write_text("pub use libm; pub fn gate() -> downhill::data::TwoClass { downhill::data::logic::and() }\n")
    kernel = Kernel([sys.executable, str(KERNEL / "launch.py"), "{connection_file}"], tmp_path)
    try:
        assert kernel.run(f':dep downhill = {{ path = "{CHECKOUT / "crate"}" }}\nuse downhill::prelude::*;') == ""
        assert kernel.run(f':dep mine = {{ path = "{mine}" }}') == ""
        assert kernel.run("let root = mine::libm::sqrt(9.0);\nlet gate = mine::gate();") == ""
        assert kernel.run('println!("{root} {}", Perceptron::new(&[1.0, 1.0], 1.5)?.mistakes(&gate)?);') == "3 0\n"
    finally:
        kernel.stop()
