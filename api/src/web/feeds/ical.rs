//! The form of iCalendar (RFC 5545): lines of 75 octets at most, ended by CRLF, with escaped text.

use crate::http::wire::Civil;

/// Most octets of a line, its end not counted.
const LINE: usize = 75;

/// A calendar as text.
#[derive(Debug, Default)]
pub(super) struct Text(String);

impl Text {
    /// A line whose value needs no escape: ours, not people's.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for sign in format!("{name}:{value}").chars() {
            let width = sign.len_utf8();
            if used + width > LINE {
                // A line that begins with a space goes on with the one before.
                self.0 += "\r\n ";
                used = 1;
            }
            self.0.push(sign);
            used += width;
        }
        self.0 += "\r\n";
    }

    /// A line with a text that people wrote.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    /// A line with a time, in UTC.
    pub(super) fn time(&mut self, name: &str, unix: u64) {
        let Civil { year, month, day, hour, minute, second } = Civil::from_unix(unix);
        self.line(name, &format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"));
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            '\n' => escaped += "\\n",
            sign if sign.is_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_break_out_of_their_line() {
        let mut text = Text::default();
        text.text("SUMMARY", "a;b,c\\d\r\nBEGIN:VALARM\u{0}");
        assert_eq!(text.finish(), "SUMMARY:a\\;b\\,c\\\\d\\nBEGIN:VALARM\r\n");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut text = Text::default();
        text.text("SUMMARY", &"é€𝄞".repeat(40));
        let folded = text.finish();
        assert!(folded.lines().all(|line| line.len() <= LINE), "{folded}");
        assert!(folded.lines().count() > 4);
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é€𝄞".repeat(40)));
    }

    #[test]
    fn times_are_in_utc() {
        let mut text = Text::default();
        text.time("DTSTART", 1_700_000_000);
        assert_eq!(text.finish(), "DTSTART:20231114T221320Z\r\n");
    }
}
