//! The schema, made from the lists of entities and lists.

use async_graphql::{
    Value,
    dynamic::{
        Enum, Field, FieldFuture, FieldValue, InputObject, InputValue, Object, ResolverContext, Scalar, Schema,
        SchemaBuilder, TypeRef,
    },
};
use futures::future::BoxFuture;
use serde_json::json;

use super::{
    entities::{ENTITIES, ENUMS, Entity},
    failure, links,
    lists::{Asked, BlockWish, LISTS, ListField},
    row::{Row, type_ref},
};
use crate::{error::ApiError, http::scope::Scope, http::wire::hex};

/// The schema without limits.
pub(super) fn build() -> SchemaBuilder {
    let mut schema = Schema::build("Query", None, None)
        .register(Scalar::new("BigInt").description("A whole number of any size, as text."))
        .register(Scalar::new("Bytes").description("Lower-case 0x text."))
        .register(meta())
        .register(meta_block())
        .register(block_wish());
    for (name, words) in ENUMS {
        schema = schema.register(Enum::new(name).items(words.iter().copied()));
    }
    for entity in &ENTITIES {
        schema = schema.register(object(entity));
    }
    let mut query = Object::new("Query")
        .field(meta_field())
        .field(by_id("member", "Member", |scope, id| Box::pin(links::member(scope, id))))
        .field(by_id("proposal", "Proposal", |scope, id| Box::pin(links::proposal(scope, id))))
        .field(by_id("epoch", "Epoch", |scope, id| Box::pin(links::epoch(scope, id))));
    for list in &LISTS {
        query = query.field(list_field(list));
        schema = schema.register(Enum::new(order_type(list)).items(list.orders.iter().copied()));
        if !list.filters.is_empty() {
            schema = schema.register(filter_type(list));
        }
    }
    schema.register(query)
}

fn object(entity: &'static Entity) -> Object {
    let mut object = plain(Object::new(entity.name), entity.fields);
    for list in LISTS.iter().filter(|list| entity.lists.contains(&list.name)) {
        object = object.field(list_field(list));
    }
    match entity.name {
        "Contribution" | "Claim" => object.field(member_link("Member!")),
        "Vote" => object.field(member_link("Member")).field(proposal_link()),
        "Proposal" => object.field(member_link("Member")).field(description()),
        _ => object,
    }
}

fn row_of<'a>(context: &ResolverContext<'a>) -> Result<&'a Row, async_graphql::Error> {
    context.parent_value.try_downcast_ref::<Row>()
}

fn scope_of<'a>(context: &ResolverContext<'a>) -> Result<&'a Scope, async_graphql::Error> {
    context.data::<Scope>()
}

fn filter_name(list: &ListField) -> String {
    format!("{}_filter", list.entity)
}

fn order_type(list: &ListField) -> String {
    format!("{}_orderBy", list.entity)
}

fn filter_type(list: &ListField) -> InputObject {
    list.filters.iter().fold(InputObject::new(filter_name(list)), |filter, (name, kind)| {
        filter.field(InputValue::new(*name, type_ref(kind)))
    })
}

fn list_field(list: &'static ListField) -> Field {
    let kind = TypeRef::named_nn_list_nn(list.entity);
    let mut field = Field::new(list.name, kind, move |context| {
        FieldFuture::new(async move {
            let rows = read(list, &context).await.map_err(failure)?;
            Ok(Some(FieldValue::list(rows.into_iter().map(FieldValue::owned_any))))
        })
    });
    field = field
        .argument(InputValue::new("first", TypeRef::named(TypeRef::INT)).default_value(100))
        .argument(InputValue::new("skip", TypeRef::named(TypeRef::INT)).default_value(0))
        .argument(InputValue::new("orderBy", TypeRef::named(order_type(list))))
        .argument(InputValue::new("orderDirection", TypeRef::named("OrderDirection")))
        .argument(InputValue::new("block", TypeRef::named("Block_height")));
    match list.filters.is_empty() {
        true => field,
        false => field.argument(InputValue::new("where", TypeRef::named(filter_name(list)))),
    }
}

async fn read(list: &ListField, context: &ResolverContext<'_>) -> Result<Vec<Row>, ApiError> {
    let scope = scope_of(context).map_err(|error| ApiError::internal(error.message))?;
    let asked: Asked = Asked::parse(arguments(context)?)?;
    asked.block.as_ref().map_or(Ok(()), |block| block.check(scope))?;
    (list.read)(scope, asked, context.parent_value.downcast_ref::<Row>()).await
}

fn arguments(context: &ResolverContext<'_>) -> Result<serde_json::Value, ApiError> {
    let map = context.args.as_index_map();
    Value::Object(map.clone()).into_json().map_err(ApiError::internal)
}

/// Finds a row by its id.
type Find = for<'a> fn(&'a Scope, &'a str) -> BoxFuture<'a, Result<Option<Row>, ApiError>>;

fn by_id(name: &'static str, entity: &'static str, find: Find) -> Field {
    let field = Field::new(name, TypeRef::named(entity), move |context| {
        FieldFuture::new(async move {
            let scope = scope_of(&context)?;
            let asked: Asked = Asked::parse(arguments(&context).map_err(failure)?).map_err(failure)?;
            asked.block.as_ref().map_or(Ok(()), |block| block.check(scope)).map_err(failure)?;
            let id = context.args.try_get("id")?.string()?;
            let found = find(scope, id).await.map_err(failure)?;
            Ok(found.map(FieldValue::owned_any))
        })
    });
    field
        .argument(InputValue::new("id", TypeRef::named_nn(TypeRef::ID)))
        .argument(InputValue::new("block", TypeRef::named("Block_height")))
}

fn member_link(kind: &str) -> Field {
    Field::new("member", type_ref(kind), |context| {
        FieldFuture::new(async move {
            let Some(number) = row_of(&context)?.number("member") else { return Ok(None) };
            let found = links::member(scope_of(&context)?, &number.to_string()).await.map_err(failure)?;
            Ok(found.map(FieldValue::owned_any))
        })
    })
}

fn proposal_link() -> Field {
    Field::new("proposal", TypeRef::named("Proposal"), |context| {
        FieldFuture::new(async move {
            let row = row_of(&context)?;
            let id = format!("{}-{}", row.text("house").unwrap_or(""), row.text("proposal").unwrap_or(""));
            let found = links::proposal(scope_of(&context)?, &id).await.map_err(failure)?;
            Ok(found.map(FieldValue::owned_any))
        })
    })
}

fn description() -> Field {
    Field::new("description", TypeRef::named_nn(TypeRef::STRING), |context| {
        FieldFuture::new(async move {
            let id = row_of(&context)?.text("id").unwrap_or("");
            let text = links::description(scope_of(&context)?, id).await.map_err(failure)?;
            Ok(text.map(Value::String))
        })
    })
}

fn block_wish() -> InputObject {
    InputObject::new("Block_height")
        .field(InputValue::new("number", TypeRef::named(TypeRef::INT)))
        .field(InputValue::new("number_gte", TypeRef::named(TypeRef::INT)))
        .field(InputValue::new("hash", TypeRef::named("Bytes")))
}

fn meta_field() -> Field {
    let field = Field::new("_meta", TypeRef::named("_Meta_"), |context| {
        FieldFuture::new(async move {
            let scope = scope_of(&context)?;
            if let Some(wish) = context.args.get("block").filter(|wish| !wish.is_null()) {
                let wish: BlockWish = wish.deserialize()?;
                wish.check(scope).map_err(failure)?;
            }
            let block = json!({
                "number": scope.block.block_number,
                "hash": hex(scope.block.block_hash),
                "timestamp": scope.block.block_time,
            });
            let meta = json!({
                "block": block,
                "deployment": hex(scope.community().contracts.membership),
                "has_indexing_errors": false,
            });
            Ok(Some(FieldValue::owned_any(Row::new("meta", &meta).map_err(failure)?)))
        })
    });
    field.argument(InputValue::new("block", TypeRef::named("Block_height")))
}

/// Fields that a row has itself.
fn plain(object: Object, fields: &'static [(&'static str, &'static str, &'static str)]) -> Object {
    fields.iter().fold(object, |object, (name, kind, path)| {
        object.field(Field::new(*name, type_ref(kind), move |context: ResolverContext| {
            FieldFuture::new(async move { Ok(row_of(&context)?.field(path, kind)) })
        }))
    })
}

fn meta() -> Object {
    let object = plain(
        Object::new("_Meta_"),
        &[("deployment", "String!", "deployment"), ("hasIndexingErrors", "Boolean!", "hasIndexingErrors")],
    );
    object.field(Field::new("block", TypeRef::named_nn("_Block_"), |context| {
        FieldFuture::new(async move { Ok(Some(FieldValue::owned_any(row_of(&context)?.clone()))) })
    }))
}

fn meta_block() -> Object {
    plain(
        Object::new("_Block_"),
        &[("number", "Int!", "block.number"), ("hash", "Bytes", "block.hash"), ("timestamp", "Int", "block.timestamp")],
    )
}
