"""The library that the kernel's tests load, prebuilt once."""

import os

import pytest

from kernels import Tiny


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    os.environ["CARGO_NET_OFFLINE"] = "true"  # everything it needs is among the checkout's own dependencies
    library = Tiny(tmp_path_factory.mktemp("kernel"))
    built = library.prebuild()
    assert built.returncode == 0, built.stderr
    return library


@pytest.fixture
def answers_41(tiny):
    yield tiny
    tiny.write(answer=41)
