"""Kernels live through connections that come and go, and through restarts; their log stays clean."""

import json
import os
import time

from jupyter_client.session import Session

from kernels import gate

RESTARTS = int(os.environ.get("RESTARTS", "10"))  # RESTARTS=50 before a release
DELAYS = [0, 0.001, 0.003, 0.01]


def ask_and_leave(kernel, turn):
    """Connect, ask, and close before the answer is there, as Jupyter's server does when a kernel starts."""
    session = Session(key=kernel.manager.session.key)
    sockets = [kernel.manager.connect_control(), kernel.manager.connect_shell()]
    for socket in sockets:
        for _ in range(20):
            session.send(socket, "kernel_info_request")
    time.sleep(DELAYS[turn % len(DELAYS)])
    for socket in sockets:
        socket.close(linger=50 if turn % 2 else 0)


def test_clients_that_leave_before_the_answer_do_not_end_the_kernel(tiny, tmp_path):
    with (tmp_path / "log").open("w") as log, tiny.kernel(stderr=log) as kernel:
        for turn in range(50):
            ask_and_leave(kernel, turn)
        time.sleep(0.5)
        assert kernel.manager.is_alive()
        assert kernel.run('println!("{}", 1 + 1);') == "2\n"
    assert "rror" not in (tmp_path / "log").read_text()


def test_restarts(tiny, tmp_path):
    """Calm, while a cell runs, while one compiles; with the old client and with new ones."""
    with (tmp_path / "log").open("w") as log, tiny.kernel(stderr=log, interrupt_mode="signal") as kernel:
        for turn in range(RESTARTS):
            if turn % 3:
                kernel.client.execute("loop { std::hint::spin_loop(); }")
                time.sleep(0.2 if turn % 3 == 1 else 1.5)
            kernel.manager.restart_kernel(stderr=log)
            if turn % 2:
                kernel.client.stop_channels()
                kernel.client = kernel.manager.client()
                kernel.client.start_channels()
            kernel.client.wait_for_ready(timeout=60)
            ask_and_leave(kernel, turn)
            assert kernel.run(f'println!("{{}}", {turn} + 1);') == f"{turn + 1}\n", turn
    assert "rror" not in (tmp_path / "log").read_text()


def test_a_kernel_that_ends_leaves_a_clean_log(tiny, tmp_path):
    with (tmp_path / "log").open("w") as log, tiny.kernel(stderr=log) as kernel:
        kernel.run('println!("{}", 1 + 1);')
    assert (tmp_path / "log").read_text() == ""


def completions(kernel, code):
    """What a client is offered at the end of the code, with the kinds."""
    request = kernel.client.complete(code, len(code))
    while (reply := kernel.client.get_shell_msg(timeout=60))["parent_header"].get("msg_id") != request:
        pass
    kinds = reply["content"]["metadata"]["_jupyter_types_experimental"]
    return reply["content"]["matches"], [entry["type"] for entry in kinds]


def test_completions_offer_methods_before_private_fields(tiny):
    with tiny.kernel() as kernel:
        kernel.run(tiny.dep)
        kernel.run("let point = tiny::Point::default(); fn polish() {}")
        for code in ("point.", "let l = point.", 'let ü = "é"; point.'):
            matches, kinds = completions(kernel, code)
            place = {name: [m.startswith(name) for m in matches].index(True) for name in ("length", "shifted", "alpha", "beta")}
            assert max(place["length"], place["shifted"]) < min(place["alpha"], place["beta"]), (code, matches)
            assert kinds == sorted(kinds, key=lambda kind: kind != "function"), code
        assert {"point"} < set(completions(kernel, "po")[0]), "what is no list of members is as the analyser has it"


def message(kind, content, parent="{}"):
    parts = [json.dumps({"msg_type": kind, "msg_id": "7"}), parent, "{}", json.dumps(content)]
    return [b"client", gate.DELIMITER, b"signed", *(part.encode() for part in parts)]


def test_the_gate_leaves_all_other_messages_as_they_are():
    members = gate.Members(b"key")
    listed = message("complete_reply", {"matches": ["b", "a"], "metadata": {"_jupyter_types_experimental": [{"type": "instance"}, {"type": "function"}]}}, '{"msg_id": "7"}')
    for asked in ("complete_request", "execute_request"):
        members.note(message(asked, {"code": "po", "cursor_pos": 2}))
    failed = message("complete_reply", {"status": "error"}, '{"msg_id": "7"}')
    for answer in (listed, failed, message("execute_reply", {}), [b"no message"], listed[:5]):
        assert members.ordered(answer) is answer
    members.note(message("complete_request", {"code": "p.", "cursor_pos": 2}))
    assert members.ordered(failed) is failed
    members.note(message("complete_request", {"code": "p.", "cursor_pos": 2}))
    assert json.loads(members.ordered(listed)[-1])["matches"] == ["a", "b"]
