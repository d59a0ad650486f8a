//! What chapter 13 says of rates on the digits, with fewer seeds; the ledgers hold its claims on schedules, floors and the edge of stability.

use downhill::activation::Activation::Relu;
use downhill::data::{Samples, digits};
use downhill::landscape::sharpness;
use downhill::loss::Loss;
use downhill::network::{Architecture, Initializer, NetworkLoss, flow::flow};
use downhill::optim::Schedule;
use downhill::rand::SeedableRng;
use downhill::rand_chacha::ChaCha8Rng;
use downhill::train::{Batch, RangeTest, Recipe, Training};

const LOSS: Loss = Loss::SoftmaxCrossEntropy;

fn parts() -> (Samples, Samples) {
    let all = digits().unwrap().samples().unwrap();
    let (training, rest) = all.split(0.4, &mut ChaCha8Rng::seed_from_u64(0)).unwrap();
    let (validation, _) = rest.split(0.5, &mut ChaCha8Rng::seed_from_u64(1)).unwrap();
    (training, validation)
}

fn architecture(start: Initializer) -> Architecture {
    Architecture::stack([64, 10], 3, 32, Relu, start)
}

fn settings() -> Training {
    Training::new(LOSS, 0.1)
        .batch(Batch::Size(16))
        .max_epochs(10)
}

fn recipe(start: Initializer) -> Recipe {
    Recipe::new(architecture(start), settings())
}

#[test]
fn far_too_large_a_rate_leaves_a_network_dead_and_overflows_nothing() {
    let (training, _) = parts();
    for trial in recipe(Initializer::He)
        .with_rates(16.0)
        .trials(&training, 0..3)
        .unwrap()
    {
        assert_eq!(trial.run.updates(), 450);
        assert!(trial.run.loss() > 10_f64.ln());
        let layers = flow(&trial.network, &training, LOSS).unwrap();
        assert!(layers[..3].iter().any(|layer| layer.dead == 1.0));
    }
}

#[test]
fn a_range_test_recommends_a_rate_a_few_times_below_the_best() {
    let (training, validation) = parts();
    let rates: Vec<f64> = (-6..=-1).map(|k| 2_f64.powi(k)).collect();
    let search = recipe(Initializer::He)
        .search_rates(&training, &validation, &rates, 0..3, Schedule::Constant)
        .unwrap();
    assert!(search.inside());
    let test = |seed| {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let network = architecture(Initializer::He).draw(rng).unwrap();
        let test = settings().range_test(&network, &training, (1e-4, 100.0), 200, rng);
        RangeTest::suggestion(&test.unwrap())
    };
    for seed in 0..5 {
        let ratio = search.best().rate / test(seed);
        assert!((2.0..10.0).contains(&ratio), "{ratio}");
    }
}

/// Of the exact Hessian: a difference of gradients made the good start six times too sharp, by the kinks of ReLU.
#[test]
fn a_careless_start_is_more_than_thirty_times_sharper_and_a_good_one_allows_its_best_rate() {
    let (training, _) = parts();
    for seed in 0..3 {
        let [good, careless] = [Initializer::He, Initializer::Scaled(4.0)].map(|start| {
            let rng = &mut ChaCha8Rng::seed_from_u64(seed);
            let network = architecture(start).draw(rng).unwrap();
            let surface = NetworkLoss::new(&network, &training, LOSS).unwrap();
            let found = sharpness(&surface, &network.parameter_vector(), rng).unwrap();
            found.value
        });
        println!("seed {seed}: {good:.2} and {careless:.1}");
        assert!(careless > 30.0 * good, "{careless} {good}");
        // The best rates of the page: 1/4 after the good start, 1/32 and 1/8 after the careless one.
        assert!(
            0.25 < 2.0 / good && 1.0 / 32.0 > 2.0 * 2.0 / careless,
            "{careless} {good}"
        );
    }
}

#[test]
fn a_warm_up_helps_after_a_careless_start_and_not_after_a_good_one() {
    let (training, validation) = parts();
    let best = |start, warm: usize| {
        let rates: Vec<f64> = (-6..=-1).map(|k| 2_f64.powi(k)).collect();
        let warm_up = |rate: f64| {
            let left = 450 - warm;
            Schedule::Sequence(vec![
                (
                    warm,
                    Schedule::WarmUp {
                        to: rate,
                        length: warm,
                    },
                ),
                (
                    left,
                    Schedule::Linear {
                        from: rate,
                        to: 0.0,
                        length: left,
                    },
                ),
            ])
        };
        let search = recipe(start)
            .search_rates(&training, &validation, &rates, 0..5, warm_up)
            .unwrap();
        (search.best().rate, search.best().median())
    };
    let (careless, warmed) = (
        best(Initializer::Scaled(4.0), 1),
        best(Initializer::Scaled(4.0), 90),
    );
    assert!(warmed.1 < 0.8 * careless.1, "{warmed:?} and {careless:?}");
    assert!(warmed.0 > careless.0);
    let (good, warmed_too) = (best(Initializer::He, 1), best(Initializer::He, 90));
    assert!(warmed_too.1 > 0.9 * good.1, "{warmed_too:?} and {good:?}");
    assert!(good.1 < 0.5 * warmed.1);
}
