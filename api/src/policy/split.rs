//! Points shared among co-authors: whole numbers whose sum is exact.

/// Shares `points` by weights with the largest remainder. Of equal remainders, that with the smaller rank is served first.
/// All weights zero means equal ones.
pub(super) fn split<R: Ord>(points: u32, weights: &[(u32, R)]) -> Vec<u32> {
    let sum: u128 = weights.iter().map(|(weight, _)| u128::from(*weight)).sum();
    let weight_of = |at: usize| if sum == 0 { 1 } else { u128::from(weights[at].0) };
    let whole = if sum == 0 { weights.len() as u128 } else { sum };
    let exact = |at: usize| u128::from(points) * weight_of(at);
    let mut shares: Vec<u32> =
        (0..weights.len()).map(|at| u32::try_from(exact(at) / whole).unwrap_or(u32::MAX)).collect();
    let given: u32 = shares.iter().sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|one, other| {
        (exact(*other) % whole).cmp(&(exact(*one) % whole)).then_with(|| weights[*one].1.cmp(&weights[*other].1))
    });
    for at in order.into_iter().take((points - given) as usize) {
        shares[at] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_sum_is_exact_and_nobody_is_a_point_away_from_their_part(
            points in 0u32..1 << 24, weights in proptest::collection::vec(0u32..1000, 1..12)
        ) {
            let weights: Vec<(u32, usize)> = weights.into_iter().enumerate().map(|(rank, weight)| (weight, rank)).collect();
            let shares = split(points, &weights);
            prop_assert_eq!(shares.iter().sum::<u32>(), points);
            let sum: u64 = weights.iter().map(|(weight, _)| u64::from(*weight)).sum();
            for ((weight, _), share) in weights.iter().zip(&shares) {
                let (weight, whole) = if sum == 0 { (1, weights.len() as u64) } else { (u64::from(*weight), sum) };
                let floor = u64::from(points) * weight / whole;
                prop_assert!((floor..=floor + 1).contains(&u64::from(*share)));
            }
        }
    }

    #[test]
    fn thirteen_among_three_is_five_four_four() {
        assert_eq!(split(13, &[(1, 2), (1, 0), (1, 1)]), [4, 5, 4]);
        assert_eq!(split(1, &[(1, 0), (2, 1)]), [0, 1]);
    }
}
