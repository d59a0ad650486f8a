#!/bin/sh
# One clear sentence for each thing that is missing, before anything is built.
set -u
missing=0
say() { printf '%s\n' "$1" >&2; missing=1; }

command -v cargo >/dev/null 2>&1 || say "Rust is missing: install it from https://rustup.rs, then run this again."
command -v cc >/dev/null 2>&1 || say "A C compiler is missing: on Debian, 'apt install build-essential'; on macOS, 'xcode-select --install'."
if command -v python3 >/dev/null 2>&1; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || say "Python 3.10 or newer is needed; this is $(python3 --version 2>&1)."
  python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || say "Python's venv module is missing: on Debian, 'apt install python3-venv'."
else
  say "Python 3 is missing: install Python 3.10 or newer, then run this again."
fi

if command -v cargo >/dev/null 2>&1; then
  need=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  have=$(rustc --version | cut -d' ' -f2)
  oldest=$(printf '%s\n%s\n' "$need" "$have" | sort -V | head -n 1)
  [ "$oldest" = "$need" ] || say "Rust $need or newer is needed; this is $have. Run 'rustup update'."
fi
exit $missing
