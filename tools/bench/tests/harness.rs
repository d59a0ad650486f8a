//! The bench's own arithmetic, without measuring: turns, the check of fairness, ratios and tables.

use anyhow::Result;
use downhill_bench::machine::{Machine, date};
use downhill_bench::ours::Ours;
use downhill_bench::plan::{NETWORKS, Plan, Setting, operations};
use downhill_bench::process::Ask;
use downhill_bench::results::{Measured, Results, Times, ratios};
use downhill_bench::turns::Rounds;
use downhill_bench::{fair, report, tasks, turns};
use downhill_bench_worker::{
    Answer, Block, Cell, Contestant, Description, Optimizer, Precision, Problem, Request, Steps,
    block,
};

/// A training step in the plainest loops, which shares no code with the library: the judge of ours.
struct Plain {
    problem: Problem,
    initial: Problem,
    rate: f64,
    /// Multiplies the gradient of the first layer: 1 is right.
    slip: f64,
    loss: f64,
}

impl Steps for Plain {
    fn reset(&mut self) {
        self.problem = self.initial.clone();
    }

    fn step(&mut self) {
        let Problem {
            sizes,
            layers,
            inputs,
            classes,
        } = &mut self.problem;
        let [d, q, l] = [sizes[0], sizes[1], sizes[2]];
        let batch = classes.len() as f64;
        let mut steps: Vec<Vec<f64>> = vec![
            vec![0.0; q * d],
            vec![0.0; q],
            vec![0.0; l * q],
            vec![0.0; l],
        ];
        self.loss = 0.0;
        for (x, &class) in inputs.chunks(d).zip(&*classes) {
            let sum = |(w, b): &(Vec<f64>, Vec<f64>), j: usize, from: &[f64]| {
                b[j] + from
                    .iter()
                    .enumerate()
                    .map(|(i, x)| w[j * from.len() + i] * x)
                    .sum::<f64>()
            };
            let hidden: Vec<f64> = (0..q).map(|j| sum(&layers[0], j, x).max(0.0)).collect();
            let z: Vec<f64> = (0..l).map(|j| sum(&layers[1], j, &hidden)).collect();
            let total: f64 = z.iter().map(|z| z.exp()).sum();
            self.loss += (total.ln() - z[class]) / batch;
            for j in 0..l {
                let delta = (z[j].exp() / total - f64::from(u8::from(j == class))) / batch;
                steps[3][j] += delta;
                for h in 0..q {
                    steps[2][j * q + h] += delta * hidden[h];
                    if hidden[h] > 0.0 {
                        let back = self.slip * delta * layers[1].0[j * q + h];
                        steps[1][h] += back;
                        for i in 0..d {
                            steps[0][h * d + i] += back * x[i];
                        }
                    }
                }
            }
        }
        let parameters = layers.iter_mut().flat_map(|(w, b)| [w, b]);
        for (parameters, steps) in parameters.zip(steps) {
            for (parameter, step) in parameters.iter_mut().zip(steps) {
                *parameter -= self.rate * step;
            }
        }
    }

    fn loss(&self) -> f64 {
        self.loss
    }
}

/// A contestant inside this process.
enum Inside {
    Plain {
        slip: f64,
        training: Option<Plain>,
    },
    Ours {
        ours: Ours,
        training: Option<Box<dyn Steps>>,
    },
}

impl Ask for Inside {
    fn ask(&mut self, request: &Request) -> Result<Answer> {
        let read = |cell: &Cell| Problem::read(&cell.file, &cell.sizes, cell.batch);
        let training: &mut dyn Steps = match (self, request) {
            (Self::Plain { slip, training }, Request::Prepare(cell)) => {
                let problem = read(cell)?;
                let initial = problem.clone();
                *training = Some(Plain {
                    problem,
                    initial,
                    rate: cell.rate,
                    slip: *slip,
                    loss: 0.0,
                });
                return Ok(Answer::Ready);
            }
            (Self::Ours { ours, training }, Request::Prepare(cell)) => {
                *training = Some(
                    ours.prepare(cell, read(cell)?)
                        .map_err(|e| anyhow::anyhow!("{e}"))?,
                );
                return Ok(Answer::Ready);
            }
            (Self::Plain { training, .. }, _) => training.as_mut().expect("prepared"),
            (Self::Ours { training, .. }, _) => training.as_mut().expect("prepared").as_mut(),
        };
        let Request::Measure { steps } = request else {
            panic!("{request:?}")
        };
        Ok(Answer::Block(block(training, *steps)))
    }
}

fn setting(precision: Precision) -> Setting {
    Setting {
        sizes: vec![5, 4, 3],
        batch: 6,
        precision,
        optimizer: Optimizer::Sgd,
        threads: 1,
    }
}

/// Ours and the plain loops, whose first layer's gradient is multiplied by `slip`.
fn sit(precision: Precision, slip: f64) -> Result<Vec<turns::Turns>> {
    let folder = tempfile::tempdir()?;
    let mut cell = tasks::cell(folder.path(), &setting(precision))?;
    cell.rate = 0.2;
    let ours = Inside::Ours {
        ours: Ours::default(),
        training: None,
    };
    let plain = Inside::Plain {
        slip,
        training: None,
    };
    turns::take(
        &mut [("ours".to_owned(), ours), ("plain".to_owned(), plain)],
        &cell,
        Rounds::of(3, 1),
        30,
    )
}

#[test]
fn ours_computes_what_plain_loops_compute() {
    let turns = sit(Precision::F64, 1.0).unwrap();
    assert_eq!(
        turns
            .iter()
            .map(|turns| turns.seconds.len())
            .collect::<Vec<_>>(),
        [3, 3]
    );
    assert!(turns[0].loss < 1.1, "it has learnt something: {turns:?}");
    sit(Precision::F32, 1.0).unwrap();
}

/// A gradient that is one part in a hundred too long would be noticed; so would one that forgets to average.
#[test]
fn a_contestant_with_a_wrong_update_is_refused() {
    for slip in [1.01, 0.99, 6.0, 0.0, f64::NAN] {
        let error = sit(Precision::F32, slip).unwrap_err().to_string();
        assert!(
            error.starts_with("plain does not compute what ours computes"),
            "{error}"
        );
    }
}

#[test]
fn losses_are_held_to_the_first() {
    assert!(fair::same(&[], 0.0, "").is_ok());
    assert!(fair::same(&[("a", 2.0), ("b", 2.000_1)], 1e-4, "").is_ok());
    assert!(fair::same(&[("a", 2.0), ("b", 2.000_3)], 1e-4, "").is_err());
    // Near zero a part of a hundredth counts, or rounding alone would be refused.
    assert!(fair::same(&[("a", 1e-9), ("b", 2e-9)], 1e-4, "").is_ok());
    assert!(fair::same(&[("a", f64::NAN), ("b", f64::NAN)], 1e-4, "").is_err());
}

#[test]
fn contestants_of_different_priorities_are_refused() {
    assert!(fair::equals(&[("a", Some(0)), ("b", Some(0))]).is_ok());
    assert!(fair::equals(&[("a", None), ("b", None)]).is_ok());
    let error = fair::equals(&[("a", Some(0)), ("b", Some(15))]).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("b runs with priority Some(15)")
    );
}

#[test]
fn a_problem_comes_back_from_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let problem = tasks::problem(&[5, 4, 3], 7).unwrap();
    let file = folder.path().join("problem");
    problem.write(&file).unwrap();
    assert_eq!(Problem::read(&file, &[5, 4, 3], 7).unwrap(), problem);
    assert!(
        Problem::read(&file, &[5, 4, 3], 8)
            .unwrap_err()
            .to_string()
            .contains("bytes instead of")
    );
    assert_eq!(
        problem,
        tasks::problem(&[5, 4, 3], 7).unwrap(),
        "from the same seed"
    );
}

fn times(name: &str, nanoseconds: &[u64]) -> Times {
    Times {
        name: name.to_owned(),
        nanoseconds: nanoseconds.to_vec(),
        loss: 1.0,
    }
}

#[test]
fn the_lead_is_the_fastest_others_best_round_over_ours() {
    let all = vec![
        times("ours", &[200, 100, 300]),
        times("slow", &[500, 600, 700]),
        times("fast", &[300, 150, 900]),
    ];
    let measured = Measured::of(&setting(Precision::F32), 10, all);
    let (fastest, lead) = measured.lead().unwrap();
    assert_eq!((fastest.name.as_str(), lead), ("fast", 1.5));
    let paired = measured.paired(fastest).unwrap();
    assert_eq!(
        (paired.least, paired.median, paired.greatest),
        (1.5, 1.5, 3.0)
    );
    assert_eq!(ratios(&[10, 30], &[10, 10]).unwrap().median, 2.0);
}

#[test]
fn a_block_has_as_many_steps_as_fit() {
    let steps = |milliseconds, seconds| {
        turns::steps_for(std::time::Duration::from_millis(milliseconds), seconds)
    };
    assert_eq!(
        [steps(12, 1e-4), steps(12, 1.0), steps(12, 1e-9)],
        [120, 3, 200]
    );
}

#[test]
fn contestants_with_several_threads_rest_before_their_turns() {
    assert!(Rounds::of(5, 1).rest.is_zero());
    assert!(!Rounds::of(5, 2).rest.is_zero());
}

#[test]
fn operations_are_counted_by_hand() {
    // Forward 2·(3·2 + 2·1), gradients the same, and back through the last layer 2·2·1: for each of ten samples.
    assert_eq!(operations(&[3, 2, 1], 10), 10.0 * (16.0 + 16.0 + 4.0));
}

#[test]
fn the_table_has_the_cells_of_the_issue() {
    let cells = Plan::full().table();
    assert_eq!(cells.len(), 4 * (NETWORKS.len() + 1));
    assert!(
        cells
            .chunks(4)
            .all(|four| four.iter().all(|cell| cell.sizes == four[0].sizes))
    );
    assert!(
        cells
            .iter()
            .filter(|cell| cell.threads == 2)
            .all(|cell| cell.sizes == [784, 512, 10])
    );
}

#[test]
fn days_become_dates() {
    assert_eq!(
        [0, 59, 60, 11_016, 20_514].map(date),
        [
            "1970-01-01",
            "1970-03-01",
            "1970-03-02",
            "2000-02-29",
            "2026-03-02"
        ]
    );
}

fn results(table: Vec<Measured>) -> Results {
    let who = |name: &str| Description {
        name: name.into(),
        version: "1".into(),
        products: "its own".into(),
    };
    Results {
        date: "2026-01-01".into(),
        quick: true,
        machine: Machine::here(),
        contestants: vec![who("ours"), who("NumPy")],
        peak: [1e11, 5e10],
        table,
        curves: Vec::new(),
        loops: Vec::new(),
        digits: Vec::new(),
        memory: Vec::new(),
        banana: Vec::new(),
    }
}

#[test]
fn tables_show_the_best_rounds_and_the_leads() {
    let cells = [
        (1_000, 4_000),
        (2_000, 4_000),
        (4_000, 2_000),
        (12_345, 123_456),
    ];
    let settings = Plan::full().table();
    let table = settings.iter().zip(cells).map(|(setting, (ours, numpy))| {
        Measured::of(
            setting,
            10,
            vec![
                times("ours", &[ours, 2 * ours]),
                times("NumPy", &[3 * numpy, numpy]),
            ],
        )
    });
    let results = results(table.collect());
    assert_eq!(
        report::speed(&results).unwrap(),
        "| network, batch | rule | Downhill | NumPy |\n|---|---:|---:|---:|\n\
         | 64-32-10, 32 | SGD | 1.00 / 2.00 | 4.00 / 4.00 |\n\
         | 64-32-10, 32 | Adam | 4.00 / 12.3 | 2.00 / 123 |\n"
    );
    assert_eq!(
        report::leads(&results).unwrap().lines().last().unwrap(),
        "| 64-32-10, 32 | 4.00 (NumPy) | 2.00 (NumPy) | 0.500 (NumPy) | 10.0 (NumPy) |"
    );
}

#[test]
fn a_block_is_timed_and_begins_anew() {
    struct Counting(usize);
    impl Steps for Counting {
        fn reset(&mut self) {
            self.0 = 0;
        }
        fn step(&mut self) {
            self.0 += 1;
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        fn loss(&self) -> f64 {
            self.0 as f64
        }
    }
    let mut counting = Counting(100);
    let Block { seconds, loss } = block(&mut counting, 5);
    assert_eq!(loss, 6.0, "one step to warm up, and five");
    assert!((0.002..0.2).contains(&seconds), "{seconds}");
}
