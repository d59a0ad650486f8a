//! Truth tables as samples: AND, OR, NOT, XOR, and any other Boolean function of a few inputs.
//! Chapters 02, 03 and 07 learn them.
//!
//! The first input changes fastest, as in S0: (0,0), (1,0), (0,1), (1,1).

use ndarray::{Array1, Array2};

use super::{Labels, TwoClass};

/// The most inputs a table is made for: its rows double with each.
pub const MAX_INPUTS: usize = 16;

/// The truth table of `function` over `inputs` Boolean inputs, one row a combination.
///
/// # Errors
/// [`crate::Error::OutOfRange`] unless there are 1 to [`MAX_INPUTS`] inputs.
///
/// ```
/// use downhill::data::logic;
///
/// let majority = logic::truth_table(3, |x| x.iter().filter(|&&on| on).count() >= 2)?;
/// assert_eq!(majority.labels().sum(), 4.0);
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn truth_table(inputs: usize, function: impl Fn(&[bool]) -> bool) -> crate::Result<TwoClass> {
    if !(1..=MAX_INPUTS).contains(&inputs) {
        return Err(crate::Error::OutOfRange {
            name: "inputs",
            value: inputs as f64,
            range: "from 1 to 16",
        });
    }
    let rows = 1 << inputs;
    let on = |row: usize, input: usize| row >> input & 1 == 1;
    let labels = Array1::from_shape_fn(rows, |row| {
        let combination: Vec<bool> = (0..inputs).map(|input| on(row, input)).collect();
        f64::from(u8::from(function(&combination)))
    });
    let inputs = Array2::from_shape_fn((rows, inputs), |(row, input)| {
        f64::from(u8::from(on(row, input)))
    });
    TwoClass::new(inputs, Labels(labels))
}

/// The most inputs of which all functions are listed: there are 65,536 of four.
pub const MAX_INPUTS_OF_ALL: usize = 4;

/// The truth tables of all Boolean functions of `inputs` inputs: $2^{2^n}$ of $n$.
///
/// # Errors
/// [`crate::Error::OutOfRange`] unless there are 1 to [`MAX_INPUTS_OF_ALL`] inputs.
///
/// ```
/// use downhill::data::logic;
///
/// let all: Vec<_> = logic::functions(2)?.collect();
/// assert_eq!(all.len(), 16);
/// assert!(all.contains(&logic::and()) && all.contains(&logic::xor()));
/// # Ok::<(), downhill::Error>(())
/// ```
pub fn functions(inputs: usize) -> crate::Result<impl Iterator<Item = TwoClass>> {
    if inputs > MAX_INPUTS_OF_ALL {
        return Err(crate::Error::OutOfRange {
            name: "inputs",
            value: inputs as f64,
            range: "from 1 to 4",
        });
    }
    let template = truth_table(inputs, |_| false)?;
    let rows = template.count();
    Ok((0_u32..1 << rows).map(move |table| {
        let labels = Array1::from_shape_fn(rows, |row| f64::from(table >> row & 1));
        TwoClass::new(template.inputs().clone(), Labels(labels))
            .expect("a table's labels are 0 and 1")
    }))
}

/// 1 where both inputs are 1.
#[must_use]
pub fn and() -> TwoClass {
    small(2, |x| x[0] && x[1])
}

/// 1 where at least one of two inputs is 1.
#[must_use]
pub fn or() -> TwoClass {
    small(2, |x| x[0] || x[1])
}

/// 1 where the only input is 0.
#[must_use]
pub fn not() -> TwoClass {
    small(1, |x| !x[0])
}

/// 1 where exactly one of two inputs is 1.
#[must_use]
pub fn xor() -> TwoClass {
    small(2, |x| x[0] != x[1])
}

fn small(inputs: usize, function: impl Fn(&[bool]) -> bool) -> TwoClass {
    truth_table(inputs, function).expect("one or two inputs are within the range")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn tables_are_in_the_order_of_the_source() {
        assert_eq!(
            and().inputs(),
            &array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
        );
        assert_eq!(and().labels(), &array![0.0, 0.0, 0.0, 1.0]);
        assert_eq!(or().labels(), &array![0.0, 1.0, 1.0, 1.0]);
        assert_eq!(xor().labels(), &array![0.0, 1.0, 1.0, 0.0]);
        assert_eq!(not().inputs(), &array![[0.0], [1.0]]);
        assert_eq!(not().labels(), &array![1.0, 0.0]);
    }

    #[test]
    fn all_functions_of_an_input_are_four() {
        let labels: Vec<_> = functions(1).unwrap().map(|f| f.labels().to_vec()).collect();
        assert_eq!(labels, [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]);
        assert!(functions(0).is_err());
        assert!(functions(MAX_INPUTS_OF_ALL + 1).is_err());
    }

    #[test]
    fn a_table_needs_a_sensible_number_of_inputs() {
        for inputs in [0, MAX_INPUTS + 1] {
            let error = truth_table(inputs, |_| true).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("inputs is {inputs}; it must be from 1 to {MAX_INPUTS}")
            );
        }
    }
}
