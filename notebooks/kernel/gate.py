"""A gate between Jupyter's sockets and the kernel's: evcxr has one peer, which never leaves.

Jupyter opens connections for a moment when a kernel starts, and closes them as soon as it knows enough.
When evcxr then answers a connection that is closed, it gives up: its control loop ends, and the kernel with
it ("Codec Error: Broken pipe"), or its heart stops, or a request stays without its end. So a process
beside the kernel binds the ports that Jupyter knows, and hands on what comes, both ways.

One kind of message it changes: in a list of members, asked for after a dot, methods come before fields. The analyser takes the library for the
learner's own code, and offers its private fields, too.
"""

import hashlib
import hmac
import json
import os
import pathlib
import re
import select
import socket
import threading
import time

import zmq

PORTS = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"]
# evcxr finds the one who asked for a cell again when the cell asks for input: by this name, on any socket.
NAME = b"gate"
BIND_SECONDS = 30.0
# What the kernel said last is handed on before the gate closes.
LINGER_SECONDS = 0.05
# What separates a message's addresses from its parts: signature, header, parent's header, metadata, content.
DELIMITER = b"<IDS|MSG>"


def behind(connection_file: str, folder: pathlib.Path) -> pathlib.Path | None:
    """Write the connection file for a kernel behind a gate: the same with ports of its own."""
    connection = json.loads(pathlib.Path(connection_file).read_text())
    if connection["transport"] != "tcp":
        return None
    free = [socket.create_server(("127.0.0.1", 0)) for _ in PORTS]
    private = connection | {"ip": "127.0.0.1"} | {port: free[at].getsockname()[1] for at, port in enumerate(PORTS)}
    for server in free:
        server.close()
    written = folder / "connection.json"
    with open(os.open(written, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump(private, file)
    return written


def serve(connection_file: str, private_file: pathlib.Path, kernel: int) -> None:
    """Hand on messages until the process `kernel`, our parent, is gone."""
    outside = json.loads(pathlib.Path(connection_file).read_text())
    inside = json.loads(private_file.read_text())
    context = zmq.Context()

    def front(kind: int, port: str) -> zmq.Socket:
        return bound(context, kind, f"tcp://{outside['ip']}:{outside[port]}")

    def back(kind: int, port: str) -> zmq.Socket:
        opened = context.socket(kind)
        opened.identity = NAME
        opened.connect(f"tcp://{inside['ip']}:{inside[port]}")
        return opened

    published = back(zmq.SUB, "iopub_port")
    published.subscribe(b"")
    ways = [(front(zmq.ROUTER, port), back(zmq.DEALER, port)) for port in PORTS[:3]]
    shell = ways.pop(0)
    threading.Thread(target=hand_on, args=(*shell, Members(outside["key"].encode())), daemon=True).start()
    heart = front(zmq.ROUTER, "hb_port")
    ways.append((heart, heart))  # the gate's own: it goes when the kernel goes
    for one, other in ways:
        threading.Thread(target=zmq.proxy, args=(one, other), daemon=True).start()
    threading.Thread(target=publish, args=(published, front(zmq.PUB, "iopub_port")), daemon=True).start()
    wait_for(kernel)
    time.sleep(LINGER_SECONDS)


def bound(context: zmq.Context, kind: int, address: str) -> zmq.Socket:
    """A socket at the address, once the gate of the kernel that is being restarted has left it."""
    until = time.monotonic() + BIND_SECONDS
    opened = context.socket(kind)
    while True:
        try:
            opened.bind(address)
            return opened
        except zmq.ZMQError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def hand_on(outer: zmq.Socket, inner: zmq.Socket, members: "Members") -> None:
    """The shell's way: a proxy that orders completions."""
    poller = zmq.Poller()
    poller.register(outer, zmq.POLLIN)
    poller.register(inner, zmq.POLLIN)
    while True:
        for source, _ in poller.poll():
            frames = source.recv_multipart()
            if source is outer:
                members.note(frames)
                inner.send_multipart(frames)
            else:
                outer.send_multipart(members.ordered(frames))


class Members:
    """Orders the completions of requests that ask for what follows a dot."""

    def __init__(self, key: bytes):
        self.key = key
        self.asked: set[str] = set()

    def note(self, frames: list[bytes]) -> None:
        """Look at a request."""
        _, header, _, _, content = parts(frames)
        if header.get("msg_type") == "complete_request":
            before = content.get("code", "")[: content.get("cursor_pos", 0)]
            if re.search(r"\.\w*$", before):
                self.asked.add(header.get("msg_id"))

    def ordered(self, frames: list[bytes]) -> list[bytes]:
        """An answer, signed anew if it is a list of members."""
        at, header, parent, _, content = parts(frames)
        if header.get("msg_type") != "complete_reply" or parent.get("msg_id") not in self.asked:
            return frames
        self.asked.discard(parent["msg_id"])
        matches = content.get("matches", [])
        kinds = content.get("metadata", {}).get("_jupyter_types_experimental", [])
        if not matches or len(kinds) != len(matches):
            return frames
        # sorted() keeps the analyser's order among methods and among all others.
        order = sorted(range(len(matches)), key=lambda i: kinds[i].get("type") != "function")
        content["matches"] = [matches[i] for i in order]
        content["metadata"]["_jupyter_types_experimental"] = [kinds[i] for i in order]
        signed = [*frames[at + 2 : at + 5], json.dumps(content).encode()]
        signature = hmac.new(self.key, b"".join(signed), hashlib.sha256).hexdigest() if self.key else ""
        return [*frames[: at + 1], signature.encode(), *signed, *frames[at + 6 :]]


def parts(frames: list[bytes]) -> tuple[int, dict, dict, dict, dict]:
    """Where a message's addresses end, its header, its parent's header, metadata and content; nothing of what is no message."""
    at = frames.index(DELIMITER) if DELIMITER in frames else 0
    if len(frames) < at + 6:
        return at, {}, {}, {}, {}
    header, parent, metadata, content = (json.loads(frame) for frame in frames[at + 2 : at + 6])
    return at, header, parent, metadata, content


def publish(published: zmq.Socket, out: zmq.Socket) -> None:
    while True:
        out.send_multipart(published.recv_multipart())


def wait_for(kernel: int) -> None:
    if hasattr(os, "pidfd_open"):
        select.select([os.pidfd_open(kernel)], [], [])
    while os.getppid() == kernel:
        time.sleep(0.02)
