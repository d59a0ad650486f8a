#!/bin/sh
# Every test, one stage after another; called by `make test`, which sets PATH and Jupyter's folders.
# The first stage that fails ends the run with its name.
set -eu
root=$(pwd)
py=$root/.venv/bin/python
began=$(date +%s)
table=""

stage() { # stage "what it does" "how long" command…
  what=$1 long=$2
  shift 2
  printf '\n== %s (%s)\n' "$what" "$long"
  start=$(date +%s)
  if ! "$@"; then
    printf '%s\nFAILED: %s\n' "$table" "$what" >&2
    exit 1
  fi
  table=$(printf '%s\n%6s  %s' "$table" "$(($(date +%s) - start))" "$what")
}

browser() {
  if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; then
    "$py" -m pytest --quiet tests/browser
  else
    echo "LEFT OUT: the browser tests need a Chromium (on Debian: apt install chromium)."
  fi
}

stage "Library, tools and ledger: cargo test" "about 3 minutes cold, seconds warm" cargo test --workspace --locked --quiet
stage "Training on 2 and 4 processes, if there is MPI" "about a minute" sh tools/setup/mpi.sh test
# A captured test prints nothing: these two say how many rows each ledger has, by verdict.
stage "Rows of both ledgers by verdict" "seconds" cargo test --locked --quiet -p downhill-tests --test ledger --test papers rows_by_verdict -- --nocapture
stage "The book builds and no notebook is stale" "half a minute" env MDBOOK_NOTEBOOK_STRICT=1 mdbook build book
stage "Links and sizes of the book" "seconds" "$py" tools/setup/check_site.py book/book/html
stage "Every cell as a doctest: mdbook test" "about a minute" "$py" tools/setup/check_pages.py
stage "The kernel, the notebook runner and these tests' own tools" "about 3 minutes" \
  "$py" -m pytest --quiet tests/kernel tools/nbrun tools/setup tools/course tools/grade
stage "Notebooks against their outputs, and every exercise with its solution" "about a minute each" \
  "$py" tools/nbrun/nbrun.py --check --solved target/notebooks-solved
stage "The page and JupyterLab in a browser" "about 2 minutes" browser
printf '\nseconds  stage%s\n%6s  all tests passed\n' "$table" "$(($(date +%s) - began))"
