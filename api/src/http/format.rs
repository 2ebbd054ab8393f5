//! How lists leave: one JSON document, comma separated values, or JSON Lines.

use axum::http::{HeaderMap, header};
use serde::Serialize;

use super::csv::Table;
use crate::error::ApiError;

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// A document with `as_of`, `items` and `next`.
    #[default]
    Json,
    /// RFC 4180.
    Csv,
    /// One JSON value a line.
    Lines,
}

impl Format {
    /// The format that was asked for, by name or else by the header `Accept`.
    pub(crate) fn of(name: Option<&str>, headers: &HeaderMap) -> Result<Self, ApiError> {
        match name {
            Some("json") => Ok(Self::Json),
            Some("csv") => Ok(Self::Csv),
            Some("jsonl") => Ok(Self::Lines),
            Some(other) => {
                Err(ApiError::invalid(format!("{other:?} is no format of lists"), "Choose `json`, `csv` or `jsonl`."))
            }
            None => Ok(Self::accepted(headers)),
        }
    }

    fn accepted(headers: &HeaderMap) -> Self {
        let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or("");
        let first = accept.split([',', ';']).next().unwrap_or("").trim();
        match first {
            "text/csv" => Self::Csv,
            "application/jsonl" | "application/x-ndjson" | "application/x-jsonlines" => Self::Lines,
            _ => Self::Json,
        }
    }

    /// The media type of the answer.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Lines => "application/jsonl",
        }
    }
}

/// Writes a long list a chunk at a time.
pub(crate) struct Writer {
    format: Format,
    table: Table,
    begun: bool,
}

impl Writer {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, table: Table::default(), begun: false }
    }

    /// The text of the next items, to be put after what was written before.
    pub(crate) fn items<T: Serialize>(&mut self, items: &[T]) -> Result<String, serde_json::Error> {
        match self.format {
            Format::Csv => self.table.rows(items),
            Format::Lines => items.iter().map(|item| Ok(serde_json::to_string(item)? + "\n")).collect(),
            Format::Json => {
                let mut text = String::new();
                for item in items {
                    if self.begun {
                        text.push(',');
                    }
                    self.begun = true;
                    text += &serde_json::to_string(item)?;
                }
                Ok(text)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_wins_over_the_header() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, "application/x-ndjson;q=0.9, */*".parse().unwrap());
        assert_eq!(Format::of(None, &headers).unwrap(), Format::Lines);
        assert_eq!(Format::of(Some("csv"), &headers).unwrap(), Format::Csv);
        assert!(Format::of(Some("pdf"), &headers).is_err());
        headers.insert(header::ACCEPT, "text/html, text/csv".parse().unwrap());
        assert_eq!(Format::of(None, &headers).unwrap(), Format::Json, "browsers accept everything");
    }

    #[test]
    fn chunks_join_to_what_one_piece_would_be() {
        let items = [1, 2, 3, 4, 5];
        for format in [Format::Json, Format::Csv, Format::Lines] {
            let whole = Writer::new(format).items(&items).unwrap();
            for size in 1..=5 {
                let mut writer = Writer::new(format);
                let text: String = items.chunks(size).map(|chunk| writer.items(chunk).unwrap()).collect();
                assert_eq!(text, whole, "{format:?} by {size}");
            }
        }
    }
}
