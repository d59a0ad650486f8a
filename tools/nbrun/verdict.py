"""What went wrong in a cell, read from its outputs.

evcxr reports a panic, a failed assert and an early return by `?` as success; all it does is to write
the message to stderr. So any text there is a failure.
"""

import re

import nbformat

FAILS = "raises-exception"
# What the page's builder shows of one cell.
OUTPUT_BYTES = 256 * 1024

# The line under the headings of a table in text.
RULE = re.compile(r"^─{8,}$", re.M)

ANSI = re.compile(r"\x1b\[[0-9;]*m")
# As the kernel here says it, and as Rust does.
OWN = re.compile(r"Panic: (?P<message>.*?)\n  (?:in the line: |at )[^\n]*\n(?:Variables of earlier cells [^\n]*\n)?", re.S)
PANIC = re.compile(
    r"\n?thread '[^\n]*' (?:\(\d+\) )?panicked at [^\n]*:\n(?P<message>.*?)\n"
    r"(?=stack backtrace:\n|note: |\n?thread '|\Z)"
    r"(?:stack backtrace:\n(?: +[^\n]*\n)*)?(?:note: [^\n]*\n)*",
    re.S,
)


def failure(cell: nbformat.NotebookNode) -> str | None:
    """Why the cell fails, or None. A cell tagged as failing fails when it does not."""
    found = what_failed(cell.outputs)
    if plain := too_large(cell.outputs) or bare_table(cell.outputs):
        return plain
    if FAILS in cell.metadata.get("tags", []):
        return None if found else "it is marked as failing, but it ran without an error"
    return found


def what_failed(outputs: list[nbformat.NotebookNode]) -> str | None:
    for output in outputs:
        if output.output_type == "error":
            trace = ANSI.sub("", "\n".join(output.traceback)).strip()
            return f"error: {trace or output.evalue}"
    complaint = text_of(outputs, "stderr")
    if not complaint.strip():
        return None
    if panic := OWN.search(complaint) or PANIC.search(complaint):
        return f"panic: {panic['message']}"
    if complaint.startswith("panic: "):
        return complaint.strip()
    return f"text on stderr (an error returned early by `?`, or a message): {complaint.strip()}"


def too_large(outputs: list[nbformat.NotebookNode]) -> str | None:
    """Whether the outputs together are more than a page takes, and the largest of them."""
    sizes = [(size(text_of(outputs, stream)), stream) for stream in ("stdout", "stderr")]
    # Of one output a page shows one kind.
    sizes += [max((size(content), kind) for kind, content in output.data.items()) for output in outputs if output.get("data")]
    whole = sum(bytes for bytes, _ in sizes)
    if whole <= OUTPUT_BYTES:
        return None
    most, kind = max(sizes)
    return f"it prints {whole:,} bytes, {most:,} of them its {kind}: a page takes {OUTPUT_BYTES:,}"


def bare_table(outputs: list[nbformat.NotebookNode]) -> str | None:
    """Whether a table is shown as text alone: so the kernel shows a last expression that moves a variable, as `table.caption("…")` does."""
    for output in outputs:
        data = output.get("data", {})
        if set(data) == {"text/plain"} and RULE.search(data["text/plain"]):
            return "its table is shown as text only, since the last expression moves a variable: end the cell in the variable itself"
    return None


def size(content) -> int:
    return len(str(content).encode())


def not_passed(cell: nbformat.NotebookNode) -> str | None:
    """Why a check cell does not pass although it ran: a check says so by the value 0."""
    for output in cell.outputs:
        value = output.get("data", {}).get("text/plain")
        if value is not None and is_zero(value):
            return f"the check does not pass: {text_of(cell.outputs, 'stdout').strip() or 'it gave 0'}"
    return None


def is_check(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))


def is_zero(text: str) -> bool:
    try:
        return float(text) == 0.0
    except ValueError:
        return False


def text_of(outputs: list[nbformat.NotebookNode], stream: str) -> str:
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == stream)


def tidy(cell: nbformat.NotebookNode) -> None:
    """Put a cell's outputs into their one order, and take from panics what changes from run to run.

    Text comes first, then stderr, then the value; a backtrace names addresses and folders of a
    machine, so only the message is kept.
    """
    streams = []
    for name in ("stdout", "stderr"):
        text = text_of(cell.outputs, name)
        if name == "stderr":
            for said in (OWN, PANIC):
                text = said.sub(lambda panic: f"panic: {panic['message']}\n", text)
        if text:
            streams.append(nbformat.v4.new_output("stream", name=name, text=text))
    others = [output for output in cell.outputs if output.output_type != "stream"]
    for output in others:
        if output.output_type == "execute_result":
            output.execution_count = cell.execution_count
    cell.outputs = streams + others
