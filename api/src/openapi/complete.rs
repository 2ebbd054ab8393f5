//! What follows for every operation from what the handlers say, so that none of them has to say it again.

use std::collections::BTreeSet;

use utoipa::{
    Number,
    openapi::{
        Components, Content, KnownFormat, ObjectBuilder, OpenApi as Document, PathItem, Ref, RefOr, Response,
        ResponseBuilder, Schema, SchemaFormat, Type,
        path::{Operation, Parameter, ParameterIn},
        schema::{AdditionalProperties, AnyOfBuilder, ArrayItems, Object},
    },
};

/// How any request may fail before a handler sees it.
const COMMON: [(&str, &str, &str); 7] = [
    ("401", "VoidKey", "The key is void, or nobody is signed in where somebody must be."),
    ("403", "NotAllowed", "Not for this person or key, or a page of another site made the request."),
    ("413", "TooLarge", "The body is larger than any request needs."),
    ("415", "NotJson", "The body is not JSON."),
    ("421", "WrongHost", "The service does not answer for this host."),
    ("429", "TooMany", "Too many requests from this address: wait as `Retry-After` says."),
    ("503", "Overloaded", "More than can be done now, or something does not answer: retry as `Retry-After` says."),
];

/// Parameters of lists that are numbers of members: they have 40 bits.
const MEMBERS: [&str; 2] = ["member", "challenger"];
const LAST_MEMBER: usize = (1 << 40) - 1;

/// Fields of requests that have one number for each lane: the document knows arrays, but not how long they are.
const BY_LANE: [&str; 5] = ["quorum", "cap", "budget_floor", "lane_bps", "lane_floor"];
const LANES: usize = 8;

/// Completes the document.
pub(crate) fn complete(document: &mut Document) {
    let components = document.components.get_or_insert_default();
    for (_, name, description) in COMMON {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
        components.responses.insert(name.to_owned(), RefOr::T(response.build()));
    }
    reads_numbers(components);
    components.schemas.values_mut().for_each(bound);
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        fails_as_all_do(operation);
        names_once(operation);
        describes_answers(operation);
        lists_as_tables(operation);
        operation.parameters.iter_mut().flatten().filter_map(inline).for_each(bound_parameter);
    }
}

/// Numbers that may be large are told as text, and read as numbers too.
fn reads_numbers(components: &mut Components) {
    let Some(RefOr::T(text @ Schema::Object(_))) = components.schemas.get("Uint256").cloned() else { return };
    let range = (Some(Number::UInt(0)), Some(Number::UInt(u64::MAX as usize)));
    let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(range.0).maximum(range.1).build();
    let either = AnyOfBuilder::new().item(text).item(Schema::Object(number)).build();
    components.schemas.insert("Uint256".to_owned(), RefOr::T(Schema::AnyOf(either)));
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten()
}

fn inline<T>(part: &mut RefOr<T>) -> Option<&mut T> {
    match part {
        RefOr::T(part) => Some(part),
        RefOr::Ref(_) => None,
    }
}

fn fails_as_all_do(operation: &mut Operation) {
    for (status, name, _) in COMMON {
        let known = operation.responses.responses.entry(status.to_owned());
        known.or_insert_with(|| RefOr::Ref(Ref::from_response_name(name)));
    }
}

/// A parameter that a handler takes apart from the path is named by the path too: the first one is described better.
fn names_once(operation: &mut Operation) {
    let mut seen = BTreeSet::new();
    if let Some(parameters) = &mut operation.parameters {
        parameters.retain(|parameter| match parameter {
            RefOr::T(Parameter { name, parameter_in, .. }) => {
                seen.insert((name.clone(), serde_json::to_string(parameter_in).unwrap_or_default()))
            }
            RefOr::Ref(_) => true,
        });
    }
}

fn describes_answers(operation: &mut Operation) {
    let Some(summary) = operation.summary.clone() else { return };
    for response in operation.responses.responses.values_mut().filter_map(inline) {
        if response.description.is_empty() {
            response.description.clone_from(&summary);
        }
    }
}

/// Whatever takes `format` answers with lines too.
fn lists_as_tables(operation: &mut Operation) {
    let takes_format = operation.parameters.iter_mut().flatten().filter_map(inline).any(|found| found.name == "format");
    let Some(RefOr::T(Response { content, .. })) = operation.responses.responses.get_mut("200") else { return };
    if takes_format {
        for media_type in ["text/csv", "application/jsonl"] {
            let text = Content::new(Some(Schema::Object(Object::with_type(Type::String))));
            content.entry(media_type.to_owned()).or_insert(RefOr::T(text));
        }
    }
}

fn bound_parameter(parameter: &mut Parameter) {
    let Some(schema) = parameter.schema.as_mut().and_then(inline) else { return };
    if let Schema::Object(object) = &mut *schema
        && parameter.parameter_in == ParameterIn::Query
        && MEMBERS.contains(&parameter.name.as_str())
    {
        object.maximum.get_or_insert(Number::UInt(LAST_MEMBER));
    }
    bound_schema(schema);
}

/// Numbers end where their Rust types do.
fn bound(schema: &mut RefOr<Schema>) {
    let Some(schema) = inline(schema) else { return };
    bound_schema(schema);
}

fn bound_schema(schema: &mut Schema) {
    match schema {
        Schema::Object(object) => {
            bound_number(object);
            for (name, property) in &mut object.properties {
                if let RefOr::T(Schema::Array(array)) = &mut *property
                    && BY_LANE.contains(&name.as_str())
                {
                    (array.min_items, array.max_items) = (Some(LANES), Some(LANES));
                }
                bound(property);
            }
            if let Some(AdditionalProperties::RefOr(more)) = object.additional_properties.as_deref_mut() {
                bound(more);
            }
        }
        Schema::Array(array) => {
            array.prefix_items.iter_mut().for_each(bound_schema);
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                bound(items);
            }
        }
        Schema::OneOf(all) => all.items.iter_mut().for_each(bound),
        Schema::AllOf(all) => all.items.iter_mut().for_each(bound),
        Schema::AnyOf(all) => all.items.iter_mut().for_each(bound),
        _ => {}
    }
}

fn bound_number(object: &mut Object) {
    let Some(SchemaFormat::KnownFormat(format)) = &object.format else { return };
    let (most, standard) = match format {
        KnownFormat::UInt8 => (u8::MAX.into(), KnownFormat::Int32),
        KnownFormat::UInt16 => (u16::MAX.into(), KnownFormat::Int32),
        KnownFormat::UInt32 => (u32::MAX as usize, KnownFormat::Int64),
        // Numbers of SQL are signed; larger ones name nothing.
        KnownFormat::UInt64 => (i64::MAX as usize, KnownFormat::Int64),
        _ => return,
    };
    object.maximum.get_or_insert(Number::UInt(most));
    object.format = Some(SchemaFormat::KnownFormat(standard));
}
