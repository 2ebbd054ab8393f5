//! Names and texts that people chose elsewhere, before they are kept or shown.

/// Longest name that is kept, in characters.
const MAX_NAME: usize = 80;

/// A display name without what could make it look like something else: control characters, changes of the direction
/// of writing, invisible characters. None if nothing is left. Markup stays: whoever shows it escapes it.
pub fn name(raw: &str) -> Option<String> {
    let visible: String = raw.chars().filter(|c| !is_hidden(*c)).take(MAX_NAME * 4).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(MAX_NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// Characters that take no room or turn others around.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The web addresses in a text, each once, in their order; at most 50.
pub fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | '"')) {
        let Some(at) = word.find("https://").or_else(|| word.find("http://")) else { continue };
        let link = word[at..].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'']);
        let Ok(parsed) = url::Url::parse(link) else { continue };
        if parsed.has_host() && !found.iter().any(|known| known == link) && found.len() < 50 {
            found.push(link.to_owned());
        }
    }
    found
}

/// At most `most` characters of a text; an ellipsis tells that there was more.
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_turn_the_line_around_or_hide() {
        assert_eq!(name("Ali\u{202e}ce\u{200b} \n\u{0}Ba\u{feff}dr").as_deref(), Some("Alice Badr"));
        assert_eq!(name("<b>Élodie</b>").as_deref(), Some("<b>Élodie</b>"));
        assert_eq!(name(" \u{200b}\t").as_deref(), None);
        assert_eq!(name(&"é".repeat(500)).map(|name| name.chars().count()), Some(MAX_NAME));
    }

    #[test]
    fn links_are_found_in_the_notations_of_chats() {
        let text = "see <https://a.example/x|this>, (http://b.example/y). https://a.example/x ftp://c.example https://";
        assert_eq!(links(text), ["https://a.example/x", "http://b.example/y"]);
    }

    #[test]
    fn a_shortened_text_says_so() {
        assert_eq!(shorten("éééé", 4), "éééé");
        assert_eq!(shorten("ééééé", 4), "ééé…");
    }
}
