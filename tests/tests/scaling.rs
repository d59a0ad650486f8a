//! What chapter 18 says of batches, rates and local steps, with other seeds than the page's, and of the time of an update.

use downhill::activation::Activation::{Identity, Relu};
use downhill::data::{Samples, digits};
use downhill::loss::Loss;
use downhill::network::{Network, init};
use downhill::number::Float;
use downhill::optim::Schedule;
use downhill::parallel::{Alone, DataParallel, Measured, Shards, StepTime, on_threads, sitting};
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::spread::Spread;
use downhill::train::accuracy;
use downhill_tests::fashion_mnist_if_here;

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn start<F: Float>(sizes: &[usize], seed: u64) -> Network<F> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    init::he(sizes, &[Relu, Identity], &mut rng).unwrap()
}

/// The median share of right answers after twenty epochs, over ten seeds.
fn right(data: &[Samples; 2], batch: usize, local_steps: usize, rates: &Schedule) -> f64 {
    let score = |seed| {
        let mut network = start(&[64, 32, 10], seed);
        let shards = Shards::deal(&data[0], 8, &Alone).unwrap();
        DataParallel::new(LOSS, rates.clone())
            .batch(batch)
            .local_steps(local_steps)
            .epochs(20)
            .seed(seed)
            .run(&mut network, &shards, &mut Alone)
            .unwrap();
        accuracy(&network, &data[1], LOSS).unwrap()
    };
    let scores: Vec<f64> = (30..40).map(score).collect();
    Spread::of(&scores).unwrap().median
}

fn parts() -> [Samples; 2] {
    let all = digits().unwrap().samples().unwrap();
    let rng = &mut ChaCha8Rng::seed_from_u64(0);
    all.split(0.57, rng).unwrap().into()
}

/// With the rate that suits best: out of five, a factor of 2 apart, in the middle of which lies the one found on a validation set.
fn best(data: &[Samples; 2], batch: usize, local_steps: usize) -> f64 {
    let rates = (-3..=1).map(|k| 2_f64.powi(k));
    rates
        .map(|rate| right(data, batch, local_steps, &rate.into()))
        .fold(0.0, f64::max)
}

/// The rate begins with a k-th, and is reached after so many updates.
fn gradual<F: Float>(rate: F, k: F, warm: usize, updates: usize) -> Schedule<F> {
    let rising = Schedule::Linear {
        from: rate / k,
        to: rate,
        length: warm,
    };
    Schedule::Sequence(vec![
        (warm, rising),
        (updates - warm, Schedule::Constant(rate)),
    ])
}

#[test]
fn local_steps_send_as_little_as_a_large_batch_and_learn_more() {
    let data = parts();
    let small = best(&data, 64, 1);
    for (factor, behind) in [(4, 0.005), (16, 0.05)] {
        let local = best(&data, 64, factor);
        let large = best(&data, 64 * factor, 1);
        println!("{factor}: local steps {local:.4}, large batch {large:.4}, neither {small:.4}");
        assert!((local - small).abs() < 0.01, "{local} {small}");
        assert!(large < local - behind, "{large} {local}");
    }
}

#[test]
fn the_further_apart_replicas_walk_the_smaller_the_rate_they_stand() {
    let data = parts();
    let at = |local_steps, rate: f64| right(&data, 64, local_steps, &rate.into());
    let shares = [1, 4, 16, 64].map(|local_steps| at(local_steps, 1.0));
    println!("{shares:?}");
    assert!(shares[0] > 0.93 && shares[1] > 0.93, "{shares:?}");
    assert!(shares[2] < 0.92 && shares[3] < 0.4, "{shares:?}");
    assert!(at(64, 0.5) > 0.93);
}

#[test]
fn the_linear_rule_holds_until_the_rate_is_one_or_two() {
    let data = parts();
    let at = |batch, rate: f64| right(&data, batch, 1, &rate.into());
    for rate in [1.0 / 32.0, 1.0 / 16.0] {
        let [small, large] = [at(64, rate), at(256, 4.0 * rate)];
        assert!((small - large).abs() < 0.01, "{rate}: {small} {large}");
    }
    for batch in [64, 256, 1024] {
        let [below, above] = [at(batch, 1.0), at(batch, 2.0)];
        assert!(below > 0.7 && above < 0.5, "{batch}: {below} {above}");
    }
}

#[test]
fn a_warm_up_helps_no_batch_of_the_digits() {
    let data = parts();
    for (batch, rate, updates) in [
        (64, 1.0, 320),
        (256, 1.0, 80),
        (1024, 1.0, 20),
        (256, 2.0, 80),
    ] {
        let at_once = right(&data, batch, 1, &rate.into());
        let k = (batch as f64 / 64.0).max(4.0);
        let warm = right(&data, batch, 1, &gradual(rate, k, updates / 4, updates));
        println!("batch {batch}, rate {rate}: {at_once:.3} at once, {warm:.3} with a warm-up");
        if rate < 2.0 {
            assert!(warm < at_once + 0.02, "{batch}: {at_once} {warm}");
        } else {
            assert!(warm < 0.5 && at_once < 0.5, "{batch}: {at_once} {warm}");
        }
    }
}

#[test]
fn a_warm_up_helps_a_little_on_fashion_mnist_at_the_edge() {
    let Some([training, test]) = fashion_mnist_if_here() else {
        return;
    };
    let (training, test) = (
        training.samples::<f32>(10).unwrap(),
        test.samples::<f32>(10).unwrap(),
    );
    let updates = 5 * (training.count() / 512);
    let score = |rates: &Schedule<f32>, seed| {
        let rights = on_threads(2, |workers| {
            let mut network = start(&[784, 128, 10], seed);
            let shards = Shards::deal(&training, 8, workers)?;
            let settings = DataParallel::new(LOSS, rates.clone()).batch(512).epochs(5);
            settings.seed(seed).run(&mut network, &shards, workers)?;
            accuracy(&network, &test, LOSS)
        });
        rights.unwrap()[0]
    };
    let warm = gradual(0.5, 8.0, updates / 5, updates);
    for seed in [1, 4] {
        let [at_once, warm] = [&0.5.into(), &warm].map(|rates| score(rates, seed));
        println!("seed {seed}: {at_once:.4} at once, {warm:.4} with a warm-up");
        assert!(warm > at_once && warm < at_once + 0.02, "{at_once} {warm}");
    }
}

/// The rows in fixed order, with so many workers.
fn of(rows: &[Measured], workers: usize) -> impl Iterator<Item = &Measured> {
    let mine = move |row: &&Measured| row.workers == workers && !row.engine && row.parts == 8;
    rows.iter().filter(mine)
}

#[test]
fn exercise_3_promises_the_smallest_batch_twice_what_the_model_does() {
    let cluster = StepTime::fit(&sitting().unwrap()).unwrap();
    let cluster = cluster.network(30e-6, 1.25e9).unwrap();
    let work = cluster.work(1, 1024, 407_050);
    let ceiling = work / (2.0 * 0.8e-9 * 407_050.0 * 4.0);
    let seconds = |machines| cluster.seconds(machines, 1024, 407_050, 4);
    let best = (0..=10)
        .map(|k| seconds(1) / seconds(1 << k))
        .fold(0.0, f64::max);
    println!("a ceiling of {ceiling:.2}, and at most {best:.2} of it");
    assert!(ceiling > 7.0 && ceiling < 7.7, "{ceiling}");
    assert!(best > 3.5 && best < 4.0, "{best}");
}

#[test]
fn what_the_page_says_of_the_sitting_is_in_its_numbers() {
    let rows = sitting().unwrap();
    let alone = |row: &Measured| {
        let same = |one: &&Measured| (one.parameters, one.batch) == (row.parameters, row.batch);
        of(&rows, 1).find(same).copied()
    };
    for two in of(&rows, 2) {
        let Some(one) = alone(two) else {
            continue;
        };
        let speed_up = one.seconds / two.seconds;
        assert!(speed_up > 1.0 && speed_up < 2.0, "{two:?}: {speed_up}");
    }
    // The exchange has the largest share where the batch is smallest.
    for parameters in [25_450, 101_770, 407_050] {
        let share = |batch| {
            let two = of(&rows, 2).find(|row| (row.parameters, row.batch) == (parameters, batch));
            two.map(|row| row.exchange / row.seconds).unwrap()
        };
        assert!(
            share(128) > share(512) && share(128) > share(2048),
            "{parameters}"
        );
    }
    let model = StepTime::fit(&rows).unwrap();
    let off = |workers| -> Vec<f64> {
        let of_row = |row: &Measured| {
            model.seconds(row.workers, row.batch, row.parameters, row.bytes) / row.seconds - 1.0
        };
        of(&rows, workers).map(of_row).collect()
    };
    assert!(off(1).iter().all(|off| off.abs() < 0.1), "{:?}", off(1));
    let two = off(2);
    let median = Spread::of(&two).unwrap();
    assert!(
        median.median.abs() < 0.05 && two.iter().any(|off| *off > 0.3),
        "{two:?}"
    );
    // Two cores take turns for four workers.
    assert!(off(4).iter().all(|off| *off < -0.3), "{:?}", off(4));
}

#[test]
fn a_thousand_machines_are_a_hundred_and_more_times_as_fast_and_mostly_wait() {
    let model = StepTime::fit(&sitting().unwrap()).unwrap();
    let cluster = model.network(30e-6, 1.25e9).unwrap();
    let speed_up =
        |p, batch| cluster.seconds(1, batch, 407_050, 4) / cluster.seconds(p, batch, 407_050, 4);
    let thousand = speed_up(1024, 65_536);
    assert!(thousand > 100.0 && thousand < 200.0, "{thousand}");
    assert!([16, 128, 1024].iter().all(|&p| speed_up(p, 1024) < 4.0));
    let weak = |p| cluster.seconds(1, 64, 407_050, 4) / cluster.seconds(p, 64 * p, 407_050, 4);
    assert!(
        weak(8) < 0.6 && weak(1024) > 0.45,
        "{} {}",
        weak(8),
        weak(1024)
    );
}
