//! What the relay offers for gas.

/// Fees per gas in wei (EIP-1559).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fees {
    /// The most that is paid in all.
    pub(super) max: u128,
    /// The part of it that goes to the block's producer.
    pub(super) tip: u128,
}

/// An offer for the next blocks: room for six full blocks in a row, within `cap`. Nothing while the base fee alone is
/// above the cap: then intents wait, and the chain's price decides when they go on.
pub(super) fn offer(base: u128, tip: u128, cap: u128) -> Option<Fees> {
    if base > cap {
        return None;
    }
    let max = base.saturating_mul(2).saturating_add(tip).min(cap);
    Some(Fees { max, tip: tip.min(max) })
}

/// A better offer for the same nonce. Nodes replace a transaction only for at least a tenth more of both parts.
/// Nothing when the cap does not leave room: the old offer stays the best one.
pub(super) fn raise(old: Fees, current: Fees, cap: u128) -> Option<Fees> {
    let eighth_more = |fee: u128| fee.saturating_add(fee / 8).saturating_add(1);
    let raised = Fees { max: eighth_more(old.max).max(current.max), tip: eighth_more(old.tip).max(current.tip) };
    (raised.max <= cap).then_some(Fees { tip: raised.tip.min(raised.max), ..raised })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_stays_within_the_cap() {
        assert_eq!(offer(100, 2, 1000), Some(Fees { max: 202, tip: 2 }));
        assert_eq!(offer(100, 2, 150), Some(Fees { max: 150, tip: 2 }));
        assert_eq!(offer(100, 500, 100), Some(Fees { max: 100, tip: 100 }));
        assert_eq!(offer(101, 1, 100), None);
        assert_eq!(offer(0, 0, 0), Some(Fees { max: 0, tip: 0 }));
    }

    #[test]
    fn a_raise_beats_the_old_offer_by_a_tenth() {
        let old = Fees { max: 200, tip: 10 };
        let raised = raise(old, Fees { max: 150, tip: 1 }, 1000).unwrap();
        assert!(raised.max * 10 >= old.max * 11 && raised.tip * 10 >= old.tip * 11);
        assert_eq!(raise(old, Fees { max: 400, tip: 1 }, 1000).unwrap().max, 400);
        assert_eq!(raise(old, Fees { max: 150, tip: 1 }, 210), None);
    }
}
