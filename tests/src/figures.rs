//! Arithmetic on what benchmarks measure.

/// The middle one of these values, the upper of two; none of none.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
