//! How rarely a random symmetric matrix has positive eigenvalues only: chapter 15.

use downhill::landscape::share_positive;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;

use super::finding::{Finding, Line, Measured, Scale, Verdict};

fn measure(scale: Scale) -> Measured {
    let (trials, seeds) = match scale {
        Scale::Small => (300_000, 0..3),
        Scale::Whole => (4_000_000, 0..10),
    };
    let mut lines = vec![Vec::new(); 5];
    for seed in seeds {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let mut shares = [0.0; 4];
        for (n, share) in (1..).zip(&mut shares) {
            *share = share_positive(n, trials, rng)?.value();
        }
        let logs = shares.map(f64::ln);
        // If ln p = -θ n² + b n + c, then θ is half the second difference, whatever b and c.
        let theta = |k: usize| (2.0 * logs[k] - logs[k - 1] - logs[k + 1]) / 2.0;
        for (line, number) in
            lines
                .iter_mut()
                .zip([shares[0], shares[1], shares[2], theta(1), theta(2)])
        {
            line.push(number);
        }
    }
    Ok(lines)
}

pub(super) fn findings() -> Vec<Finding> {
    const FALL: &str = "θ = (ln 3)/4 = 0.27465 for large n: \"decreases for large N as exp[-βθ(0)N²]\", with β = 1 here (abstract)";
    const LINES: &[Line] = &[
        Line {
            what: "probability that all eigenvalues are positive, n = 1",
            reports: "1/2 (exact)",
            band: [0.497, 0.503],
            decimals: 4,
        },
        Line {
            what: "the same, n = 2",
            reports: "(2 - √2)/4 = 0.14645 (exact)",
            band: [0.1445, 0.1485],
            decimals: 4,
        },
        Line {
            what: "the same, n = 3",
            reports: "1/4 - 1/(√2 π) = 0.02492 (exact)",
            band: [0.0241, 0.0257],
            decimals: 4,
        },
        Line {
            what: "θ, half the second difference of -ln p at n = 1, 2, 3",
            reports: FALL,
            band: [0.25, 0.30],
            decimals: 3,
        },
        Line {
            what: "θ at n = 2, 3, 4",
            reports: FALL,
            band: [0.24, 0.31],
            decimals: 3,
        },
    ];
    vec![Finding {
        id: "Dean-2006",
        paper: "D. S. Dean and S. N. Majumdar, \"Large deviations of extreme eigenvalues of random matrices\", *Physical Review Letters* 97 (2006), 160201, [doi:10.1103/PhysRevLett.97.160201](https://doi.org/10.1103/PhysRevLett.97.160201)",
        place: "abstract",
        lines: LINES,
        verdict: Verdict::Reproduced,
        guessed: "The paper's law is for large n. The three exact probabilities are not from its abstract: they come of integrating the density of the eigenvalues, and chapter 15 derives the second. Four million matrices a size and seed. Beyond n = 4 hits are too rare to count",
        measure,
    }]
}
