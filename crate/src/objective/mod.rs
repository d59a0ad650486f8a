//! Functions to be minimised: each knows its value, its gradient, how it bends, and where its
//! minima lie. Serves chapters 04 and 05, and every chapter that compares optimisers.

mod ackley;
mod banana;
mod camel;
mod from_fn;
mod himmelblau;
mod plateau;
mod quadratic;
mod rastrigin;

use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1, aview1};

use crate::check::all_finite;
use crate::error::{Error, Result};
use crate::number::{Float, number};

pub use crate::coordinates::Coordinates;

pub use ackley::Ackley;
pub use banana::Banana;
pub use camel::SixHumpCamel;
pub use from_fn::FromFn;
pub use himmelblau::Himmelblau;
pub use plateau::Plateau;
pub use quadratic::Quadratic;
pub use rastrigin::Rastrigin;

/// A differentiable function of several variables, to be minimised.
/// Everything that descends takes one: a bowl, the banana, or the loss of a model.
///
/// The three methods `*_at` are what an implementation supplies; they are called with as many
/// numbers as [`dim`](Self::dim) says. Callers use [`Evaluate`], which checks first.
///
/// # Examples
/// A function of your own, $f(x) = (x - 3)^2$:
/// ```
/// use downhill::objective::{Evaluate, Objective};
/// use downhill::ndarray::{ArrayView1, ArrayViewMut1, array};
///
/// struct Parabola;
///
/// impl Objective for Parabola {
///     fn name(&self) -> &str { "parabola" }
///     fn dim(&self) -> usize { 1 }
///     fn value_at(&self, at: ArrayView1<f64>) -> f64 { (at[0] - 3.0).powi(2) }
///     fn gradient_at(&self, at: ArrayView1<f64>, mut gradient: ArrayViewMut1<f64>) {
///         gradient[0] = 2.0 * (at[0] - 3.0);
///     }
/// }
///
/// assert_eq!(Parabola.value(&[5.0])?, 4.0);
/// assert_eq!(Parabola.gradient(&[5.0])?, array![4.0]);
/// # Ok::<(), downhill::Error>(())
/// ```
pub trait Objective<A: Float = f64> {
    /// The name by which the field calls it.
    fn name(&self) -> &str;

    /// How many variables it has.
    fn dim(&self) -> usize;

    /// The value $f(x)$.
    fn value_at(&self, at: ArrayView1<A>) -> A;

    /// Writes the gradient $\nabla f(x)$, of length [`dim`](Self::dim), into `gradient`.
    fn gradient_at(&self, at: ArrayView1<A>, gradient: ArrayViewMut1<A>);

    /// The Hessian of shape (dim, dim), if the function knows it.
    fn hessian_at(&self, _at: ArrayView1<A>) -> Option<Array2<A>> {
        None
    }

    /// The product of the Hessian with a vector of length [`dim`](Self::dim), if the function knows it without the whole Hessian.
    fn hessian_product_at(&self, _at: ArrayView1<A>, _vector: ArrayView1<A>) -> Option<Array1<A>> {
        None
    }

    /// The minima that are known, the lowest first. Empty if none is known or there is none.
    fn minima(&self) -> Vec<Minimum<A>> {
        Vec::new()
    }
}

/// A local minimum of a function, and whether no other is lower.
#[derive(Debug, Clone, PartialEq)]
pub struct Minimum<A = f64> {
    /// Where it lies.
    pub at: Array1<A>,
    /// The value there.
    pub value: A,
    /// Whether it is one of the lowest.
    pub global: bool,
}

impl<A: Float> Minimum<A> {
    /// A minimum than which none is lower.
    pub fn global(at: &[f64], value: f64) -> Self {
        Self {
            at: at.iter().map(|&x| number(x)).collect(),
            value: number(value),
            global: true,
        }
    }

    /// A minimum that some other one beats.
    pub fn local(at: &[f64], value: f64) -> Self {
        Self {
            global: false,
            ..Self::global(at, value)
        }
    }
}

/// Value, gradient and Hessian of an [`Objective`] at a point that is checked first.
/// Every objective has these methods; none has to write them.
///
/// A point is anything that holds numbers in a row: `&[1.0, 2.0]`, a `Vec`, an `Array1`. Numbers are
/// `f64`, so that a literal needs no suffix; what needs `f32` calls [`Objective`]'s own methods.
///
/// # Errors
/// All methods answer [`Error::Shape`] for a point of the wrong dimension and
/// [`Error::NotFinite`] for a NaN or an infinity in it.
///
/// # Examples
/// ```
/// use downhill::objective::{Banana, Evaluate};
/// use downhill::ndarray::array;
/// assert_eq!(Banana.value(&[1.0, 1.0])?, 0.0);
/// assert_eq!(Banana.gradient(&[0.0, 0.0])?, array![-2.0, 0.0]);
/// assert_eq!(
///     Banana.value(&[1.0]).unwrap_err().to_string(),
///     "a point and the objective's variables: shape [1] does not fit shape [2]"
/// );
/// # Ok::<(), downhill::Error>(())
/// ```
pub trait Evaluate: Objective {
    /// The value $f(x)$.
    fn value<P: Coordinates<Elem = f64> + ?Sized>(&self, at: &P) -> Result<f64> {
        Ok(self.value_at(check_point("the point", self, at)?))
    }

    /// The gradient $\nabla f(x)$.
    fn gradient<P: Coordinates<Elem = f64> + ?Sized>(&self, at: &P) -> Result<Array1<f64>> {
        let at = check_point("the point", self, at)?;
        let mut gradient = Array1::zeros(self.dim());
        self.gradient_at(at, gradient.view_mut());
        Ok(gradient)
    }

    /// The Hessian, of shape (dim, dim): the function's own, or `None` if it has none to give.
    fn hessian<P: Coordinates<Elem = f64> + ?Sized>(&self, at: &P) -> Result<Option<Array2<f64>>> {
        Ok(self.hessian_at(check_point("the point", self, at)?))
    }
}

impl<O: Objective + ?Sized> Evaluate for O {}

/// The height of a surface over the point (x, y), in the form in which figures take it.
///
/// # Errors
/// [`Error::Shape`] unless the objective has two variables.
///
/// ```
/// use downhill::objective::{Banana, surface};
/// let z = surface(&Banana)?;
/// assert_eq!(z(0.0, 0.0), 1.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn surface<O: Objective + ?Sized>(objective: &O) -> Result<impl Fn(f64, f64) -> f64> {
    check_point("the point", objective, &[0.0, 0.0])?;
    Ok(move |x, y| objective.value_at(aview1(&[x, y])))
}

/// The gradient over the point (x, y), in the form in which figures take a field of arrows.
///
/// # Errors
/// [`Error::Shape`] unless the objective has two variables.
///
/// ```
/// use downhill::objective::{Banana, gradient_field};
/// let field = gradient_field(&Banana)?;
/// assert_eq!(field(1.0, 1.0), (0.0, 0.0));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn gradient_field<O: Objective + ?Sized>(
    objective: &O,
) -> Result<impl Fn(f64, f64) -> (f64, f64)> {
    check_point("the point", objective, &[0.0, 0.0])?;
    Ok(move |x, y| {
        let mut gradient = [0.0; 2];
        objective.gradient_at(aview1(&[x, y]), ArrayViewMut1::from(&mut gradient[..]));
        (gradient[0], gradient[1])
    })
}

/// One of each: the functions of this module on two variables, for comparisons of optimisers.
///
/// ```
/// let names: Vec<String> = downhill::objective::all().iter().map(|o| o.name().into()).collect();
/// assert!(names.contains(&"banana".to_string()));
/// ```
pub fn all() -> Vec<Box<dyn Objective>> {
    vec![
        Box::new(Quadratic::bowl()),
        Box::new(Quadratic::hill()),
        Box::new(Quadratic::saddle()),
        Box::new(Banana),
        Box::new(Plateau),
        Box::new(Himmelblau),
        Box::new(SixHumpCamel),
        Box::new(Rastrigin::new(2).expect("two variables are enough")),
        Box::new(Ackley::new(2).expect("two variables are enough")),
    ]
}

/// The view of a point, if it is one at which the objective can be evaluated.
pub(crate) fn check_point<
    'a,
    A: Float,
    O: Objective<A> + ?Sized,
    P: Coordinates<Elem = A> + ?Sized,
>(
    name: &'static str,
    objective: &O,
    at: &'a P,
) -> Result<ArrayView1<'a, A>> {
    let at = at.coordinates();
    if at.len() != objective.dim() {
        return Err(Error::Shape {
            op: "a point and the objective's variables",
            left: vec![at.len()],
            right: vec![objective.dim()],
        });
    }
    all_finite(name, &at)?;
    Ok(at)
}
