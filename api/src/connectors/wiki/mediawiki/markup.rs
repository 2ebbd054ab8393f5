//! Wikitext of what goes out. Pure: whatever people wrote elsewhere is shown, never obeyed.

use crate::connectors::Page;

/// Plain text: no template, link, heading, list or signature comes to life in it. Web addresses stay what they are.
pub(super) fn plain(text: &str) -> String {
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(|text| line(text.trim())).collect::<Vec<_>>().join("<br>\n")
}

fn word(word: &str) -> String {
    let address = word.starts_with("https://") || word.starts_with("http://");
    if address && !word.contains(['<', '>', '[', ']', '{', '}', '|', '\'', '"', '~']) {
        return word.to_owned();
    }
    word.chars().map(|c| if special(c) { format!("&#{};", u32::from(c)) } else { c.to_string() }).collect()
}

fn special(c: char) -> bool {
    matches!(
        c,
        '&' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '\'' | '=' | '*' | '#' | ':' | ';' | '~' | '_' | '!' | '-'
    )
}

/// A value of a template's parameter. It may hold markup, but cannot end the template or begin another parameter.
fn parameter(value: &str) -> String {
    value.replace('|', "{{!}}").replace("}}", "&#125;&#125;").replace("{{!&#125;&#125;", "{{!}}").replace('\n', " ")
}

/// Whether a title can be one: what cannot be in a title would end the markup around it.
pub(super) fn is_title(title: &str) -> bool {
    let forbidden = ['#', '<', '>', '[', ']', '{', '}', '|', '\n', '\r', '\t', '\u{7f}'];
    !title.trim().is_empty() && title.len() <= 255 && !title.contains(forbidden) && !title.starts_with([':', '/', ' '])
}

/// The whole text of a page: the template that heads it, the text, its categories.
pub(super) fn page(page: &Page) -> String {
    let mut text = String::new();
    if let Some((name, values)) = &page.template {
        text.push_str(&format!("{{{{{name}"));
        values.iter().for_each(|(key, value)| text.push_str(&format!("\n|{key}={}", parameter(value))));
        text.push_str("\n}}\n");
    }
    text.push_str(page.text.trim());
    if !page.categories.is_empty() {
        text.push('\n');
    }
    page.categories.iter().for_each(|category| text.push_str(&format!("\n[[Category:{category}]]")));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_plain_text_comes_to_life() {
        let text = plain("{{delete}} [[User:X]] '''bold''' ~~~~\n* item <script> https://a.example/x_y?z=1#q");
        assert!(!text.contains("{{") && !text.contains("[[") && !text.contains("''") && !text.contains("~~"), "{text}");
        assert!(text.contains("<br>\n&#42; item &#60;script&#62; https://a.example/x_y?z=1#q"), "{text}");
        assert!(!plain("http://a.example/{{x}}").contains("{{"));
    }

    #[test]
    fn a_page_is_headed_by_its_template_and_closed_by_its_categories() {
        let written = page(&Page {
            title: "Atelier".to_owned(),
            text: "== Synthèse ==\nTexte\n\n".to_owned(),
            template: Some(("Synthèse".to_owned(), vec![("fil".to_owned(), "a|b}}{{c\nd".to_owned())])),
            categories: vec!["Synthèses".to_owned(), "Eau".to_owned()],
            summary: String::new(),
            base: None,
        });
        assert_eq!(
            written,
            "{{Synthèse\n|fil=a{{!}}b&#125;&#125;{{c d\n}}\n== Synthèse ==\nTexte\n\n[[Category:Synthèses]]\n[[Category:Eau]]"
        );
    }

    #[test]
    fn titles_that_would_break_markup_are_none() {
        assert!(is_title("Atelier du 3 mai"));
        for wrong in ["", " ", "a|b", "[[a]]", "a#b", "{{a}}", "a\nb", ":a", "/a", &"é".repeat(200)] {
            assert!(!is_title(wrong), "{wrong}");
        }
    }
}
