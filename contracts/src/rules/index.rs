//! Twin of `solidity/libraries/Index.sol`: 2^(elapsed / half-life) in Q64, integers only.

use alloy::primitives::{U256, U512, uint};

/// 1.0 in Q64.
pub const ONE: U256 = uint!(0x1_0000_0000_0000_0000_U256);
/// Ceiling of the index: 2^136 in Q64.
pub const MAX: U256 = U256::from_limbs([0, 0, 0, 1 << 8]);
/// Units per point at index 1.
const UNIT: u64 = 1_000_000;

/// 2^(numerator / denominator) in Q64, floored digit by digit; the quotient must be below 136.
///
/// # Panics
/// If `denominator` is zero.
pub fn exp2(numerator: u64, denominator: u64) -> U256 {
    let mut result = ONE << (numerator / denominator);
    let mut rest = numerator % denominator;
    let mut root: U256 = ONE << 1usize;
    for _ in 0..64 {
        if rest == 0 {
            break;
        }
        root = (root << 64usize).root(2);
        rest <<= 1;
        if rest >= denominator {
            rest -= denominator;
            result = mul_q64(result, root);
        }
    }
    result
}

/// `base`^`exponent` in Q64 by binary powering, never above [`MAX`].
pub fn power(mut base: U256, mut exponent: u32) -> U256 {
    let mut result = ONE;
    while exponent != 0 {
        if exponent & 1 != 0 {
            result = mul_q64(result, base);
            if result == MAX {
                return MAX;
            }
        }
        exponent >>= 1;
        if exponent != 0 {
            base = mul_q64(base, base);
        }
    }
    result
}

/// Units minted for `points` at `index`, scaled by the epoch's `factor` (Q64, [`ONE`] for none).
pub fn units(points: u64, index: U256, factor: U256) -> U256 {
    let at_index = floor_mul_q64(U256::from(points) * U256::from(UNIT), index);
    if factor == ONE { at_index } else { floor_mul_q64(at_index, factor) }
}

/// `part` / `whole` in Q64, floored.
pub fn ratio(part: U256, whole: U256) -> U256 {
    (part.widening_mul::<256, 4, 512, 8>(ONE) / U512::from(whole)).to::<U256>()
}

fn mul_q64(a: U256, b: U256) -> U256 {
    let product: U512 = a.widening_mul::<256, 4, 512, 8>(b) >> 64usize;
    if product >= U512::from(MAX) { MAX } else { product.to::<U256>() }
}

fn floor_mul_q64(a: U256, b: U256) -> U256 {
    (a.widening_mul::<256, 4, 512, 8>(b) >> 64usize).to::<U256>()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: u64 = 86_400;

    #[test]
    fn after_one_half_life_the_index_doubles() {
        assert_eq!(exp2(180 * DAY, 180 * DAY), ONE << 1);
        assert_eq!(power(ONE << 1, 10), ONE << 10);
        assert_eq!(power(exp2(30 * DAY, 180 * DAY), 0), ONE);
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Vector {
        length: u64,
        half_life: u64,
        epoch: u32,
        growth: U256,
        index: U256,
    }

    #[test]
    fn the_contract_gives_the_same_integers() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../solidity/test/vectors/index.json")).unwrap();
        assert!(vectors.len() > 50);
        for vector in vectors {
            let growth = exp2(vector.length, vector.half_life);
            assert_eq!(growth, vector.growth, "{} / {}", vector.length, vector.half_life);
            assert_eq!(power(growth, vector.epoch), vector.index, "epoch {}", vector.epoch);
        }
    }

    #[test]
    fn the_index_stops_at_its_ceiling() {
        assert_eq!(power(ONE << 1, 136), MAX);
        assert_eq!(power(ONE << 1, u32::MAX), MAX);
        assert_eq!(power(ONE << 1, 135), ONE << 135);
    }

    proptest! {
        #[test]
        fn the_index_grows_and_stays_close_to_the_real_power(days in 1u64..92, half_life in 90u64..730, epochs in 0u32..200) {
            prop_assume!(days * u64::from(epochs + 1) < half_life * 136);
            let growth = exp2(days * DAY, half_life * DAY);
            let index = power(growth, epochs);
            prop_assert!(power(growth, epochs + 1) > index);
            let exact = (days as f64 / half_life as f64 * f64::from(epochs)).exp2();
            let ours = f64::from(index) / f64::from(ONE);
            prop_assert!((ours / exact - 1.0).abs() < 1e-9, "{ours} {exact}");
        }

        #[test]
        fn scaled_units_never_exceed_unscaled_ones(points: u32, shift in 0usize..100, factor in 1u64..) {
            let index = ONE << shift;
            prop_assert!(units(points.into(), index, U256::from(factor)) <= units(points.into(), index, ONE));
        }
    }
}
