//! S1 §2: affine functions, planes and normals.

use downhill::calculus::{Affine, Plane, directional_derivatives};
use downhill::ndarray::Array1;
use downhill::rand::{RngExt, SeedableRng};
use downhill::rand_chacha::ChaCha8Rng;

use super::claim::{Claim, Value, beyond, greatest, holds};

const SOURCE: &str = "S1 §2";

pub(super) fn claims() -> Vec<Claim> {
    vec![
        holds(
            "S1-2-01",
            SOURCE,
            "$z = 0.5x + 0.2y + 3$ has the intercept 3",
            3.0,
            0.0,
            || Ok(plane()?.intercept().into()),
        ),
        holds(
            "S1-2-02",
            SOURCE,
            "It meets the z axis at (0, 0, 3): its height over the origin",
            3.0,
            0.0,
            || Ok(plane()?.value(&[0.0, 0.0])?.into()),
        ),
        holds(
            "S1-2-03",
            SOURCE,
            "Its normal is (-0.5, -0.2, 1) and the constant beside it 3 (eq. 2.2)",
            Value::List(vec![[-0.5, -0.2, 1.0].into(), 3.0.into()]),
            0.0,
            || {
                let plane = Plane::of(&plane()?)?;
                Ok(Value::List(vec![
                    plane.normal().into(),
                    plane.offset().into(),
                ]))
            },
        ),
        holds(
            "S1-2-04",
            SOURCE,
            "Every point of the plane satisfies eq. 2.2 as it does eq. 2.1: greatest deviation from 3, of 1,000 points",
            0.0,
            1e-14,
            || {
                let f = plane()?;
                greatest(points().map(|p| Ok((f.normal().dot(&lifted(&f, p)?) - 3.0).abs())))
            },
        ),
        holds(
            "S1-2-05",
            SOURCE,
            "(0, 0, 3) and (2, 5, 5) lie in it: their distances",
            [0.0, 0.0],
            1e-15,
            || {
                let plane = Plane::of(&plane()?)?;
                Ok([
                    plane.distance([0.0, 0.0, 3.0])?,
                    plane.distance([2.0, 5.0, 5.0])?,
                ]
                .into())
            },
        ),
        holds(
            "S1-2-06",
            SOURCE,
            "The difference of the two points is (2, 5, 2)",
            [2.0, 5.0, 2.0],
            0.0,
            || Ok(segment()?.to_vec().into()),
        ),
        holds(
            "S1-2-07",
            SOURCE,
            "Its product with the normal is 0",
            0.0,
            0.0,
            || Ok(plane()?.normal().dot(&segment()?).into()),
        ),
        holds(
            "S1-2-08",
            SOURCE,
            "All segments in the plane are orthogonal to the normal (eq. 2.3): greatest product, of 1,000",
            0.0,
            1e-13,
            || {
                let f = plane()?;
                greatest(points().map(|[x, y]| {
                    let segment = lifted(&f, [x, y])? - lifted(&f, [y - 1.0, 2.0 * x])?;
                    Ok(f.normal().dot(&segment).abs())
                }))
            },
        ),
        holds(
            "S1-2-09",
            SOURCE,
            "Doubled, the equation has the normal (-1, -0.4, 2) and the constant 6, and describes the same plane (eq. 2.4)",
            true,
            0.0,
            || Ok(doubled()?.is_same(&Plane::of(&plane()?)?).into()),
        ),
        holds(
            "S1-2-10",
            SOURCE,
            "Its intercept remains 3",
            3.0,
            0.0,
            || Ok(doubled()?.intercept().ok_or("it stands upright")?.into()),
        ),
        holds(
            "S1-2-11",
            SOURCE,
            "$-2x - 3y = 3$ is a vertical plane (eq. 2.5), with any height: whether it is vertical, and the distances of (0, -1, z) for z = -100, 0, 7",
            Value::List(vec![true.into(), [0.0, 0.0, 0.0].into()]),
            1e-15,
            || {
                let upright = Plane::new([-2.0, -3.0, 0.0], 3.0)?;
                let at = |z: f64| upright.distance([0.0, -1.0, z]);
                Ok(Value::List(vec![
                    upright.is_vertical().into(),
                    [at(-100.0)?, at(0.0)?, at(7.0)?].into(),
                ]))
            },
        ),
        holds(
            "S1-2-12",
            SOURCE,
            "Every plane that is not vertical has a normal with third entry 1: how many of 1,000 random planes have none, or are then another plane",
            0,
            0.0,
            || {
                let mut failures = 0;
                for [x, y] in points() {
                    let plane = Plane::new([x, y, x - 3.0 * y], 1.0)?;
                    let scaled = plane.affine().ok_or("it stands upright")?;
                    failures += i32::from(!Plane::of(&scaled)?.is_same(&plane));
                }
                Ok(failures.into())
            },
        ),
        holds(
            "S1-2-13",
            SOURCE,
            "The larger $\\lvert a_1 \\rvert$ and $\\lvert a_2 \\rvert$, the steeper the plane: degrees of $a_1 = a_2$ = 0, 0.5, 1, 2, 8 rise",
            true,
            0.0,
            || {
                let tilts = [0.0, 0.5, 1.0, 2.0, 8.0]
                    .map(|a| Plane::new([-a, -a, 1.0], 0.0).map(|plane| plane.tilt()));
                let tilts = tilts.into_iter().collect::<Result<Vec<f64>, _>>()?;
                Ok(tilts.windows(2).all(|pair| pair[0] < pair[1]).into())
            },
        ),
        beyond(
            "S1-2-14",
            SOURCE,
            "Figure 2: eight planes with the normals in their titles",
            "the figure is not in our copy",
        ),
        holds(
            "S1-2-15",
            SOURCE,
            "$z = a_1 x + a_2 y + b$ (eq. 2.6) has the normal $(-a_1, -a_2, 1)$ and the constant b (eq. 2.7): greatest deviation from b, for 1,000 random functions and points",
            0.0,
            1e-13,
            || {
                greatest(points().map(|[x, y]| {
                    let f = Affine::new(&[x - y, 2.0 * y], x)?;
                    Ok((f.normal().dot(&lifted(&f, [y, x])?) - f.intercept()).abs())
                }))
            },
        ),
        holds(
            "S1-2-16",
            SOURCE,
            "It meets the z axis at (0, 0, b), and b says how high it lies: by how much (1, 2) rises if b grows from 3 to 4.5",
            1.5,
            1e-15,
            || {
                let higher = Affine::new(&[0.5, 0.2], 4.5)?;
                Ok((higher.value(&[1.0, 2.0])? - plane()?.value(&[1.0, 2.0])?).into())
            },
        ),
        holds(
            "S1-2-17",
            SOURCE,
            "$(a_1, a_2)$ points uphill and $(-a_1, -a_2)$ downhill: whether $0.5x + 0.2y + 3$ rises along the one and falls along the other",
            [true, true],
            0.0,
            || {
                let f = plane()?;
                let here = f.value(&[1.0, 1.0])?;
                Ok([f.value(&[1.5, 1.2])? > here, f.value(&[0.5, 0.8])? < here].into())
            },
        ),
        holds(
            "S1-2-18",
            SOURCE,
            "Figure 3: the slope is steepest along $(a_1, a_2)$: degrees between (0.5, 0.2) and the steepest of 3,600 directions",
            0.0,
            0.1,
            || {
                let all = directional_derivatives(&[0.5, 0.2], 3600)?;
                let steepest = all.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
                let angle = steepest.ok_or("no direction")?.0;
                Ok((angle - 0.2_f64.atan2(0.5)).abs().to_degrees().into())
            },
        ),
    ]
}

/// S1's plane, eq. 2.1.
pub(super) fn plane() -> downhill::Result<Affine> {
    Affine::new(&[0.5, 0.2], 3.0)
}

/// The same plane, its equation doubled: eq. 2.4.
fn doubled() -> downhill::Result<Plane> {
    Plane::new([-1.0, -0.4, 2.0], 6.0)
}

/// The point of the graph over (x, y).
fn lifted(f: &Affine, [x, y]: [f64; 2]) -> downhill::Result<Array1<f64>> {
    Ok(Array1::from(vec![x, y, f.value(&[x, y])?]))
}

/// From the one of S1's two points to the other.
fn segment() -> downhill::Result<Array1<f64>> {
    let f = plane()?;
    Ok(lifted(&f, [2.0, 5.0])? - lifted(&f, [0.0, 0.0])?)
}

/// 1,000 points of the square from -5 to 5.
pub(super) fn points() -> impl Iterator<Item = [f64; 2]> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    (0..1000).map(move |_| [rng.random_range(-5.0..5.0), rng.random_range(-5.0..5.0)])
}
