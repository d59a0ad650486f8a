//! Every public function and method that takes numbers is sent NaN, infinities, both zeros, subnormal and huge numbers, and
//! what is empty or single. It answers with a typed error, with NaN or an infinity, or with the right number; it neither
//! panics nor takes for ever, and never answers with an ordinary number that is wrong.
//!
//! A row asks one function and says what is right, as a formula of the number that was sent. Where no ordinary number is
//! right, the formula gives NaN. A public function without a row fails the test.

mod adaptive;
mod batches;
mod calculus;
mod empty;
mod figures;
mod landscapes;
mod linear;
mod list;
mod lists;
mod networks;
mod numbers;
mod parallel;
mod regression;
mod regularisation;
mod samples;
mod searches;
mod shared;
mod steps;
mod training;

use std::error::Error;
use std::sync::mpsc;
use std::time::Duration;

type Answer = Result<Vec<f64>, Box<dyn Error>>;

/// One question to a function.
struct Row {
    /// `Type::method` or `function`, one or several.
    names: &'static str,
    ask: Box<dyn Fn(f64) -> Answer + Send>,
    right: Box<dyn Fn(f64) -> Vec<f64> + Send>,
    /// To how much of itself a number is right.
    to: f64,
    /// How far off rounding may be besides.
    off: Box<dyn Fn(f64) -> f64 + Send>,
}

fn row(
    names: &'static str,
    ask: impl Fn(f64) -> Answer + Send + 'static,
    right: impl Fn(f64) -> Vec<f64> + Send + 'static,
) -> Row {
    Row {
        names,
        ask: Box::new(ask),
        right: Box::new(right),
        to: 1e-9,
        off: Box::new(|_| ROUNDING),
    }
}

impl Row {
    /// For what cancels: a distance, as a function of what was sent.
    fn off(mut self, off: impl Fn(f64) -> f64 + Send + 'static) -> Self {
        self.off = Box::new(off);
        self
    }

    /// For what is an estimate.
    fn to(mut self, to: f64) -> Self {
        self.to = to;
        self
    }
}

/// An ordinary number, which must be answered, and the extremes.
const SENT: [f64; 20] = [
    0.75,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    0.0,
    -0.0,
    5e-324,
    -5e-324,
    1e-310,
    -1e-310,
    1e-200,
    -1e-200,
    1e-30,
    1e30,
    1e160,
    -1e160,
    1e200,
    -1e200,
    f64::MAX,
    f64::MIN,
];

/// Some of the least numbers there are.
const ROUNDING: f64 = 2e-323;

fn wrong(answer: &[f64], right: &[f64], to: f64, off: f64) -> Option<String> {
    if answer.len() != right.len() {
        return Some(format!("{} numbers, not {}", answer.len(), right.len()));
    }
    let mut pairs = answer.iter().zip(right);
    pairs
        .find(|&(&a, &r)| a.is_finite() && !(r.is_finite() && (a - r).abs() <= to * r.abs() + off))
        .map(|(a, r)| format!("{a:e} where {r:e} is right"))
}

/// What is wrong with the answers to one row.
fn faults(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    for sent in SENT {
        let ask = std::panic::AssertUnwindSafe(|| (row.ask)(sent).map_err(|e| e.to_string()));
        let fault = match std::panic::catch_unwind(ask) {
            Err(_) => Some("a panic".to_owned()),
            Ok(Err(error)) if sent == 0.75 => Some(format!("refused: {error}")),
            Ok(Err(_)) => None,
            Ok(Ok(answer)) if sent == 0.75 && answer.iter().any(|a| !a.is_finite()) => {
                Some(format!("{answer:?}"))
            }
            Ok(Ok(answer)) => wrong(&answer, &(row.right)(sent), row.to, (row.off)(sent)),
        };
        faults.extend(fault.map(|fault| format!("{} of {sent:e}: {fault}", row.names)));
    }
    faults
}

fn rows() -> Vec<Row> {
    let all = [
        numbers::rows(),
        calculus::rows(),
        landscapes::rows(),
        linear::rows(),
        samples::rows(),
        searches::rows(),
        regression::rows(),
        regularisation::rows(),
        batches::rows(),
        networks::rows(),
        steps::rows(),
        adaptive::rows(),
        training::rows(),
        parallel::rows(),
        figures::rows(),
    ];
    all.into_iter().flatten().collect()
}

#[test]
fn no_extreme_number_stops_a_function_or_makes_a_wrong_one() {
    let (done, ended) = mpsc::channel();
    let all: Vec<&'static str> = rows().iter().map(|row| row.names).collect();
    std::thread::spawn(move || {
        for (number, row) in rows().iter().enumerate() {
            _ = done.send((number, faults(row)));
        }
    });
    let mut found = Vec::new();
    for names in &all {
        match ended.recv_timeout(Duration::from_secs(60)) {
            Ok((_, faults)) => found.extend(faults),
            Err(_) => {
                found.push(format!("{names}: no answer within a minute"));
                break;
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// The other direction: a wrong number among right ones is seen.
#[test]
fn the_table_can_fail() {
    let stands = row("still", |_| Ok(vec![0.5]), |x| vec![x]);
    let faults = faults(&stands);
    assert_eq!(faults.len(), SENT.len(), "{faults:?}");
    let panics = row(
        "panics",
        |x| Ok(vec![[1.0, 2.0][x as usize + 1]]),
        |_| vec![2.0],
    );
    assert!(
        self::faults(&panics)
            .iter()
            .any(|fault| fault.contains("a panic"))
    );
}

#[test]
fn what_is_empty_is_refused_or_answered_with_nothing() {
    let mut found = Vec::new();
    for (names, ask) in empty::rows() {
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(ask)) {
            Err(_) => found.push(format!("{names}: a panic")),
            Ok(Ok(answer)) if answer.iter().any(|a| a.is_finite()) => {
                found.push(format!("{names}: {answer:?} of nothing"));
            }
            Ok(_) => {}
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A mean or a best of nothing is no number, and NaN is no answer to a question that can be seen to be none.
#[test]
fn an_empty_list_is_refused_or_answered_with_nothing() {
    let mut found = Vec::new();
    for (names, ask) in lists::rows() {
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(ask)) {
            Err(_) => found.push(format!("{names}: a panic")),
            Ok(Ok(answer)) if !answer.is_empty() => found.push(format!("{names}: {answer:?}")),
            Ok(_) => {}
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_public_function_that_takes_numbers_has_a_row() {
    let rows = rows();
    let asked: Vec<&str> = rows.iter().flat_map(|row| row.names.split(", ")).collect();
    let all = list::taking_numbers();
    assert!(
        all.len() > 150 && all.iter().any(|name| name == "sigmoid"),
        "{all:?}"
    );
    let left: Vec<&String> = all
        .iter()
        .filter(|name| !asked.contains(&name.as_str()) && list::elsewhere(name).is_none())
        .collect();
    assert!(left.is_empty(), "no row of this folder asks {left:?}");
    let gone: Vec<&&str> = asked
        .iter()
        .filter(|name| !all.iter().any(|known| known == *name))
        .collect();
    let gone: Vec<&&&str> = gone.iter().filter(|name| !list::by_traits(name)).collect();
    assert!(gone.is_empty(), "there is no {gone:?}");
}
