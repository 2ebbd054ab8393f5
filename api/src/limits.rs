//! How much a client may ask for, and who a client is. Pure but for the table of clients.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use ipnet::IpNet;
use tokio::time::Instant;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Clients that are remembered. When there are more, those who asked for nothing lately are forgotten first, then
/// everybody: a flood of addresses costs memory up to here and no further.
const MOST_CLIENTS: usize = 50_000;

/// Limits that an operator may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Reads of one client in a second, on average.
    pub reads_per_second: u32,
    /// Requests of one client that change something, in a minute, on average.
    pub acts_per_minute: u32,
    /// Sign-ins of one client in a minute, on average.
    pub sign_ins_per_minute: u32,
    /// Requests that are worked on at the same time; more are told to come back.
    pub at_once: usize,
    /// Networks of the proxies before this service: only they may say for whom they ask.
    pub trusted_proxies: Vec<IpNet>,
    /// Pages of other sites that may read what is public, as `https://host`.
    pub allowed_origins: Vec<HeaderValue>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            reads_per_second: 50,
            acts_per_minute: 120,
            sign_ins_per_minute: 20,
            at_once: 512,
            trusted_proxies: Vec::new(),
            allowed_origins: Vec::new(),
        }
    }
}

/// The address that a request comes from, as the connection has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What a request costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cost {
    /// Looking something up.
    Read,
    /// Changing something.
    Act,
    /// Asking for a text to sign, or handing it in.
    SignIn,
}

impl Limits {
    /// Whoever asks: the last address of the chain of proxies that no trusted proxy has.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let trusted = |address: &IpAddr| self.trusted_proxies.iter().any(|net| net.contains(&address.to_canonical()));
        let lines: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().map(|line| line.to_str().unwrap_or("?")).collect();
        let mut client = peer.to_canonical();
        // From right to left: every proxy writes down whom it heard, so what stands further left is hearsay.
        for word in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !trusted(&client) {
                break;
            }
            match word.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }

    /// How fast requests of a cost come back, and how many may come at once.
    fn rate(&self, cost: Cost) -> (Duration, u32) {
        let (count, period) = match cost {
            Cost::Read => (self.reads_per_second, Duration::from_secs(1)),
            Cost::Act => (self.acts_per_minute, Duration::from_secs(60)),
            Cost::SignIn => (self.sign_ins_per_minute, Duration::from_secs(60)),
        };
        let count = count.max(1);
        // A person opens a page with many parts; a burst of four seconds of reads is no flood.
        let burst = if cost == Cost::Read { count.saturating_mul(4) } else { count };
        (period / count, burst)
    }
}

/// What each client asked for lately; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clients(Arc<Mutex<HashMap<(IpAddr, Cost), Instant>>>);

impl Clients {
    /// Counts a request, or answers how long the client has to wait (generic cell rate algorithm: one number a client,
    /// the moment at which all it asked for would be paid off).
    pub(crate) fn admit(&self, limits: &Limits, client: IpAddr, cost: Cost, now: Instant) -> Result<(), Duration> {
        let (each, burst) = limits.rate(cost);
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if table.len() >= MOST_CLIENTS {
            table.retain(|_, paid_off| *paid_off > now);
            if table.len() >= MOST_CLIENTS {
                table.clear();
            }
        }
        let paid_off = table.entry((network(client), cost)).or_insert(now);
        let next = (*paid_off).max(now) + each;
        let ahead = next - now;
        let most = each * burst;
        if ahead > most {
            return Err(ahead - most);
        }
        *paid_off = next;
        Ok(())
    }
}

impl Clients {
    /// How long a client has to wait before anything more of this cost is admitted; counts nothing.
    pub(crate) fn owes(&self, limits: &Limits, client: IpAddr, cost: Cost, now: Instant) -> Option<Duration> {
        let (each, burst) = limits.rate(cost);
        let table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let paid_off = *table.get(&(network(client), cost))?;
        let (ahead, most) = (paid_off.max(now) + each - now, each * burst);
        (ahead > most).then(|| ahead - most)
    }
}

/// Whoever has one address of IPv6 has the whole network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => {
            let [a, b, c, d, ..] = long.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, trusted: &[&str], forwarded: &[&'static str]) -> String {
        let limits =
            Limits { trusted_proxies: trusted.iter().map(|net| net.parse().unwrap()).collect(), ..Limits::default() };
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        limits.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let spoofed = ["9.9.9.9"];
        assert_eq!(client("1.2.3.4", &[], &spoofed), "1.2.3.4", "anybody can send the header");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &spoofed), "9.9.9.9");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &[]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["9.9.9.9, 5.6.7.8"]), "5.6.7.8", "what a client puts first");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["9.9.9.9, 5.6.7.8, 10.0.0.2"]), "5.6.7.8", "two proxies");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["9.9.9.9", "5.6.7.8"]), "5.6.7.8", "two headers");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["1.1.1.1, nonsense"]), "10.0.0.1");
        assert_eq!(client("::ffff:10.0.0.1", &["10.0.0.0/8"], &spoofed), "9.9.9.9", "mapped addresses are the same");
    }

    #[test]
    fn a_client_has_a_burst_and_then_a_pace() {
        let (limits, clients, start) = (Limits::default(), Clients::default(), Instant::now());
        let me: IpAddr = "1.2.3.4".parse().unwrap();
        for _ in 0..20 {
            assert_eq!(clients.admit(&limits, me, Cost::SignIn, start), Ok(()));
        }
        let wait = clients.admit(&limits, me, Cost::SignIn, start).unwrap_err();
        assert_eq!(wait, Duration::from_secs(3));
        assert_eq!(clients.admit(&limits, me, Cost::SignIn, start + wait), Ok(()));
        assert!(clients.admit(&limits, me, Cost::SignIn, start + wait).is_err());
        assert_eq!(clients.admit(&limits, me, Cost::Read, start), Ok(()), "another cost");
        assert_eq!(clients.admit(&limits, "1.2.3.5".parse().unwrap(), Cost::SignIn, start), Ok(()), "somebody else");
    }

    #[test]
    fn what_a_client_owes_is_seen_without_counting() {
        let (limits, clients, now) =
            (Limits { acts_per_minute: 2, ..Limits::default() }, Clients::default(), Instant::now());
        let me: IpAddr = "1.2.3.4".parse().unwrap();
        for _ in 0..2 {
            assert_eq!(clients.owes(&limits, me, Cost::Act, now), None);
            clients.admit(&limits, me, Cost::Act, now).unwrap();
        }
        let wait = clients.owes(&limits, me, Cost::Act, now).unwrap();
        assert_eq!(Err(wait), clients.admit(&limits, me, Cost::Act, now));
        assert_eq!(clients.owes(&limits, me, Cost::Act, now + wait), None);
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        let (limits, clients, now) =
            (Limits { sign_ins_per_minute: 1, ..Limits::default() }, Clients::default(), Instant::now());
        let admit = |address: &str| clients.admit(&limits, address.parse().unwrap(), Cost::SignIn, now);
        assert!(admit("2001:db8::1").is_ok());
        assert!(admit("2001:db8::2").is_err());
        assert!(admit("2001:db8:0:1::1").is_ok());
    }

    #[test]
    fn the_table_of_clients_has_an_end() {
        let (limits, clients, now) = (Limits::default(), Clients::default(), Instant::now());
        for number in 0..=MOST_CLIENTS as u32 {
            clients.admit(&limits, IpAddr::from(number.to_be_bytes()), Cost::Read, now).unwrap();
        }
        assert!(clients.0.lock().unwrap().len() <= MOST_CLIENTS);
    }
}
