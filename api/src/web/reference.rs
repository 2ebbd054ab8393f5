//! `/docs`: every address of the API, for people, made from the same document that programs get. No script is needed.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::response::Html;
use serde_json::{Map, Value};

use super::{
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{error::ApiError, router};

static REFERENCE: LazyLock<Arc<Reference>> =
    LazyLock::new(|| Arc::new(Reference::new(&serde_json::to_value(router::openapi()).unwrap_or_default())));

#[derive(Template)]
#[template(path = "reference.html")]
struct ReferencePage {
    t: Texts,
    frame: Frame,
    reference: Arc<Reference>,
}

pub(super) async fn show(visit: Visit) -> Result<Html<String>, ApiError> {
    let frame = visit.bare(visit.t.get("reference.title").to_owned());
    page(&ReferencePage { t: visit.t, frame, reference: REFERENCE.clone() })
}

/// The document as people read it.
struct Reference {
    description: String,
    tags: Vec<Tag>,
    schemas: Vec<Schema>,
}

struct Tag {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    parameters: Vec<Field>,
    body: Option<Kind>,
    answers: Vec<Answer>,
}

struct Answer {
    status: String,
    media_type: String,
    description: String,
    kind: Kind,
}

struct Schema {
    name: String,
    description: String,
    fields: Vec<Field>,
    words: String,
}

/// A parameter or a field.
struct Field {
    name: String,
    place: String,
    required: bool,
    kind: Kind,
    description: String,
    example: String,
}

/// A type in words, and the schema that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kind {
    text: String,
    schema: String,
}

impl Reference {
    fn new(document: &Value) -> Self {
        let mut tags: Vec<Tag> = list(document, "/tags")
            .map(|tag| Tag { name: text(tag, "name"), description: text(tag, "description"), operations: Vec::new() })
            .collect();
        for (path, methods) in map(document, "/paths") {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let name = operation.pointer("/tags/0").and_then(Value::as_str).unwrap_or_default();
                if let Some(tag) = tags.iter_mut().find(|tag| tag.name == name) {
                    tag.operations.push(Operation::new(path, method, operation));
                }
            }
        }
        let schemas = map(document, "/components/schemas").map(|(name, schema)| Schema::new(name, schema));
        let description = document.pointer("/info").map(|info| text(info, "description")).unwrap_or_default();
        Self { description, tags, schemas: schemas.collect() }
    }
}

impl Operation {
    fn new(path: &str, method: &str, operation: &Value) -> Self {
        let answers = map(operation, "/responses").flat_map(|(status, answer)| {
            let description = text(answer, "description");
            map(answer, "/content").map(move |(media_type, content)| Answer {
                status: status.clone(),
                media_type: media_type.clone(),
                description: description.clone(),
                kind: Kind::of(content.get("schema")),
            })
        });
        let body = operation.pointer("/requestBody/content/application~1json/schema");
        Self {
            id: text(operation, "operationId"),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(operation, "summary"),
            description: text(operation, "description"),
            parameters: list(operation, "/parameters").map(Field::parameter).collect(),
            body: body.map(|schema| Kind::of(Some(schema))),
            answers: answers.collect(),
        }
    }
}

impl Schema {
    fn new(name: &str, schema: &Value) -> Self {
        let mut fields = Vec::new();
        let parts = std::iter::once(schema).chain(list(schema, "/allOf"));
        for part in parts {
            let required: Vec<&str> = list(part, "/required").filter_map(Value::as_str).collect();
            fields.extend(map(part, "/properties").map(|(name, property)| Field {
                name: name.clone(),
                place: String::new(),
                required: required.contains(&name.as_str()),
                kind: Kind::of(Some(property)),
                description: text(property, "description"),
                example: example(property),
            }));
            if let Some(other) = part.get("$ref") {
                let kind = Kind::of(Some(part));
                fields.extend(other.as_str().map(|_| Field {
                    name: "…".to_owned(),
                    place: String::new(),
                    required: true,
                    kind,
                    description: String::new(),
                    example: String::new(),
                }));
            }
        }
        let words: Vec<&str> = list(schema, "/enum").filter_map(Value::as_str).collect();
        Self { name: name.to_owned(), description: text(schema, "description"), fields, words: words.join(", ") }
    }
}

impl Field {
    fn parameter(parameter: &Value) -> Self {
        let schema = parameter.get("schema");
        Self {
            name: text(parameter, "name"),
            place: text(parameter, "in"),
            required: parameter.get("required") == Some(&Value::Bool(true)),
            kind: Kind::of(schema),
            description: text(parameter, "description"),
            example: example(parameter),
        }
    }
}

impl Kind {
    fn of(schema: Option<&Value>) -> Self {
        let Some(schema) = schema else { return Self::default() };
        if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
            return Self { text: name.to_owned(), schema: name.to_owned() };
        }
        for choice in ["/oneOf", "/anyOf", "/allOf"] {
            let kinds: Vec<Self> = list(schema, choice).map(|kind| Self::of(Some(kind))).collect();
            if let Some(found) = kinds.into_iter().find(|kind| kind.text != "null") {
                return found;
            }
        }
        let names: Vec<&str> = match schema.get("type") {
            Some(Value::Array(names)) => {
                names.iter().filter_map(Value::as_str).filter(|name| *name != "null").collect()
            }
            Some(Value::String(name)) => vec![name.as_str()],
            _ => Vec::new(),
        };
        let name = names.first().copied().unwrap_or("object");
        if name != "array" {
            return Self { text: name.to_owned(), schema: String::new() };
        }
        let items = Self::of(schema.get("items"));
        Self { text: format!("[{}]", items.text), schema: items.schema }
    }
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn example(value: &Value) -> String {
    match value.get("example") {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn list<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

fn map<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
    value.pointer(pointer).and_then(Value::as_object).map(Map::iter).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn types_are_told_in_words() {
        let check = |schema: Value, text: &str, leads: &str| {
            let expected = Kind { text: text.to_owned(), schema: leads.to_owned() };
            assert_eq!(Kind::of(Some(&schema)), expected, "{schema}");
        };
        check(json!({"type": ["string", "null"]}), "string", "");
        check(json!({"$ref": "#/components/schemas/Time"}), "Time", "Time");
        check(json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Time"}]}), "Time", "Time");
        check(json!({"type": "array", "items": {"type": "array", "items": {"$ref": "#/c/X"}}}), "[[X]]", "X");
        check(json!({}), "object", "");
    }

    #[test]
    fn nothing_of_the_document_is_left_out() {
        let document = serde_json::to_value(router::openapi()).unwrap();
        let reference = Reference::new(&document);
        let operations: usize = reference.tags.iter().map(|tag| tag.operations.len()).sum();
        let documented: usize =
            map(&document, "/paths").map(|(_, methods)| methods.as_object().map_or(0, Map::len)).sum();
        assert_eq!(operations, documented);
        assert_eq!(reference.schemas.len(), map(&document, "/components/schemas").count());
        for tag in &reference.tags {
            assert!(!tag.operations.is_empty(), "nothing under {}", tag.name);
        }
    }
}
