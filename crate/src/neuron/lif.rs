//! The leaky integrate-and-fire neuron, and its rate as a formula.

use ndarray::aview1;

use crate::check::{all_finite, finite, positive};
use crate::elementary::{exp, ln_1p};
use crate::error::{Error, Result};

/// The most spikes that one step of a simulation may hold: beyond it the step says nothing.
const MAX_SPIKES_A_STEP: usize = 1000;

/// A spiking neuron: current charges its membrane, the charge leaks, and at the threshold it
/// emits a spike and starts again. What it says lies in when it fires, not in a sum.
///
/// Between spikes the potential $V$ follows
///
/// $$ \tau \frac{dV}{dt} = -(V - V_{rest}) + R I $$
///
/// When $V$ reaches `threshold`, the time is noted, $V$ is set to `reset`, and it stays there
/// for the time `refractory`.
///
/// | field | symbol | unit |
/// |---|---|---|
/// | `time_constant` | $\tau$ | ms |
/// | `resistance` | $R$ | MΩ |
/// | `rest`, `threshold`, `reset` | $V$ | mV |
/// | `refractory` | $t_{ref}$ | ms |
/// | currents | $I$ | nA (so that $R I$ is in mV) |
///
/// The [`Default`] is a cortical cell in round numbers, after Dayan and Abbott: 10 ms, 10 MΩ,
/// rest and reset at -65 mV, threshold at -50 mV, with a refractory period of 2 ms.
///
/// # References
/// S0 §4.1 names spiking models. L. Lapicque, "Recherches quantitatives sur l'excitation
/// électrique des nerfs traitée comme une polarisation", *Journal de physiologie et de pathologie
/// générale* 9 (1907), 620–635. P. Dayan and L. F. Abbott, *Theoretical Neuroscience*, MIT Press
/// 2001, §5.4. W. Gerstner, W. M. Kistler, R. Naud and L. Paninski, *Neuronal Dynamics*,
/// Cambridge 2014, §1.3, [doi:10.1017/CBO9781107447615](https://doi.org/10.1017/CBO9781107447615).
///
/// # Examples
/// ```
/// use downhill::neuron::LeakyIntegrateAndFire;
/// let neuron = LeakyIntegrateAndFire::default();
/// assert_eq!(neuron.rheobase()?, 1.5);
/// assert_eq!(neuron.firing_rate(1.5)?, 0.0);
/// let trace = neuron.simulate(&[2.0; 2000], 0.1)?; // 2 nA for 200 ms
/// assert!((trace.rate() / neuron.firing_rate(2.0)? - 1.0).abs() < 1e-9);
/// # Ok::<(), downhill::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeakyIntegrateAndFire {
    /// How slowly the membrane charges and leaks, $\tau$, in ms; positive.
    pub time_constant: f64,
    /// The membrane's resistance $R$, in MΩ; positive.
    pub resistance: f64,
    /// The potential $V_{rest}$ to which the membrane leaks, in mV; below the threshold.
    pub rest: f64,
    /// The potential at which the neuron fires, in mV.
    pub threshold: f64,
    /// The potential after a spike, in mV; below the threshold.
    pub reset: f64,
    /// How long the potential stays at the reset, $t_{ref}$, in ms; zero or positive.
    pub refractory: f64,
}

impl Default for LeakyIntegrateAndFire {
    fn default() -> Self {
        Self {
            time_constant: 10.0,
            resistance: 10.0,
            rest: -65.0,
            threshold: -50.0,
            reset: -65.0,
            refractory: 2.0,
        }
    }
}

/// What a simulated neuron did: its potential and its spikes.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// (time in ms, potential in mV): the start, the end of every step and of every refractory
    /// period, and at every spike the threshold and the reset, both at the spike's own time.
    /// A polyline through them is the trace.
    pub potential: Vec<(f64, f64)>,
    /// The times of the spikes, in ms.
    pub spikes: Vec<f64>,
}

impl Trace {
    /// The firing rate in Hz: 1000 ms over the mean interval between spikes.
    /// It is 0 where no interval was seen, that is with fewer than two spikes.
    #[must_use]
    pub fn rate(&self) -> f64 {
        match self.spikes.as_slice() {
            [first, .., last] => 1000.0 * (self.spikes.len() - 1) as f64 / (last - first),
            _ => 0.0,
        }
    }
}

impl LeakyIntegrateAndFire {
    /// The rheobase: the current in nA whose steady potential is the threshold,
    /// (threshold - rest) / $R$. The neuron fires for ever above it, and never below.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] or [`Error::NotFinite`] for a field outside its range.
    pub fn rheobase(&self) -> Result<f64> {
        self.validate()?;
        Ok((self.threshold - self.rest) / self.resistance)
    }

    /// The firing rate in Hz under the constant current $I$ (`current`, nA), by the formula.
    ///
    /// Solving the membrane equation from the reset to the threshold gives the interval
    ///
    /// $$ T = t_{ref} + \tau \ln \frac{V_{rest} + R I - V_{reset}}{V_{rest} + R I - V_{threshold}} $$
    ///
    /// and the rate $1000 / T$, with $T$ in ms; 0 up to the rheobase. Plotted over $I$ this is
    /// the f–I curve. Without a refractory period it grows without bound.
    ///
    /// # Errors
    /// As [`rheobase`](Self::rheobase); also [`Error::NotFinite`] for the current, or if $R I$ overflows.
    pub fn firing_rate(&self, current: f64) -> Result<f64> {
        self.validate()?;
        finite("current", current)?;
        let rise = self.time_to_threshold(self.reset, self.steady_potential(current)?);
        Ok(rise.map_or(0.0, |rise| 1000.0 / (self.refractory + rise)))
    }

    /// The firing rate in Hz under the constant current $I$ (`current`, nA), by Euler's method: half a second in steps of
    /// `dt` ms along the membrane equation as it stands, and the rate between the first spike and the last.
    ///
    /// It shares nothing with [`firing_rate`](Self::firing_rate), so the one can check the other. Its error shrinks with `dt`.
    ///
    /// ```
    /// use downhill::neuron::LeakyIntegrateAndFire;
    /// let neuron = LeakyIntegrateAndFire::default();
    /// let right = neuron.firing_rate(2.0)?;
    /// let coarse = (neuron.rate_by_euler(2.0, 0.1)? / right - 1.0).abs();
    /// let fine = (neuron.rate_by_euler(2.0, 0.01)? / right - 1.0).abs();
    /// assert!(coarse < 0.05 && fine < coarse / 5.0);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`firing_rate`](Self::firing_rate); also [`Error::OutOfRange`] for a `dt` below 0.0001, which would take minutes, or above the time
    /// constant, within which the potential changes too much for one step.
    pub fn rate_by_euler(&self, current: f64, dt: f64) -> Result<f64> {
        self.validate()?;
        finite("current", current)?;
        self.steady_potential(current)?;
        if !(1e-4..=self.time_constant).contains(&finite("dt", dt)?) {
            return Err(Error::OutOfRange {
                name: "dt",
                value: dt,
                range: "from 0.0001 to the time constant",
            });
        }
        // ANCHOR: euler
        let (mut v, mut quiet_until) = (self.reset, 0.0);
        let mut spikes = Vec::new();
        for k in 1..=(500.0 / dt) as usize {
            let t = k as f64 * dt;
            if t > quiet_until {
                v += dt / self.time_constant * (self.rest - v + self.resistance * current);
            }
            if v >= self.threshold {
                spikes.push(t);
                (v, quiet_until) = (self.reset, t + self.refractory);
            }
        }
        // ANCHOR_END: euler
        let potential = Vec::new();
        Ok(Trace { potential, spikes }.rate())
    }

    /// Simulates the neuron from rest, under `currents` (nA), one for every step of `dt` ms.
    ///
    /// The current is constant within a step, so the membrane equation has an exact solution
    /// there: with $V_\infty = V_{rest} + R I$, the potential relaxes as
    /// $V_\infty + (V - V_\infty) e^{-t / \tau}$. That solution is what is used, and the time at
    /// which it meets the threshold is computed, not rounded to a step. So there is no error of
    /// integration, and `dt` only says how often the current may change and the trace is sampled.
    ///
    /// ```
    /// use downhill::neuron::LeakyIntegrateAndFire;
    /// let coarse = LeakyIntegrateAndFire::default().simulate(&[2.0; 20], 10.0)?;
    /// let fine = LeakyIntegrateAndFire::default().simulate(&[2.0; 2000], 0.1)?;
    /// assert_eq!(coarse.spikes.len(), fine.spikes.len());
    /// assert!((coarse.spikes[5] - fine.spikes[5]).abs() < 1e-9);
    /// # Ok::<(), downhill::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`rheobase`](Self::rheobase); also [`Error::OutOfRange`] unless `dt` is positive, and
    /// for a current so large that one step would hold more than 1000 spikes;
    /// [`Error::NotFinite`] for a current that is a NaN or infinite, or if $R I$ overflows.
    pub fn simulate(&self, currents: &[f64], dt: f64) -> Result<Trace> {
        self.validate()?;
        positive("dt", dt)?;
        all_finite("currents", &aview1(currents))?;
        let mut potential = self.rest;
        let mut refractory_until = 0.0;
        let mut trace = Trace {
            potential: vec![(0.0, potential)],
            spikes: Vec::new(),
        };
        for (step, &current) in currents.iter().enumerate() {
            let end = (step + 1) as f64 * dt;
            let mut now = step as f64 * dt;
            let steady = self.steady_potential(current)?;
            let spikes_before = trace.spikes.len();
            while now < end {
                if now < refractory_until {
                    now = end.min(refractory_until);
                    if now < end {
                        trace.potential.push((now, potential));
                    }
                    continue;
                }
                match self.time_to_threshold(potential, steady) {
                    Some(rise) if now + rise <= end => {
                        now += rise;
                        trace.spikes.push(now);
                        trace.potential.push((now, self.threshold));
                        trace.potential.push((now, self.reset));
                        potential = self.reset;
                        refractory_until = now + self.refractory;
                        if trace.spikes.len() - spikes_before > MAX_SPIKES_A_STEP {
                            return Err(Error::OutOfRange {
                                name: "current",
                                value: current,
                                range: "small enough for at most 1000 spikes in one step",
                            });
                        }
                    }
                    _ => {
                        let decay = exp(-(end - now) / self.time_constant);
                        potential = steady + (potential - steady) * decay;
                        now = end;
                    }
                }
            }
            trace.potential.push((end, potential));
        }
        Ok(trace)
    }

    /// The potential that the membrane approaches under a constant current, $V_{rest} + R I$.
    fn steady_potential(&self, current: f64) -> Result<f64> {
        finite(
            "rest + resistance × current",
            self.rest + self.resistance * current,
        )
    }

    /// The time from the potential `from` to the threshold, if `steady` lies beyond it.
    fn time_to_threshold(&self, from: f64, steady: f64) -> Option<f64> {
        // ln((steady - from) / (steady - threshold)), accurate for strong currents too. Rounding
        // may have put `from` a hair beyond the threshold: then the time is 0.
        (steady > self.threshold).then(|| {
            let ratio = (self.threshold - from).max(0.0) / (steady - self.threshold);
            self.time_constant * ln_1p(ratio)
        })
    }

    fn validate(&self) -> Result<()> {
        positive("time_constant", self.time_constant)?;
        positive("resistance", self.resistance)?;
        finite("threshold", self.threshold)?;
        for (name, value) in [("rest", self.rest), ("reset", self.reset)] {
            if finite(name, value)? >= self.threshold {
                return Err(Error::OutOfRange {
                    name,
                    value,
                    range: "below the threshold",
                });
            }
        }
        if finite("refractory", self.refractory)? < 0.0 {
            return Err(Error::OutOfRange {
                name: "refractory",
                value: self.refractory,
                range: "zero or positive",
            });
        }
        Ok(())
    }
}
