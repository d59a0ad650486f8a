#!/bin/sh
# mpi.sh run: trains on 1, 2 and 4 processes of this machine; called by `make mpi`.
# mpi.sh test: the tests that need MPI; called by `make test`. mpi.sh lint: its lints. Where MPI is missing, a line says that they are left out.
# mpi.sh records P OPTION…: trains on P processes with the program that `run` has built, from any folder; called by chapter 18's notebook.
set -eu

cd "$(dirname "$0")/../.."

missing=""
command -v mpirun >/dev/null 2>&1 || missing="mpirun"
command -v mpicc >/dev/null 2>&1 || missing="$missing mpicc"
# The bindings are generated on this machine, from the headers of its MPI library.
libclang() {
  [ -n "${LIBCLANG_PATH:-}" ] && return
  { ldconfig -p 2>/dev/null || true; } | grep -q 'libclang[-.]' && return
  ls /usr/lib/llvm-*/lib/libclang* /usr/lib*/libclang* /Library/Developer/CommandLineTools/usr/lib/libclang.dylib \
    /opt/homebrew/opt/llvm/lib/libclang.dylib >/dev/null 2>/dev/null
}
libclang || missing="$missing libclang"
packages="on Debian, 'apt install libopenmpi-dev openmpi-bin libclang-dev'; on macOS, 'brew install open-mpi llvm'"

# More processes than cores, and root, as in a container: Open MPI has to be told that both are meant.
export OMPI_MCA_rmaps_base_oversubscribe=1
if [ "$(id -u)" -eq 0 ]; then
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi

if [ -n "$missing" ]; then
  missing=$(echo $missing | sed 's/ /, /g')
  if [ "$1" = test ] || [ "$1" = lint ]; then
    echo "LEFT OUT: training over MPI, since this machine has no $missing ($packages)."
    exit 0
  fi
  echo "MPI is missing here ($missing): install it ($packages), then run this again." >&2
  exit 1
fi

case $1 in
test) exec cargo test --quiet --locked -p downhill-mpi --features mpi ;;
lint) exec cargo clippy --locked -p downhill-mpi --features mpi --all-targets -- -D warnings ;;
esac

# A place of its own: a release build of all packages makes a program of this name, too, and that one has no MPI.
program=target/mpi/downhill-mpi
if [ "$1" = records ]; then
  processes=$2
  shift 2
  if [ ! -x "$program" ]; then
    echo "The program that trains over MPI has not been built here: run 'make mpi'." >&2
    exit 1
  fi
  exec mpirun -n "$processes" "$program" "$@"
fi

cargo build --quiet --release --locked -p downhill-mpi --features mpi
mkdir -p "$(dirname "$program")"
cp target/release/downhill-mpi "$program"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for processes in 1 2 4; do
  printf '\n%s process(es):\n' "$processes"
  mpirun -n "$processes" "$program" --epochs 20 --checkpoint "$folder/$processes" --every 200 --report 200 ${MPI_FLAGS:-}
done
echo
if cmp -s "$folder/1" "$folder/2" && cmp -s "$folder/1" "$folder/4"; then
  echo "The last checkpoints of 1, 2 and 4 processes are equal, to the last bit."
else
  echo "The last checkpoints of 1, 2 and 4 processes differ." >&2
  exit 1
fi
