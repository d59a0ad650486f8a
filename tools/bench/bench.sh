#!/bin/sh
# `make bench`: sets up the other libraries once, measures all in one sitting, and writes tables and figures.
#   PEERS=all   also PyTorch, candle and burn (they take long to install)
#   QUICK=1     a short sitting, about a minute
#   FASHION=1   instead of all that whole epochs on Fashion-MNIST, beside scikit-learn (`make fashion-mnist` first)
#   BOOK=1      put what was measured into the book
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tools/bench
out=$root/target/bench
venv=$out/venv
mkdir -p "$out/report"

requirements=$here/python/requirements.txt
if [ "${PEERS:-}" = all ]; then requirements=$here/python/requirements-all.txt; fi
if ! cmp -s "$requirements" "$venv/installed"; then
  echo "Installing the other libraries into target/bench/venv."
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
  cp "$requirements" "$venv/installed"
fi

cargo build --quiet --release --locked --manifest-path "$root/Cargo.toml" -p downhill-bench
if [ -n "${FASHION:-}" ]; then
  kept=$out/fashion.json
  if [ -n "${BOOK:-}" ]; then kept=$root/book/src/speed/fashion.json; fi
  exec "$root/target/release/bench" fashion "$kept" "$root/data/fashion-mnist" "$venv/bin/python $here/python/fashion.py"
fi
set -- "$venv/bin/python $here/python/worker.py numpy" "$venv/bin/python $here/python/worker.py sklearn"
if [ "${PEERS:-}" = all ]; then
  echo "Building candle and burn; some minutes the first time."
  for peer in candle burn; do # one by one: each with the features that it asks for, not the other's
    cargo build --quiet --release --locked --manifest-path "$here/peers/Cargo.toml" --target-dir "$out/peers" -p "bench-$peer"
  done
  set -- "$@" "$venv/bin/python $here/python/worker.py torch" "$out/peers/release/bench-candle" "$out/peers/release/bench-burn"
fi

"$root/target/release/bench" measure ${QUICK:+--quick} "$out/results.json" "$@"
"$root/target/release/bench" report "$out/results.json" "$out/report"
echo "Tables and figures are in target/bench/report."
if [ -n "${BOOK:-}" ]; then
  mkdir -p "$root/book/src/speed"
  cp "$out/results.json" "$root/book/src/speed/results.json"
  "$root/target/release/bench" report "$out/results.json" "$root/book/src/speed"
fi
