//! Which addresses belong to the public internet. Everything else is somebody's inside: the machine itself, its
//! neighbours, the metadata service of a cloud.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not of the public internet; none if it is.
///
/// Follows the special-purpose registries of IANA (RFC 6890 and its updates). IPv6 addresses that hold an IPv4 address
/// (mapped, NAT64, 6to4) are judged by what they hold, because that is where the packet ends.
pub(crate) fn not_public(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => not_public_v4(address),
        IpAddr::V6(address) => not_public_v6(address),
    }
}

fn not_public_v4(address: Ipv4Addr) -> Option<&'static str> {
    let [a, b, c, _] = address.octets();
    match (a, b, c) {
        (0, ..) => Some("unspecified"),
        (127, ..) => Some("loopback"),
        (10, ..) | (172, 16..=31, _) | (192, 168, _) => Some("private"),
        (100, 64..=127, _) => Some("shared by a provider's customers"),
        (169, 254, _) => Some("link-local"),
        (192, 0, 0) | (192, 88, 99) => Some("reserved for protocols"),
        (192, 0, 2) | (198, 51, 100) | (203, 0, 113) => Some("reserved for documentation"),
        (198, 18..=19, _) => Some("reserved for benchmarks"),
        (224..=239, ..) => Some("multicast"),
        (240.., ..) => Some("reserved"),
        _ => None,
    }
}

fn not_public_v6(address: Ipv6Addr) -> Option<&'static str> {
    if address.is_unspecified() {
        return Some("unspecified");
    }
    if address.is_loopback() {
        return Some("loopback");
    }
    if let Some(inner) = held_v4(address) {
        return not_public_v4(inner);
    }
    match address.segments() {
        [0x0100, 0, 0, 0 | 1, ..] => Some("a black hole"),
        [0x0064, 0xff9b, ..] => Some("a translation within a network"),
        [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => Some("reserved for documentation"),
        [0x2001, 0..=0x01ff, ..] => Some("reserved for protocols"),
        [0xfc00..=0xfdff, ..] => Some("private"),
        [0xfe80..=0xfebf, ..] => Some("link-local"),
        [0xfec0..=0xfeff, ..] => Some("site-local"),
        [0xff00..=0xffff, ..] => Some("multicast"),
        // Only 2000::/3 is given out.
        [0x2000..=0x3fff, ..] => None,
        _ => Some("reserved"),
    }
}

/// The IPv4 address that an IPv6 address stands for.
pub(crate) fn held_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let from = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] => Some(from(high, low)),
        // The old form that is compatible with IPv4; ::1 was told apart before.
        [0, 0, 0, 0, 0, 0, high, low] => Some(from(high, low)),
        [0, 0, 0, 0, 0xffff, 0, high, low] => Some(from(high, low)),
        [0x0064, 0xff9b, 0, 0, 0, 0, high, low] => Some(from(high, low)),
        [0x2002, high, low, ..] => Some(from(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, why: Option<&str>) {
        assert_eq!(not_public(address.parse().expect("an address of a test is one")), why, "{address}");
    }

    #[test]
    fn the_public_internet_is_public() {
        for address in ["1.1.1.1", "9.255.255.255", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1"] {
            check(address, None);
        }
        for address in ["192.0.1.1", "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255"] {
            check(address, None);
        }
        for address in ["2606:4700::1111", "2a00:1450::1", "2001:4860::8888", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"] {
            check(address, None);
        }
    }

    #[test]
    fn insides_are_told_apart() {
        check("127.0.0.1", Some("loopback"));
        check("127.255.255.255", Some("loopback"));
        check("0.0.0.0", Some("unspecified"));
        for address in ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1"] {
            check(address, Some("private"));
        }
        check("169.254.169.254", Some("link-local"));
        check("fe80::1", Some("link-local"));
        check("100.64.0.1", Some("shared by a provider's customers"));
        check("224.0.0.1", Some("multicast"));
        check("ff02::1", Some("multicast"));
        check("255.255.255.255", Some("reserved"));
        check("192.0.2.7", Some("reserved for documentation"));
        check("2001:db8::1", Some("reserved for documentation"));
        check("::1", Some("loopback"));
        check("::", Some("unspecified"));
        check("fec0::1", Some("site-local"));
        check("4000::1", Some("reserved"));
    }

    #[test]
    fn an_inside_is_not_hidden_in_an_ipv6_address() {
        for address in ["::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::", "::127.0.0.1"]
        {
            check(address, Some("loopback"));
        }
        check("::ffff:169.254.169.254", Some("link-local"));
        check("2002:a9fe:a9fe::1", Some("link-local"));
        check("64:ff9b:1::a00:1", Some("a translation within a network"));
        // Teredo wraps an address that is written differently.
        check("2001:0:4136:e378:8000:63bf:3fff:fdd2", Some("reserved for protocols"));
    }
}
