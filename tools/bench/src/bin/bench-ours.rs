//! Our own contestant, as a program of its own like all others.

fn main() -> std::io::Result<()> {
    downhill_bench_worker::serve(&downhill_bench::ours::Ours::from_environment())
}
