//! The checks that need nothing but the request and what was read from the chain. Pure: no IO, no clock.

use alloy::primitives::{Address, Bytes, U256};
use palabre_contracts::Support;

use super::{
    error::Refusal,
    refusals::{deadline_passed, nonce_used},
};

/// Longest text of a proposal, in bytes.
pub const MAX_DESCRIPTION: usize = 20_000;
/// Longest reason of a vote, in bytes.
pub const MAX_REASON: usize = 2_000;
/// Longest link to a discussion, in bytes.
const MAX_LINK: usize = 500;
/// Most calls of a proposal.
pub const MAX_CALLS: usize = 10;
/// Most bytes of all calls of a proposal together.
pub const MAX_CALLDATA: usize = 32_768;
/// Most members in one settlement.
pub const MAX_SETTLED: usize = 100;

/// The signature still holds at `now`.
pub fn deadline(deadline: U256, now: u64) -> Result<(), Refusal> {
    if deadline < U256::from(now) { Err(deadline_passed()) } else { Ok(()) }
}

/// The message is about the wallet that signs it.
pub fn same_signer(signer: Address, named: Address) -> Result<(), Refusal> {
    if signer == named {
        return Ok(());
    }
    Err(Refusal::unmet(
        "other_signer",
        format!("the message names {named}, the signature is said to be that of {signer}"),
        "Sign with the wallet that the message names.",
    ))
}

/// The number of the signature is the one that the contract waits for.
pub fn nonce(signed: U256, current: U256) -> Result<(), Refusal> {
    if signed == current {
        return Ok(());
    }
    let of_another_purpose = signed >> 64usize != current >> 64usize;
    if signed < current && !of_another_purpose {
        return Err(nonce_used());
    }
    Err(Refusal::unmet(
        "nonce_unknown",
        "the number of this signature is not the one that the contract waits for",
        "Ask for new data to sign.",
    ))
}

/// For, against or abstain.
pub fn support(number: u8) -> Result<Support, Refusal> {
    Support::from_number(number).map_err(|error| Refusal::malformed(error, "Ask for new data to sign."))
}

/// The reason of a vote fits.
pub fn reason(text: &str) -> Result<(), Refusal> {
    length("the reason", text, MAX_REASON)
}

fn length(what: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.len() <= most {
        return Ok(());
    }
    Err(Refusal::malformed(
        format!("{what} has {} bytes, at most {most} are stored on the chain", text.len()),
        "Shorten it; publish longer texts elsewhere and link to them.",
    ))
}

/// The text with a last line that names the proposer, so that nobody else can put the same proposal forward first and
/// then withdraw it (OpenZeppelin's protection against front-running). The text itself is kept byte by byte.
pub fn with_proposer(text: &str, proposer: Address) -> String {
    let line = proposer_line(proposer);
    match text.rsplit('\n').next() {
        Some(last) if last.eq_ignore_ascii_case(&line) => text.to_owned(),
        _ => format!("{text}\n{line}"),
    }
}

/// A link that is safe to follow, or none.
pub fn discussion_link(link: &str) -> Result<(), Refusal> {
    let safe = link.starts_with("https://") || link.starts_with("http://");
    if link.is_empty() || (safe && link.len() <= MAX_LINK && !link.contains(char::is_whitespace)) {
        return Ok(());
    }
    Err(Refusal::malformed(
        "the link to the discussion is no web address",
        format!("Give an address that begins with https:// and has at most {MAX_LINK} bytes, or none."),
    ))
}

/// The line that names the place where a proposal is discussed begins with this.
pub const DISCUSSION: &str = "Discussion: ";

/// The text with a last line that names the place where it is discussed; the text alone without such a place.
pub fn with_discussion(text: &str, link: &str) -> String {
    if link.is_empty() { text.to_owned() } else { format!("{text}\n\n{DISCUSSION}{link}") }
}

/// Where a proposal is discussed, by the last such line of its text that is a web address.
pub fn discussion_of(text: &str) -> Option<&str> {
    let mut links = text.lines().rev().filter_map(|line| line.strip_prefix(DISCUSSION)).map(str::trim);
    links.find(|link| !link.is_empty() && discussion_link(link).is_ok())
}

fn proposer_line(proposer: Address) -> String {
    format!("#proposer={}", alloy::primitives::hex::encode_prefixed(proposer))
}

/// The text of a proposal fits, says something and ends with its proposer.
pub fn description(text: &str, proposer: Address) -> Result<(), Refusal> {
    length("the description", text, MAX_DESCRIPTION)?;
    let line = proposer_line(proposer);
    let (body, last) = text.rsplit_once('\n').unwrap_or(("", text));
    if !last.eq_ignore_ascii_case(&line) {
        return Err(Refusal::malformed(
            "the description does not end with the line that names its proposer",
            format!("End it with {line}, or ask for data to sign: the relay adds the line."),
        ));
    }
    if body.trim().is_empty() {
        return Err(Refusal::malformed("the description is empty", "Say in the description what is proposed and why."));
    }
    Ok(())
}

/// The calls of a proposal are complete and not too many.
pub fn calls(targets: &[Address], values: &[U256], calldatas: &[Bytes]) -> Result<(), Refusal> {
    if targets.is_empty() || targets.len() != values.len() || targets.len() != calldatas.len() {
        return Err(Refusal::malformed(
            format!("{} targets, {} values and {} calls", targets.len(), values.len(), calldatas.len()),
            "Give each call a target, a value and data; a proposal has at least one call.",
        ));
    }
    if targets.len() > MAX_CALLS || calldatas.iter().map(|data| data.len()).sum::<usize>() > MAX_CALLDATA {
        return Err(Refusal::malformed(
            "the calls of this proposal are too many or too long",
            format!("Propose at most {MAX_CALLS} calls with {MAX_CALLDATA} bytes together; split the proposal."),
        ));
    }
    Ok(())
}

/// Under the limit of a day.
pub fn quota(used: u64, limit: u32, whose: &str) -> Result<(), Refusal> {
    if used < u64::from(limit) {
        return Ok(());
    }
    Err(Refusal::too_many(format!("{whose} asked for {used} actions in a day, {limit} are free of charge"), 3600))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::error::Course;

    const WALLET: Address = Address::repeat_byte(0xab);

    #[test]
    fn a_deadline_holds_until_its_second_is_over() {
        assert_eq!(deadline(U256::from(10), 10), Ok(()));
        assert_eq!(deadline(U256::from(10), 11).unwrap_err().code, "deadline_passed");
        assert_eq!(deadline(U256::MAX, u64::MAX), Ok(()));
    }

    #[test]
    fn a_used_number_is_told_from_a_wrong_one() {
        let keyed = |key: u64, count: u64| (U256::from(key) << 64usize) | U256::from(count);
        assert_eq!(nonce(keyed(1, 3), keyed(1, 3)), Ok(()));
        assert_eq!(nonce(keyed(1, 2), keyed(1, 3)).unwrap_err().code, "nonce_used");
        assert_eq!(nonce(keyed(1, 4), keyed(1, 3)).unwrap_err().code, "nonce_unknown");
        assert_eq!(nonce(keyed(1, 3), keyed(2, 3)).unwrap_err().code, "nonce_unknown");
    }

    #[test]
    fn descriptions_end_with_their_proposer() {
        let text = "# Équité 🌳\n\nline\r\nwith spaces  ";
        let full = with_proposer(text, WALLET);
        assert_eq!(full, format!("{text}\n#proposer=0x{}", "ab".repeat(20)));
        assert_eq!(description(&full, WALLET), Ok(()));
        assert_eq!(with_proposer(&full, WALLET), full, "only once");
        assert!(description(text, WALLET).is_err());
        assert!(description(&full, Address::ZERO).is_err(), "another proposer");
        assert!(description(&format!("{full}\n"), WALLET).is_err(), "not the last line");
        assert!(description(&with_proposer(" \n", WALLET), WALLET).is_err(), "nothing said");
        let two = with_proposer(&with_proposer("text", Address::ZERO), WALLET);
        assert_eq!(description(&two, WALLET), Ok(()), "the last line counts");
    }

    #[test]
    fn the_discussion_is_found_again_and_only_web_addresses_are() {
        let text = with_proposer(&with_discussion("# T", "https://forum.example/t/1"), WALLET);
        assert_eq!(discussion_of(&text), Some("https://forum.example/t/1"));
        assert_eq!(discussion_of(&with_discussion("# T", "")), None);
        assert_eq!(discussion_of("# T\nDiscussion: javascript:alert(1)"), None);
        assert_eq!(discussion_of("Discussion: https://a.example\nDiscussion: x y"), Some("https://a.example"));
    }

    #[test]
    fn texts_have_a_limit_in_bytes() {
        assert_eq!(reason(&"é".repeat(1000)), Ok(()));
        assert_eq!(reason(&"é".repeat(1001)).unwrap_err().course, Course::Correct);
        let suffix = with_proposer("", WALLET).len();
        assert_eq!(description(&with_proposer(&"x".repeat(MAX_DESCRIPTION - suffix), WALLET), WALLET), Ok(()));
        assert!(description(&with_proposer(&"x".repeat(MAX_DESCRIPTION - suffix + 1), WALLET), WALLET).is_err());
    }

    #[test]
    fn calls_are_complete_and_few() {
        let (target, value, data) = (WALLET, U256::ZERO, Bytes::from_static(&[1]));
        let many = |n: usize| calls(&vec![target; n], &vec![value; n], &vec![data.clone(); n]);
        assert_eq!(many(1), Ok(()));
        assert_eq!(many(MAX_CALLS), Ok(()));
        assert!(many(0).is_err());
        assert!(many(MAX_CALLS + 1).is_err());
        assert!(calls(&[target], &[], &[data]).is_err());
        assert!(calls(&[target], &[value], &[vec![0; MAX_CALLDATA + 1].into()]).is_err());
    }

    #[test]
    fn a_quota_is_a_limit() {
        assert_eq!(quota(49, 50, "this wallet"), Ok(()));
        assert_eq!(quota(50, 50, "this wallet").unwrap_err().course, Course::Wait(3600));
    }
}
