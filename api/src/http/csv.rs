//! Lists as comma separated values (RFC 4180), for spreadsheets; times are RFC 3339 text.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

/// Objects whose fields differ from row to row: one cell of JSON, so that all rows have the same columns.
const OPEN: [&str; 1] = ["args"];

/// A table with one column a field; fields of fields are joined by a dot, lists of words by a space. The first row
/// decides the columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<String>,
}

impl Table {
    /// The lines of these items, after a line with the names of columns when they are the first.
    pub(super) fn rows<T: Serialize>(&mut self, items: &[T]) -> Result<String, serde_json::Error> {
        let mut text = String::new();
        for item in items {
            let row = flat(item)?;
            if self.columns.is_empty() {
                self.columns = row.keys().cloned().collect();
                text += &line(self.columns.iter().map(|column| cell(&Value::String(column.clone()))));
            }
            text += &line(self.columns.iter().map(|column| row.get(column).map_or_else(String::new, cell)));
        }
        Ok(text)
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(",") + "\r\n"
}

fn flat<T: Serialize>(item: &T) -> Result<BTreeMap<String, Value>, serde_json::Error> {
    let mut row = BTreeMap::new();
    match serde_json::to_value(item)? {
        Value::Object(fields) => flatten("", fields, &mut row),
        other => drop(row.insert("value".to_owned(), other)),
    }
    Ok(row)
}

fn flatten(prefix: &str, fields: Map<String, Value>, row: &mut BTreeMap<String, Value>) {
    for (name, value) in fields {
        match value {
            Value::Object(mut time) if time.contains_key("rfc3339") => {
                row.insert(format!("{prefix}{name}"), time.remove("rfc3339").unwrap_or_default());
            }
            Value::Object(inner) if !OPEN.contains(&name.as_str()) => flatten(&format!("{prefix}{name}."), inner, row),
            other => drop(row.insert(format!("{prefix}{name}"), other)),
        }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => quoted(&harmless(text)),
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            let words: Vec<String> =
                items.iter().map(|item| item.as_str().map_or(item.to_string(), str::to_owned)).collect();
            quoted(&harmless(&words.join(" ")))
        }
        other => quoted(&other.to_string()),
    }
}

/// Spreadsheets run cells that begin like formulas; people choose their own texts, so those cells begin with a quote.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tables_are_flat_quoted_and_run_nothing() {
        let items = [
            json!({"a": 1, "b": {"c": "x,y", "d": null}, "e": ["p", "q"]}),
            json!({"a": -2, "b": {"c": "=1+1", "d": "say \"hi\""}, "e": []}),
        ];
        let expected = "a,b.c,b.d,e\r\n1,\"x,y\",,p q\r\n-2,'=1+1,\"say \"\"hi\"\"\",\r\n";
        assert_eq!(Table::default().rows(&items).unwrap(), expected);
    }

    #[test]
    fn an_empty_list_has_no_columns() {
        assert_eq!(Table::default().rows::<Value>(&[]).unwrap(), "");
    }

    #[test]
    fn rows_of_another_form_keep_the_columns() {
        let items = [json!({"args": {"a": 1}, "n": 1}), json!({"args": {"b": "x,y"}, "n": 2})];
        let expected = "args,n\r\n\"{\"\"a\"\":1}\",1\r\n\"{\"\"b\"\":\"\"x,y\"\"}\",2\r\n";
        assert_eq!(Table::default().rows(&items).unwrap(), expected);
    }
}
