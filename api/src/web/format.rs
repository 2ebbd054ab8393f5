//! Dates, durations and amounts as people of each language write them.

use alloy::primitives::{U256, utils::format_units};

use super::{Lang, texts::Texts};
use crate::http::wire::Civil;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Texts {
    /// A day and a time, in UTC.
    pub(crate) fn date(&self, unix: &u64) -> String {
        let Civil { year, month, day, hour, minute, .. } = Civil::from_unix(*unix);
        let month = usize::from(month) - 1;
        match self.lang() {
            Lang::French => format!("{day} {} {year} à {hour} h {minute:02} UTC", FRENCH_MONTHS[month]),
            Lang::English => format!("{day} {} {year}, {hour:02}:{minute:02} UTC", ENGLISH_MONTHS[month]),
        }
    }

    /// A duration in its two largest units.
    pub(crate) fn duration(&self, seconds: u64) -> String {
        let units = [("time.days", 86_400), ("time.hours", 3600), ("time.minutes", 60), ("time.seconds", 1)];
        let mut parts = Vec::new();
        let mut rest = seconds;
        for (key, length) in units {
            let count = rest / length;
            rest %= length;
            if count != 0 {
                parts.push(self.count(key, count));
            }
            if parts.len() == 2 || (parts.len() == 1 && count == 0) {
                break;
            }
        }
        if parts.is_empty() { self.count("time.seconds", 0u64) } else { parts.join(" ") }
    }

    /// A whole number.
    pub(crate) fn number(&self, number: impl ToString) -> String {
        self.lang().number(number)
    }

    /// Basis points as per cent.
    pub(crate) fn percent(&self, bps: &u16) -> String {
        let number = format!("{}.{:02}", bps / 100, bps % 100);
        let short = number.trim_end_matches('0').trim_end_matches('.').to_owned();
        match self.lang() {
            Lang::French => format!("{}\u{202f}%", short.replace('.', ",")),
            Lang::English => format!("{short}%"),
        }
    }

    /// An amount with its decimals, cut (never rounded up) to six digits after the point.
    pub(crate) fn amount(&self, amount: U256, decimals: u8) -> String {
        let text = format_units(amount, decimals).unwrap_or_else(|_| amount.to_string());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.get(..6).unwrap_or(fraction).trim_end_matches('0');
        let whole = self.number(whole);
        match (fraction.is_empty(), self.lang()) {
            (true, _) => whole,
            (false, Lang::French) => format!("{whole},{fraction}"),
            (false, Lang::English) => format!("{whole}.{fraction}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: fn() -> Texts = || Texts::of(Lang::French);
    const ENGLISH: fn() -> Texts = || Texts::of(Lang::English);

    #[test]
    fn dates_are_written_in_the_language() {
        assert_eq!(FRENCH().date(&1_700_000_000), "14 novembre 2023 à 22 h 13 UTC");
        assert_eq!(ENGLISH().date(&0), "1 January 1970, 00:00 UTC");
    }

    #[test]
    fn durations_have_two_units_at_most() {
        assert_eq!(ENGLISH().duration(0), "0 seconds");
        assert_eq!(ENGLISH().duration(59), "59 seconds");
        assert_eq!(ENGLISH().duration(3600), "1 hour");
        assert_eq!(ENGLISH().duration(90_061), "1 day 1 hour");
        assert_eq!(FRENCH().duration(86_400 * 3 + 60), "3 jours");
    }

    #[test]
    fn amounts_and_parts_keep_their_value() {
        let wei = U256::from(1_234_500_000_000_000_000_000_u128);
        assert_eq!(ENGLISH().amount(wei, 18), "1,234.5");
        assert_eq!(FRENCH().amount(wei, 18), "1\u{202f}234,5");
        assert_eq!(ENGLISH().amount(U256::from(1_999_999), 7), "0.199999");
        assert_eq!(ENGLISH().amount(U256::from(7), 0), "7");
        assert_eq!(ENGLISH().percent(&1250), "12.5%");
        assert_eq!(FRENCH().percent(&3), "0,03\u{202f}%");
    }
}
