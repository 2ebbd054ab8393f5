//! Texts that look like a sign-in and are none, one row each.

use super::*;

/// What is done to a good text before it is signed, and how it is refused.
struct Vector(&'static str, fn(&str) -> String, &'static str);

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from:?} is not in the text");
    text.replacen(from, to, 1)
}

fn line(text: &str, name: &str, value: &str) -> String {
    let start = format!("{name}: ");
    let lines = text.split('\n').map(|line| match line.strip_prefix(&start) {
        Some(_) => format!("{start}{value}"),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn field<'a>(text: &'a str, name: &str) -> &'a str {
    text.split('\n').find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap()
}

const INVALID: &str = "invalid_request";

const VECTORS: [Vector; 47] = [
    Vector("another domain", |t| replaced(t, "palabre.example wants", "evil.example wants"), "wrong_domain"),
    Vector(
        "a domain before ours",
        |t| replaced(t, "palabre.example wants", "evil-palabre.example wants"),
        "wrong_domain",
    ),
    Vector(
        "a domain after ours",
        |t| replaced(t, "palabre.example wants", "palabre.example.evil wants"),
        "wrong_domain",
    ),
    Vector("another port", |t| replaced(t, "palabre.example wants", "palabre.example:8443 wants"), "wrong_domain"),
    Vector("capitals in the domain", |t| replaced(t, "palabre.example wants", "Palabre.example wants"), "wrong_domain"),
    Vector("another scheme", |t| format!("http://{t}"), "wrong_domain"),
    Vector("a user before the domain", |t| format!("palabre.example@{t}"), INVALID),
    Vector("a path after the domain", |t| replaced(t, ".example wants", ".example/x wants"), INVALID),
    Vector("a homoglyph in the domain", |t| replaced(t, "palabre.example wants", "pаlabre.example wants"), INVALID),
    Vector("no domain", |t| replaced(t, "palabre.example wants", " wants"), INVALID),
    Vector("another page", |t| line(t, "URI", "https://evil.example/"), "wrong_uri"),
    Vector("a page by http", |t| line(t, "URI", "http://palabre.example/"), "wrong_uri"),
    Vector("a page with a user", |t| line(t, "URI", "https://palabre.example@evil.example/"), "wrong_uri"),
    Vector("a page with a longer host", |t| line(t, "URI", "https://palabre.example.evil/"), "wrong_uri"),
    Vector("no page", |t| line(t, "URI", ""), INVALID),
    Vector("another chain", |t| line(t, "Chain ID", "1"), "wrong_chain"),
    Vector("a chain in hexadecimal", |t| line(t, "Chain ID", "0x80fbe9"), INVALID),
    Vector("a chain with a leading zero", |t| line(t, "Chain ID", "08453001"), INVALID),
    Vector("a chain with a sign", |t| line(t, "Chain ID", "+8453001"), INVALID),
    Vector("a nonce that was never given out", |t| line(t, "Nonce", "0123456789abcdef"), "nonce_void"),
    Vector("a short nonce", |t| line(t, "Nonce", "abc1234"), INVALID),
    Vector("a nonce with a dash", |t| line(t, "Nonce", "abcd-1234"), INVALID),
    Vector(
        "the nonce in the statement",
        |t| {
            let with = replaced(t, "I sign in.", &format!("Nonce: {}", field(t, "Nonce")));
            with.replace(&format!("\nNonce: {}\nIssued", field(t, "Nonce")), "\nNonce: 0123456789abcdef\nIssued")
        },
        "nonce_void",
    ),
    Vector(
        "the nonce in a resource",
        |t| format!("{}\nResources:\n- Nonce: {}", line(t, "Nonce", "0123456789abcdef"), field(t, "Nonce")),
        "nonce_void",
    ),
    Vector(
        "a lower-case address",
        |t| {
            let address = t.split('\n').nth(1).unwrap();
            replaced(t, address, &address.to_lowercase())
        },
        INVALID,
    ),
    Vector(
        "a short address",
        |t| {
            let address = t.split('\n').nth(1).unwrap();
            replaced(t, address, &address[..41])
        },
        INVALID,
    ),
    Vector(
        "the address of somebody else",
        |t| replaced(t, t.split('\n').nth(1).unwrap(), &key(2).address().to_checksum(None)),
        "nonce_void",
    ),
    Vector("lines that end with CR", |t| t.replace('\n', "\r\n"), INVALID),
    Vector("one blank line more", |t| replaced(t, "\n\nI sign", "\n\n\nI sign"), INVALID),
    Vector("one blank line less", |t| replaced(t, "\n\nURI", "\nURI"), INVALID),
    Vector("a statement of two lines", |t| replaced(t, "I sign in.", "I sign in.\nAnd pay."), INVALID),
    Vector("a statement outside ASCII", |t| replaced(t, "I sign in.", "Je signe, voilà."), INVALID),
    Vector("a tab in the statement", |t| replaced(t, "I sign in.", "I\tsign in."), INVALID),
    Vector("a NUL at the end", |t| format!("{t}\0"), INVALID),
    Vector("version 2", |t| line(t, "Version", "2"), INVALID),
    Vector("no version", |t| replaced(t, "Version: 1\n", ""), INVALID),
    Vector(
        "fields in another order",
        |t| replaced(t, "Version: 1\nChain ID: 8453001", "Chain ID: 8453001\nVersion: 1"),
        INVALID,
    ),
    Vector("the nonce twice", |t| replaced(t, "\nNonce", "\nNonce: 0123456789abcdef\nNonce"), INVALID),
    Vector("not valid before tomorrow", |t| format!("{t}\nNot Before: 2027-01-16T08:00:00Z"), "not_yet_valid"),
    Vector("over already", |t| line(t, "Expiration Time", "2027-01-15T07:59:59Z"), "expired"),
    Vector("without an end", |t| t.split("\nExpiration").next().unwrap().to_owned(), "no_expiry"),
    Vector("an end that is no time", |t| line(t, "Expiration Time", "tomorrow"), INVALID),
    Vector("written tomorrow", |t| line(t, "Issued At", "2027-01-16T08:00:00Z"), "issued_in_future"),
    Vector("written without a zone", |t| line(t, "Issued At", "2027-01-15T08:00:00"), INVALID),
    Vector("something after the end", |t| format!("{t}\nand more"), INVALID),
    Vector("a line at the end", |t| format!("{t}\n"), INVALID),
    Vector("a megabyte", |t| replaced(t, "I sign in.", &"x".repeat(1 << 20)), INVALID),
];

#[tokio::test]
async fn texts_that_are_not_quite_right_open_nothing() {
    for Vector(what, change, expected) in VECTORS {
        let bench = Bench::new().await;
        let invited = bench.invited(bench.wallet.address()).await;
        let text = change(&invited.text);
        assert_ne!(text, invited.text, "{what}");
        let answer = bench.submit(&invited, &text, personal_sign(&bench.wallet, &text)).await;
        assert_eq!(answer.as_ref().map(|_| ()).map_err(ApiError::code), Err(expected), "{what}: {answer:?}");
        let good = bench.submit(&invited, &invited.text, personal_sign(&bench.wallet, &invited.text)).await;
        assert!(good.is_ok(), "{what}: the good text still works, {good:?}");
    }
}

#[tokio::test]
async fn signatures_that_are_not_quite_right_open_nothing() {
    let bench = Bench::new().await;
    let invited = bench.invited(bench.wallet.address()).await;
    let good = personal_sign(&bench.wallet, &invited.text).to_vec();
    let twin = {
        let order = alloy::primitives::uint!(0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141_U256);
        let s = alloy::primitives::U256::from_be_slice(&good[32..64]);
        let mut twin = good.clone();
        twin[32..64].copy_from_slice(&(order - s).to_be_bytes::<32>());
        twin[64] = if good[64] == 27 { 28 } else { 27 };
        twin
    };
    let typed = bench.wallet.sign_hash_sync(&alloy::primitives::keccak256(&invited.text)).unwrap();
    let rows: [(&str, Vec<u8>, &str); 7] = [
        ("of another wallet", personal_sign(&key(2), &invited.text).to_vec(), "wrong_signature"),
        ("under another text", personal_sign(&bench.wallet, "I sign in.").to_vec(), "wrong_signature"),
        ("under the bare hash", typed.as_bytes().to_vec(), "wrong_signature"),
        ("of zeros", vec![0; 65], INVALID),
        ("cut short", good[..64].to_vec()[..63].to_vec(), INVALID),
        ("the malleable twin", twin, INVALID),
        ("of five thousand bytes", vec![1; 5000], INVALID),
    ];
    for (what, signature, expected) in rows {
        let answer = bench.submit(&invited, &invited.text, signature.into()).await;
        assert_eq!(code(answer), expected, "{what}");
    }
    assert!(bench.submit(&invited, &invited.text, good.into()).await.is_ok());
}

#[tokio::test]
async fn a_text_works_in_the_browser_that_asked_for_it_and_for_ten_minutes() {
    let bench = Bench::new().await;
    let (mine, other) = (bench.invited(bench.wallet.address()).await, bench.invited(bench.wallet.address()).await);
    let signature = personal_sign(&bench.wallet, &mine.text);
    assert_eq!(code(bench.submit(&other, &mine.text, signature.clone()).await), "nonce_void", "another browser");
    let without = bench.sessions.sign_in(&bench.origin, None, &mine.text, &signature, "").await;
    assert_eq!(code(without), "nonce_void", "no cookie at all");
    bench.wait(600);
    assert_eq!(code(bench.submit(&mine, &mine.text, signature).await), "expired");
}

#[tokio::test]
async fn nobody_signs_in_where_others_could_listen() {
    let bench = Bench::new().await;
    let open = origin("http://192.168.1.5:8080", "192.168.1.5:8080");
    let refusal = bench.sessions.prepare(&open, bench.wallet.address(), "x").await.unwrap_err();
    assert_eq!(refusal.code(), "insecure_origin");
    assert!(refusal.problem().next_step.contains("--public-url"));
    let invited = bench.invited(bench.wallet.address()).await;
    let signature = personal_sign(&bench.wallet, &invited.text);
    let answer = bench.sessions.sign_in(&open, Some(&invited.browser), &invited.text, &signature, "").await;
    assert_eq!(code(answer), "insecure_origin");
}
