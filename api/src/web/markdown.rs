//! Texts that members write, as safe HTML: paragraphs, headings and lists of plain escaped text. Links stay text, so
//! that nobody can dress one address up as another on the page where people vote.

use std::fmt::Write;

/// HTML of `text`; every character that means something in HTML is escaped before any tag is added.
pub(crate) fn to_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    let mut paragraph: Vec<String> = Vec::new();
    let mut items: Vec<String> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim();
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        let heading = line.trim_start_matches('#');
        let level = line.len() - heading.len();
        let is_heading = (1..=6).contains(&level) && heading.starts_with(' ');
        if item.is_none() {
            flush(&mut html, &mut items, "<ul>\n<li>", "</li>\n<li>", "</li>\n</ul>\n");
        }
        if line.is_empty() || item.is_some() || is_heading {
            flush(&mut html, &mut paragraph, "<p>", "<br>\n", "</p>\n");
        }
        match item {
            Some(item) => items.push(escape(item.trim())),
            // The page has its own h1 and the section its own h2.
            None if is_heading => drop(writeln!(html, "<h3>{}</h3>", escape(heading.trim()))),
            None if !line.is_empty() => paragraph.push(escape(line)),
            None => {}
        }
    }
    html
}

fn flush(html: &mut String, parts: &mut Vec<String>, open: &str, between: &str, close: &str) {
    if !parts.is_empty() {
        *html += open;
        *html += &parts.join(between);
        *html += close;
        parts.clear();
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            // Controls that turn the direction of the text around hide what people vote for.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => escaped.push('\u{fffd}'),
            control if control.is_control() => escaped.push(' '),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_headings_paragraphs_and_lists() {
        let html = to_html("# Title\n\nOne\ntwo\n- a\n* b\nafter\n#tag");
        let expected =
            "<h3>Title</h3>\n<p>One<br>\ntwo</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>after<br>\n#tag</p>\n";
        assert_eq!(html, expected);
        assert_eq!(to_html(""), "");
    }

    #[test]
    fn nothing_a_member_writes_becomes_a_tag() {
        let hostile = [
            "<script>alert(1)</script>",
            "- <img src=x onerror=alert(1)>",
            "# <svg onload=alert(1)>",
            "[a](javascript:alert(1))",
            "\" onmouseover=\"x",
            "<a href='data:text/html,<b>'>x</a>",
        ];
        for text in hostile {
            let ours = to_html(text)
                .replace("<p>", "")
                .replace("</p>", "")
                .replace("<h3>", "")
                .replace("</h3>", "")
                .replace("<ul>", "")
                .replace("</ul>", "")
                .replace("<li>", "")
                .replace("</li>", "");
            assert!(!ours.contains(['<', '>', '"', '\'']), "{ours}");
        }
        assert_eq!(to_html("a\u{202e}b"), "<p>a\u{fffd}b</p>\n");
    }
}
