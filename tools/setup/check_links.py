"""Checks every link, anchor and image of the built book: `check_links.py book/book/html/index.html`.

LinkChecker gives up root's rights before it reads, and then cannot read a checkout that only root
may enter, as in a container. Here it reads local files alone, so it keeps the rights it has.
"""

import pathlib
import sys

from linkcheck.command import linkchecker

linkchecker.drop_privileges = lambda: None
settings = pathlib.Path(__file__).with_name("linkchecker.ini")
sys.argv[1:1] = ["--config", str(settings), "--no-status"]
sys.exit(linkchecker.linkchecker())
