//! Sign-In with Ethereum (ERC-4361): the text that a wallet signs, read as strictly as its grammar is written. Pure.
//!
//! A text that two readers could read differently is refused: what the person saw in the wallet is what is checked.

use std::fmt;

use alloy::primitives::Address;

/// Longest text that is read; wallets show less.
const MAX_LENGTH: usize = 4_096;
const FIRST_LINE: &str = " wants you to sign in with your Ethereum account:";
/// Fewest characters of a nonce by the standard.
const MIN_NONCE: usize = 8;
const MAX_NONCE: usize = 96;

/// What somebody signs to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Scheme before the domain; most wallets leave it out.
    pub scheme: Option<String>,
    /// Host and port of the page that asks.
    pub domain: String,
    /// Who signs.
    pub address: Address,
    /// A sentence for the person.
    pub statement: Option<String>,
    /// The page that asks.
    pub uri: String,
    /// The chain on which the wallet speaks.
    pub chain_id: u64,
    /// The number that was given out for this text.
    pub nonce: String,
    /// Unix time.
    pub issued_at: u64,
    /// Unix time from which on the text is void.
    pub expires_at: Option<u64>,
    /// Unix time before which the text is void.
    pub not_before: Option<u64>,
    /// Name of the request, chosen by the page.
    pub request_id: Option<String>,
    /// Further addresses; they mean nothing to this service.
    pub resources: Vec<String>,
}

/// Why a text is not one that ERC-4361 allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MalformedSignIn {
    /// More bytes than a wallet would show.
    #[error("the text has more than {MAX_LENGTH} bytes")]
    TooLong,
    /// Lines end with LF alone, and no other control character or letter outside ASCII belongs into the text.
    #[error("the text holds a character that ERC-4361 does not allow")]
    Character,
    /// The first line is not the one of the standard.
    #[error("the first line is not \"DOMAIN wants you to sign in with your Ethereum account:\"")]
    FirstLine,
    /// The second line is no address with the capitals of EIP-55.
    #[error("the address is not written with the capitals of EIP-55")]
    Address,
    /// Blank lines are missing or too many.
    #[error("the blank lines around the statement are not as ERC-4361 has them")]
    BlankLines,
    /// A field is missing, unknown, out of order or twice.
    #[error("{0} is missing, or not in its place")]
    Field(&'static str),
    /// Only version 1 exists.
    #[error("the version is not 1")]
    Version,
    /// The chain id is no plain number.
    #[error("the chain id is not a plain decimal number")]
    ChainId,
    /// The nonce has other characters than letters and digits, or too few.
    #[error("the nonce is not made of at least {MIN_NONCE} letters and digits")]
    Nonce,
    /// A time is not written by RFC 3339.
    #[error("{0} is not a time by RFC 3339")]
    Time(&'static str),
    /// Something stands after the end.
    #[error("the text goes on after its last field")]
    Trailing,
}

impl SignIn {
    /// Reads a text.
    pub fn parse(text: &str) -> Result<Self, MalformedSignIn> {
        use MalformedSignIn as E;
        if text.len() > MAX_LENGTH {
            return Err(E::TooLong);
        }
        if !text.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)) {
            return Err(E::Character);
        }
        let mut lines = text.split('\n').peekable();
        let first = lines.next().and_then(|line| line.strip_suffix(FIRST_LINE)).ok_or(E::FirstLine)?;
        let (scheme, domain) = match first.split_once("://") {
            Some((scheme, domain)) => (Some(scheme.to_owned()), domain),
            None => (None, first),
        };
        if domain.is_empty() || domain.contains([' ', '/', '@', '?', '#']) {
            return Err(E::FirstLine);
        }
        let address = lines.next().ok_or(E::Address)?;
        let address = Address::parse_checksummed(address, None).map_err(|_| E::Address)?;
        let statement = statement(&mut lines)?;
        let mut fields = Fields(lines);
        let uri = fields.needed("URI")?.to_owned();
        if fields.needed("Version")? != "1" {
            return Err(E::Version);
        }
        let chain_id = plain_number(fields.needed("Chain ID")?).ok_or(E::ChainId)?;
        let nonce = fields.needed("Nonce")?;
        let long_enough = (MIN_NONCE..=MAX_NONCE).contains(&nonce.len());
        if !long_enough || !nonce.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(E::Nonce);
        }
        let issued_at = time("Issued At", fields.needed("Issued At")?)?;
        let later = |field: &'static str, value: Option<&str>| value.map(|value| time(field, value)).transpose();
        let expires_at = later("Expiration Time", fields.optional("Expiration Time"))?;
        let not_before = later("Not Before", fields.optional("Not Before"))?;
        let request_id = fields.optional("Request ID").map(str::to_owned);
        let resources = fields.resources();
        if fields.0.next().is_some() {
            return Err(E::Trailing);
        }
        Ok(Self {
            scheme,
            domain: domain.to_owned(),
            address,
            statement,
            uri,
            chain_id,
            nonce: nonce.to_owned(),
            issued_at,
            expires_at,
            not_before,
            request_id,
            resources,
        })
    }
}

type Lines<'a> = std::iter::Peekable<std::str::Split<'a, char>>;

/// Blank, statement, blank; or two blanks where there is no statement.
fn statement(lines: &mut Lines<'_>) -> Result<Option<String>, MalformedSignIn> {
    let blank = |line: Option<&str>| if line == Some("") { Ok(()) } else { Err(MalformedSignIn::BlankLines) };
    blank(lines.next())?;
    match lines.next() {
        Some("") => Ok(None),
        Some(statement) => {
            blank(lines.next())?;
            Ok(Some(statement.to_owned()))
        }
        None => Err(MalformedSignIn::BlankLines),
    }
}

struct Fields<'a>(Lines<'a>);

impl<'a> Fields<'a> {
    fn optional(&mut self, name: &str) -> Option<&'a str> {
        let value = self.0.peek()?.strip_prefix(name)?.strip_prefix(": ")?;
        self.0.next();
        Some(value)
    }

    fn needed(&mut self, name: &'static str) -> Result<&'a str, MalformedSignIn> {
        self.optional(name).filter(|value| !value.is_empty()).ok_or(MalformedSignIn::Field(name))
    }

    fn resources(&mut self) -> Vec<String> {
        if self.0.next_if_eq(&"Resources:").is_none() {
            return Vec::new();
        }
        let mut resources = Vec::new();
        while let Some(resource) = self.0.peek().and_then(|line| line.strip_prefix("- ")) {
            resources.push(resource.to_owned());
            self.0.next();
        }
        resources
    }
}

fn plain_number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    // One way to write each number: no sign, no leading zero.
    (number.to_string() == text).then_some(number)
}

/// A time by RFC 3339, with the capital letters that all writers use.
fn time(field: &'static str, text: &str) -> Result<u64, MalformedSignIn> {
    let wrong = MalformedSignIn::Time(field);
    let bytes = text.as_bytes();
    let zoned = text.ends_with('Z') || matches!(text.len().checked_sub(6).map(|at| bytes[at]), Some(b'+' | b'-'));
    if bytes.get(10) != Some(&b'T') || bytes.get(19).is_none() || !zoned || text.contains(['[', ',']) {
        return Err(wrong);
    }
    let time: jiff::Timestamp = text.parse().map_err(|_| wrong)?;
    u64::try_from(time.as_second()).map_err(|_| wrong)
}

impl fmt::Display for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |unix: u64| crate::http::wire::Time::from(unix).rfc3339;
        let scheme = self.scheme.as_ref().map_or(String::new(), |scheme| format!("{scheme}://"));
        writeln!(f, "{scheme}{}{FIRST_LINE}\n{}\n", self.domain, self.address.to_checksum(None))?;
        if let Some(statement) = &self.statement {
            writeln!(f, "{statement}")?;
        }
        writeln!(f, "\nURI: {}\nVersion: 1\nChain ID: {}\nNonce: {}", self.uri, self.chain_id, self.nonce)?;
        write!(f, "Issued At: {}", at(self.issued_at))?;
        for (name, time) in [("Expiration Time", self.expires_at), ("Not Before", self.not_before)] {
            if let Some(time) = time {
                write!(f, "\n{name}: {}", at(time))?;
            }
        }
        if let Some(id) = &self.request_id {
            write!(f, "\nRequest ID: {id}")?;
        }
        if !self.resources.is_empty() {
            write!(f, "\nResources:")?;
        }
        self.resources.iter().try_for_each(|resource| write!(f, "\n- {resource}"))
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::address;
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn example() -> SignIn {
        SignIn {
            scheme: None,
            domain: "palabre.example".to_owned(),
            address: address!("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            statement: Some("I sign in.".to_owned()),
            uri: "https://palabre.example/".to_owned(),
            chain_id: 5,
            nonce: "abcdEFGH1234".to_owned(),
            issued_at: 1_700_000_000,
            expires_at: Some(1_700_000_600),
            not_before: None,
            request_id: None,
            resources: Vec::new(),
        }
    }

    #[test]
    fn the_text_is_that_of_the_standard() {
        let expected = "palabre.example wants you to sign in with your Ethereum account:\n\
            0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\n\nI sign in.\n\nURI: https://palabre.example/\nVersion: 1\n\
            Chain ID: 5\nNonce: abcdEFGH1234\nIssued At: 2023-11-14T22:13:20Z\nExpiration Time: 2023-11-14T22:23:20Z";
        assert_eq!(example().to_string(), expected);
    }

    #[test]
    fn all_forms_of_a_text_are_read_back() {
        let full = SignIn {
            scheme: Some("https".to_owned()),
            not_before: Some(1_699_999_999),
            request_id: Some("a b".to_owned()),
            resources: vec!["ipfs://x".to_owned(), "https://y.example".to_owned()],
            ..example()
        };
        for message in [example(), SignIn { statement: None, ..example() }, full] {
            assert_eq!(SignIn::parse(&message.to_string()), Ok(message));
        }
    }

    #[test]
    fn times_may_have_fractions_and_offsets() {
        for (text, unix) in [
            ("2023-11-14T22:13:20.123Z", 1_700_000_000),
            ("2023-11-14T23:13:20+01:00", 1_700_000_000),
            ("2023-11-14T22:13:20Z", 1_700_000_000),
        ] {
            assert_eq!(time("x", text), Ok(unix), "{text}");
        }
        for text in ["2023-11-14", "2023-11-14 22:13:20Z", "2023-11-14T22:13:20", "2023-11-14T22:13:20Z[UTC]", "now"] {
            assert!(time("x", text).is_err(), "{text}");
        }
        assert!(time("x", "1969-12-31T23:59:59Z").is_err(), "before all chains");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_is_written_the_same(text in "[ -~\n]{0,300}") {
            if let Ok(message) = SignIn::parse(&text) {
                prop_assert_eq!(SignIn::parse(&message.to_string()), Ok(message));
            }
        }

        #[test]
        fn no_change_of_one_byte_is_read_as_the_same(at in 0_usize..250, byte in 0x20_u8..0x7f) {
            let text = example().to_string();
            let mut bytes = text.clone().into_bytes();
            if at < bytes.len() && bytes[at] != byte {
                bytes[at] = byte;
                let changed = String::from_utf8(bytes).unwrap();
                prop_assert_ne!(SignIn::parse(&changed), Ok(example()));
            }
        }
    }
}
