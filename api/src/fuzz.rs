//! Doors for the fuzz targets of `tests/fuzz`: each hands bytes, as a stranger may send them, to one parser, and checks
//! what must hold of whatever that accepts. They panic where it does not.

mod tools;

use std::{fmt::Debug, net::IpAddr, str::FromStr};

use alloy::{
    primitives::{Address, B256},
    sol_types::{Eip712Domain, SolStruct},
};
use palabre_contracts::{Contracts, Slug, papers, typed_data};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    graphql::{self, GraphqlQuery},
    http::paging,
    live::EventId,
    outbound::{Destination, OutboundPolicy},
    policy::{Language, Policy, explain},
    polls::{
        OpenPollSubmission,
        terms::{PollForm, Terms},
    },
    relay::{actions, check, describe_call, invitation::SignedInvitation, message, passkey},
    sessions::siwe::SignIn,
    wallets::signature,
    webhooks::kinds::Subscription,
};

/// A parser behind its door.
pub type Target = (&'static str, fn(&[u8]));

/// All of them, by name.
pub const TARGETS: [Target; 14] = [
    ("siwe", siwe),
    ("signature", signatures),
    ("submission", submissions),
    ("cursor", cursors),
    ("graphql", graphql_documents),
    ("passkey", passkeys),
    ("text", texts),
    ("call", proposed_calls),
    ("policy", policies),
    ("webhook", webhooks),
    ("slack", tools::slack),
    ("matrix", tools::matrix),
    ("rocket_chat", tools::rocket_chat),
    ("mediawiki", tools::mediawiki),
];

/// Texts of ERC-4361: what was read is written and read again as the same.
fn siwe(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(read) = SignIn::parse(text) {
        let written = read.to_string();
        assert_eq!(SignIn::parse(&written).as_ref(), Ok(&read), "{written:?}");
    }
}

/// Signatures of plain wallets: one form of each, and who signed does not depend on how it was written.
fn signatures(bytes: &[u8]) {
    let Ok(read) = signature::parse(bytes) else { return };
    let canonical = signature::bytes(&read);
    assert_eq!(canonical.len(), 65);
    assert_eq!(signature::parse(&canonical).as_ref(), Ok(&read));
    let digest = B256::repeat_byte(7);
    if let Ok(signer) = signature::signer(&read, digest) {
        assert!(!signer.is_zero());
        assert_eq!(signature::signer(&read, digest), Ok(signer));
    }
}

/// Bodies of requests that bring something signed: JSON to typed data to the digest that is looked for in signatures.
fn submissions(bytes: &[u8]) {
    let domain = "demo".parse::<Slug>().map(|slug| slug.domain()).unwrap_or_default();
    let domain = Eip712Domain { name: Some(domain.into()), ..Eip712Domain::default() };
    macro_rules! messages {
        ($($message:ty => $typed:ty),* $(,)?) => {$(
            if let Some(message) = again::<$message>(bytes) {
                digest(&<$typed>::from(message.clone()), &domain);
                assert_eq!(<$message>::from(<$typed>::from(message.clone())), message);
            }
        )*};
    }
    messages! {
        message::AcceptCharterMessage => typed_data::AcceptCharter,
        message::LeaveMessage => typed_data::Leave,
        message::InvitationMessage => typed_data::Invitation,
        message::BallotMessage => typed_data::Ballot,
        message::ExtendedBallotMessage => typed_data::ExtendedBallot,
        message::ClaimMessage => typed_data::Claim,
        message::DelegationMessage => typed_data::Delegation,
        message::ApproveBatchMessage => typed_data::ApproveBatch,
        message::ProposeMessage => typed_data::Propose,
        message::papers::SubmitApplicationMessage => papers::SubmitApplication,
        message::papers::AnswerApplicationMessage => papers::AnswerApplication,
        message::papers::SuspendMessage => papers::Suspend,
        message::papers::RotateMessage => papers::Rotate,
        message::papers::ChallengeBatchMessage => papers::ChallengeBatch,
    }
    written::<actions::JoinSubmission>(bytes);
    written::<actions::VoteSubmission>(bytes);
    written::<actions::ProposeSubmission>(bytes);
    written::<actions::ApproveBatchSubmission>(bytes);
    written::<actions::InvitationSubmission>(bytes);
    written::<actions::RotateSubmission>(bytes);
    written::<actions::Signed<actions::SignedDispute>>(bytes);
    if let Some(signed) = written::<OpenPollSubmission>(bytes) {
        digest(&signed.message, &domain);
        // Whether the terms of a poll can be read never depends on anything but them.
        assert_eq!(Terms::read(signed.message.clone()).is_ok(), Terms::read(signed.message).is_ok());
    }
    if let Ok(form) = serde_json::from_slice::<PollForm>(bytes) {
        drop(Terms::from_form(form, B256::ZERO, 0, 0));
    }
}

fn digest<T: SolStruct>(typed: &T, domain: &Eip712Domain) {
    assert_eq!(typed_data::digest(typed, domain), typed_data::digest(typed, domain));
}

/// What is written of a value is read as the same value.
fn again<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(bytes).ok()?;
    let text = serde_json::to_string(&read).unwrap_or_default();
    assert_eq!(serde_json::from_str::<T>(&text).ok().as_ref(), Some(&read), "{text}");
    Some(read)
}

/// The same of values that cannot be compared: by what is written.
fn written<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(bytes).ok()?;
    let text = serde_json::to_string(&read).unwrap_or_default();
    let second = serde_json::from_str::<T>(&text).ok().and_then(|again| serde_json::to_string(&again).ok());
    assert_eq!(second.as_ref(), Some(&text));
    Some(read)
}

/// Places in lists and streams: there is one way to write each.
fn cursors(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for parts in [1, 2] {
        if let Some(key) = paging::decode(text, parts) {
            let again = paging::encode(&key[..parts]);
            assert_eq!(paging::decode(&again, parts), Some(key), "{again}");
            assert!(key.iter().all(|number| i64::try_from(*number).is_ok()));
        }
    }
    one_text_each::<EventId>(text);
}

/// Queries: either refused, or cheap enough to run.
fn graphql_documents(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        graphql::admits(GraphqlQuery::of(text));
    }
    if let Ok(query) = serde_json::from_slice(bytes) {
        graphql::admits(query);
    }
}

/// What browsers' authenticators answer: public keys, and assertions as JSON.
fn passkeys(bytes: &[u8]) {
    drop(passkey::point(bytes));
    if let Ok(assertion) = serde_json::from_slice::<passkey::Assertion>(bytes) {
        drop(assertion.for_contract());
    }
}

/// Short texts: invitation codes, short names, links to discussions.
fn texts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    one_text_each::<SignedInvitation>(text);
    one_text_each::<Slug>(text);
    if !text.is_empty() && check::discussion_link(text).is_ok() {
        let description = check::with_discussion("# A title", text);
        assert_eq!(check::discussion_of(&description), Some(text));
    }
}

/// What people are told of a call that somebody proposes: the first byte chooses the contract.
fn proposed_calls(bytes: &[u8]) {
    let Some((contract, calldata)) = bytes.split_first() else { return };
    let at = |number: u8| Address::repeat_byte(0x10 + number);
    let contracts = Contracts::in_order(at(0), at);
    if let Some(call) = describe_call(&contracts, at(contract % 14), calldata) {
        assert!(serde_json::to_string(&call).is_ok());
    }
}

/// Policies as TOML: either every mistake has a line, or the policy can be told, and its name cannot forge a line of what
/// is hashed.
fn policies(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Policy::parse(text) {
        Ok(policy) => {
            let canonical = policy.canonical();
            let lines: Vec<&str> = canonical.split_terminator('\n').collect();
            assert!(lines[1..].is_sorted() && lines.iter().all(|line| line.contains('=')), "{canonical}");
            for language in [Language::French, Language::English] {
                assert!(!explain::text(&policy, language).is_empty());
            }
        }
        Err(mistakes) => {
            assert!(!mistakes.0.is_empty());
            assert!(mistakes.0.iter().all(|mistake| mistake.line > 0 && !mistake.expected.is_empty()), "{mistakes}");
        }
    }
}

/// What an organizer makes a webhook of: the first line is its address, the others what it wants to hear.
fn webhooks(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut lines = text.lines();
    if let Ok(to) = lines.next().unwrap_or_default().parse::<Destination>() {
        assert_eq!(to.as_str().parse::<Destination>().as_ref(), Ok(&to));
        assert!(!to.host().is_empty());
        let open = to.literal().filter(|ip| OutboundPolicy::default().check(to.host(), to.scheme(), *ip).is_ok());
        if let Some(address) = open {
            assert!(to.as_str().starts_with("https://") && !is_inside(address), "{to:?}");
        }
    }
    let words: Vec<String> = lines.map(str::to_owned).collect();
    if let Ok(subscription) = Subscription::parse(&words) {
        assert_eq!(Subscription::stored(&subscription.to_stored()), subscription);
        assert_eq!(Subscription::parse(subscription.words()).as_ref(), Ok(&subscription));
    }
}

/// Whether an address is nobody else's, as the standard library knows it.
fn is_inside(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified(),
    }
}

fn one_text_each<T: FromStr + ToString>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        assert_eq!(read.to_string(), text);
    }
}
