"""Kernels live through connections that come and go, and through restarts; their log stays clean."""

import os
import time

from jupyter_client.session import Session

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
