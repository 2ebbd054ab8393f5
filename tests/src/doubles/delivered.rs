//! How a delivery of Slack ended.

/// What became of a delivery.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivered {
    /// Whether it was taken in the end.
    pub taken: bool,
    /// Seconds that Slack waited before each attempt.
    pub waited: Vec<u64>,
    /// What the header of each retry says.
    pub reasons: Vec<&'static str>,
}
