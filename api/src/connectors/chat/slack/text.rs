//! The notation of Slack's texts: three characters are escaped, and what is between `<` and `>` is not text.

/// Text that Slack shows as it is: no mention, no link with another label, no call to the whole channel.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What a person reads: names instead of notation, addresses instead of labelled links.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let Some(length) = rest[start..].find('>') else {
            rest = &rest[start..];
            break;
        };
        let inside = &rest[start + 1..start + length];
        let (target, label) = inside.split_once('|').map_or((inside, None), |(target, label)| (target, Some(label)));
        match target.as_bytes().first() {
            Some(b'@') => out.extend(["@", label.unwrap_or(&target[1..])]),
            Some(b'#') => out.extend(["#", label.unwrap_or(&target[1..])]),
            Some(b'!') => out.extend(["@", label.unwrap_or(&target[1..]).trim_start_matches('@')]),
            _ => match label.filter(|label| *label != target && !target.ends_with(label)) {
                Some(label) => out.extend([label, " (", target, ")"]),
                None => out.push_str(target),
            },
        }
        rest = &rest[start + length + 1..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The accounts that a text mentions, each once.
pub(super) fn mentions(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split("<@").skip(1) {
        let id: String = piece.chars().take_while(char::is_ascii_alphanumeric).take(40).collect();
        let closed = matches!(piece.as_bytes().get(id.len()), Some(b'>' | b'|'));
        if closed && !id.is_empty() && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// What follows a mention of `account` at the start of a text.
pub(super) fn after_mention<'a>(text: &'a str, account: &str) -> Option<&'a str> {
    let inside = text.trim_start().strip_prefix("<@")?.strip_prefix(account)?;
    match inside.as_bytes().first()? {
        b'>' => Some(&inside[1..]),
        b'|' => inside.split_once('>').map(|(_, rest)| rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_out_is_taken_literally() {
        assert_eq!(escape("<!channel> & <@U1>"), "&lt;!channel&gt; &amp; &lt;@U1&gt;");
        assert_eq!(plain(&escape("<!channel> &amp; <@U1>")), "<!channel> &amp; <@U1>");
    }

    #[test]
    fn notation_becomes_what_people_read() {
        assert_eq!(
            plain("<@U1|ada> in <#C1|help>: <https://a.example/x|this> &amp; that"),
            "@ada in #help: this (https://a.example/x) & that"
        );
        assert_eq!(plain("<https://a.example|a.example> <!here> <broken"), "https://a.example @here <broken");
        assert_eq!(plain("<> <|> a"), "  a");
    }

    #[test]
    fn mentions_are_ids_once_each() {
        assert_eq!(mentions("<@U1> <@U2|bo> <@U1> <@> <@U3"), ["U1", "U2"]);
        assert_eq!(after_mention(" <@U1> aide", "U1"), Some(" aide"));
        assert_eq!(after_mention("<@U1|palabre> aide", "U1"), Some(" aide"));
        assert_eq!(after_mention("<@U12> aide", "U1"), None);
        assert_eq!(after_mention("hi <@U1>", "U1"), None);
    }
}
