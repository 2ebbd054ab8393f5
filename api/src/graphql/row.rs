//! Rows of the REST API as GraphQL values.

use async_graphql::{Value, dynamic::TypeRef};
use serde::Serialize;
use serde_json::Value as Json;

use crate::error::ApiError;

/// A row: what the REST API would answer, with an `id`.
#[derive(Clone, Debug)]
pub(super) struct Row(Json);

impl Row {
    pub(super) fn new(id: &str, item: &impl Serialize) -> Result<Self, ApiError> {
        let mut fields = serde_json::to_value(item).map_err(ApiError::internal)?;
        if let Json::Object(fields) = &mut fields {
            let own = fields.insert("id".to_owned(), id.into());
            // The number that the row has outside GraphQL.
            fields.extend(own.map(|own| ("_id".to_owned(), own)));
        }
        Ok(Self(fields))
    }

    /// A field by its GraphQL name, as its GraphQL type wants it. A dot leads into a field.
    pub(super) fn field(&self, path: &str, kind: &str) -> Option<Value> {
        let value = path.split('.').try_fold(&self.0, |value, name| value.get(snake(name)))?;
        converted(value, kind.trim_matches(['[', ']', '!']))
    }

    /// A number of the row.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.0.get(name)?.as_u64()
    }

    /// A text of the row.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }
}

/// `BigInt` is text for programs whose numbers are not exact; times are unix seconds, as block times are elsewhere.
fn converted(value: &Json, kind: &str) -> Option<Value> {
    match (value, kind) {
        (Json::Null, _) => None,
        (Json::Array(items), _) => {
            Some(Value::List(items.iter().map(|item| converted(item, kind).unwrap_or_default()).collect()))
        }
        (Json::Object(time), "BigInt") => Some(Value::String(time.get("unix")?.to_string())),
        (Json::Number(number), "BigInt" | "ID" | "String") => Some(Value::String(number.to_string())),
        (other, _) => Value::from_json(other.clone()).ok(),
    }
}

fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for sign in name.chars() {
        if sign.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(sign.to_ascii_lowercase());
    }
    snake
}

/// A type by its GraphQL text: `Int`, `ID!`, `[Int!]!`.
pub(super) fn type_ref(text: &str) -> TypeRef {
    if let Some(inner) = text.strip_suffix('!') {
        return TypeRef::NonNull(Box::new(type_ref(inner)));
    }
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => TypeRef::List(Box::new(type_ref(inner))),
        None => TypeRef::named(text),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_have_the_names_and_types_of_graphql() {
        let row =
            Row::new("7", &json!({"joined_at": {"unix": 5, "rfc3339": "x"}, "tally": {"for": "9"}, "lanes": [1]}));
        let row = row.expect("a valid case");
        assert_eq!(row.field("joinedAt", "BigInt!"), Some(Value::String("5".to_owned())));
        assert_eq!(row.field("tally.for", "BigInt!"), Some(Value::String("9".to_owned())));
        assert_eq!(row.field("lanes", "[Int!]!"), Some(Value::List(vec![1.into()])));
        assert_eq!(row.field("id", "ID!"), Some(Value::String("7".to_owned())));
        assert_eq!(row.field("gone", "Int"), None);
        assert_eq!(type_ref("[Int!]!").to_string(), "[Int!]!");
    }
}
