#!/bin/sh
# Usage: cargo-tool.sh CRATE VERSION MINUTES [CARGO'S OPTIONS]
# Installs one command-line tool into cargo's own folder, unless that very version is there.
set -eu
crate=$1 version=$2 minutes=$3
shift 3
home=${CARGO_INSTALL_ROOT:-${CARGO_HOME:-$HOME/.cargo}}
if grep -qsF "\"$crate $version " "$home/.crates.toml" && [ -x "$home/bin/$crate" ]; then
  exit 0
fi
echo "Installing $crate $version into $home/bin; about $minutes minutes on two cores, once."
began=$(date +%s)
cargo install --quiet --locked --version "=$version" "$@" "$crate"
echo "$crate is installed ($(($(date +%s) - began)) s)."
