//! What a wallet signs to link an account: a text of ERC-4361, which every wallet shows. Pure.
//!
//! It is no sign-in: its number is of another kind, so it opens no session, and a sign-in links nothing.

use std::fmt::Write;

use alloy::primitives::Address;
use palabre_contracts::{MemberId, Slug};

use crate::sessions::siwe::SignIn;

/// What is to be linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Linked<'a> {
    pub(super) source: &'a str,
    pub(super) account: &'a str,
    pub(super) community: &'a Slug,
    pub(super) member: MemberId,
}

impl Linked<'_> {
    /// The sentence for the person. ERC-4361 allows ASCII only.
    pub(super) fn sentence(&self, french: bool) -> String {
        let (account, source, member) = (ascii(self.account), self.source, self.member.get());
        let community = self.community;
        if french {
            format!("Je relie le compte {account} de {source} a mon adhesion {member} dans {community}. Aucun frais.")
        } else {
            format!("I link the account {account} of {source} to my membership {member} in {community}. This is free.")
        }
    }

    /// Names exactly what is linked, for machines.
    fn resource(&self) -> String {
        let (community, member, source) = (self.community, self.member.get(), self.source);
        format!("urn:palabre:link:{community}:{member}:{source}:{}", escaped(self.account))
    }

    /// The text to sign.
    pub(super) fn statement(&self, frame: Frame<'_>, french: bool) -> SignIn {
        SignIn {
            scheme: None,
            domain: frame.domain.to_owned(),
            address: frame.wallet,
            statement: Some(self.sentence(french)),
            uri: frame.uri,
            chain_id: frame.chain_id,
            nonce: frame.nonce.to_owned(),
            issued_at: frame.issued_at,
            expires_at: Some(frame.expires_at),
            not_before: None,
            request_id: None,
            resources: vec![self.resource()],
        }
    }

    /// Whether a text that somebody signed says this and nothing else.
    pub(super) fn is_said_by(&self, signed: &SignIn) -> bool {
        let sentences = [self.sentence(false), self.sentence(true)];
        signed.resources == [self.resource()] && signed.statement.as_ref().is_some_and(|said| sentences.contains(said))
    }
}

/// Who signs, where and when.
#[derive(Clone, Debug)]
pub(super) struct Frame<'a> {
    pub(super) domain: &'a str,
    pub(super) uri: String,
    pub(super) wallet: Address,
    pub(super) chain_id: u64,
    pub(super) nonce: &'a str,
    pub(super) issued_at: u64,
    pub(super) expires_at: u64,
}

/// For the sentence: what a wallet can show.
fn ascii(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { c } else { '?' }).take(120).collect()
}

/// For the name: percent signs in place of everything that is neither letter, digit nor one of `-._~@!$`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@!$".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame<'static> {
        Frame {
            domain: "palabre.example",
            uri: "https://palabre.example/c/demo/link".to_owned(),
            wallet: Address::repeat_byte(7),
            chain_id: 31_337,
            nonce: "0123456789abcdef",
            issued_at: 1_700_000_000,
            expires_at: 1_700_001_800,
        }
    }

    #[test]
    fn what_is_signed_is_read_back_and_says_exactly_one_link() {
        let slug: Slug = "demo".parse().unwrap();
        let linked = |source, account, member| Linked {
            source,
            account,
            community: &slug,
            member: MemberId::new(member).unwrap(),
        };
        let one = linked("matrix", "@ada:example.org", 5);
        for french in [false, true] {
            let text = one.statement(frame(), french).to_string();
            let read = SignIn::parse(&text).unwrap();
            assert!(one.is_said_by(&read), "{text}");
            for other in [
                linked("matrix", "@bob:example.org", 5),
                linked("matrix", "@ada:example.org", 6),
                linked("slack", "@ada:example.org", 5),
            ] {
                assert!(!other.is_said_by(&read));
            }
            let more = SignIn { resources: [read.resources.clone(), read.resources.clone()].concat(), ..read.clone() };
            assert!(!one.is_said_by(&more));
            assert!(!one.is_said_by(&SignIn { statement: None, ..read.clone() }));
            assert!(!one.is_said_by(&SignIn { statement: Some("I sign in.".to_owned()), ..read }));
        }
    }

    #[test]
    fn names_of_accounts_cannot_change_the_text() {
        let slug: Slug = "demo".parse().unwrap();
        for account in ["a\nURI: https://evil.example", "é:x", "a%3Ab", "a:b", "<b>"] {
            let linked = Linked { source: "rocket", account, community: &slug, member: MemberId::new(5).unwrap() };
            let read = SignIn::parse(&linked.statement(frame(), false).to_string()).unwrap();
            assert!(linked.is_said_by(&read), "{account}");
            assert_eq!(read.uri, "https://palabre.example/c/demo/link");
        }
        assert_ne!(escaped("a:b"), escaped("a%3Ab"));
    }
}
