//! What a query may cost, decided from its text before anything is read.
//!
//! Fragments can name each other so that a short text stands for a number of fields that nobody can walk; so costs are
//! summed fragment by fragment, each once, and compared with a budget.

use std::collections::HashMap;

use async_graphql::{
    Name, Pos, Positioned, Response, ServerError, Variables,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, OperationType, Selection, SelectionSet},
};

use super::lists::{FIRST, MOST};

/// Most bytes of a query.
pub(super) const TEXT: usize = 16 * 1024;
/// Most fields that a query may read, rows times fields.
const COST: u64 = 20_000;
/// Most aliases: each makes a field be read once more.
const ALIASES: u64 = 30;
/// Deepest nesting that is walked here; the schema has its own, smaller limit for data.
const WALK: usize = 32;

/// What a query is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The schema.
    Introspection,
    /// Rows.
    Data,
}

/// The answer to a query that is not run.
pub(super) fn refused(code: &str, message: String) -> Box<Response> {
    let mut error = ServerError::new(message, None::<Pos>);
    error.extensions.get_or_insert_default().set("code", code);
    Box::new(Response::from_errors(vec![error]))
}

/// Whether a query may run, and what it is about.
pub(super) fn check(document: &ExecutableDocument, variables: &Variables) -> Result<Kind, Box<Response>> {
    let mut walk = Walk { document, variables, fragments: HashMap::new(), aliases: 0 };
    let (mut cost, mut introspective, mut other) = (0u64, false, false);
    for (_, operation) in document.operations.iter() {
        if operation.node.ty != OperationType::Query {
            return Err(refused("only_queries", "only queries are answered here".to_owned()));
        }
        for selection in &operation.node.selection_set.node.items {
            match &selection.node {
                Selection::Field(field) if field.node.name.node.starts_with("__") => introspective = true,
                _ => other = true,
            }
        }
        cost = cost.saturating_add(walk.set(&operation.node.selection_set, 0)?);
    }
    if introspective && other {
        return Err(refused("introspection_alone", "ask for the schema and for data in two queries".to_owned()));
    }
    if walk.aliases > ALIASES {
        return Err(refused("too_many_aliases", format!("a query has {ALIASES} aliases at most")));
    }
    if cost > COST {
        let message = format!("the query may read {cost} fields, {COST} are allowed: ask for fewer rows with `first`");
        return Err(refused("query_too_costly", message));
    }
    Ok(if introspective { Kind::Introspection } else { Kind::Data })
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// Costs of fragments; none while one is being walked.
    fragments: HashMap<Name, Option<u64>>,
    aliases: u64,
}

impl<'a> Walk<'a> {
    fn set(&mut self, set: &'a Positioned<SelectionSet>, depth: usize) -> Result<u64, Box<Response>> {
        if depth > WALK {
            return Err(refused("query_too_deep", format!("the query is deeper than {WALK} levels")));
        }
        let mut cost = 0u64;
        for selection in &set.node.items {
            let more = match &selection.node {
                Selection::Field(field) => self.field(&field.node, depth)?,
                Selection::InlineFragment(inline) => self.set(&inline.node.selection_set, depth + 1)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, depth)?,
            };
            cost = cost.saturating_add(more);
        }
        Ok(cost)
    }

    fn field(&mut self, field: &'a Field, depth: usize) -> Result<u64, Box<Response>> {
        self.aliases += u64::from(field.alias.is_some());
        let inner = self.set(&field.selection_set, depth + 1)?;
        if inner == 0 {
            return Ok(1);
        }
        let rows = self.rows(field);
        Ok(inner.saturating_mul(rows).saturating_add(1))
    }

    /// How many rows a field may have: a list has `first` of them, something single has one.
    fn rows(&self, field: &Field) -> u64 {
        if !super::entities::is_list(&field.name.node) {
            return 1;
        }
        let Some(first) = field.get_argument("first") else { return FIRST };
        let known = first.node.clone().into_const_with(|name| self.variables.get(&name).cloned().ok_or(()));
        match known {
            Ok(async_graphql::Value::Number(number)) => number.as_u64().unwrap_or(MOST),
            Ok(async_graphql::Value::Null) => FIRST,
            // The default of a variable is unknown here.
            _ => MOST,
        }
    }

    fn fragment(&mut self, name: &'a Name, depth: usize) -> Result<u64, Box<Response>> {
        match self.fragments.get(name) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => {
                return Err(refused("circular_fragment", format!("the fragment {name} contains itself")));
            }
            None => {}
        }
        let Some(found): Option<&'a Positioned<FragmentDefinition>> = self.document.fragments.get(name) else {
            // The schema's validation says so.
            return Ok(0);
        };
        self.fragments.insert(name.clone(), None);
        let cost = self.set(&found.node.selection_set, depth + 1)?;
        self.fragments.insert(name.clone(), Some(cost));
        Ok(cost)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn check_text(text: &str) -> Result<Kind, String> {
        let document = parse_query(text).map_err(|error| error.to_string())?;
        check(&document, &Variables::default()).map_err(|answer| {
            let extensions = answer.errors[0].extensions.as_ref().expect("a refusal has a code");
            extensions.get("code").expect("a refusal has a code").to_string()
        })
    }

    #[test]
    fn costs_are_rows_times_fields() {
        assert_eq!(check_text("{ members(first: 1000) { id } }"), Ok(Kind::Data));
        assert_eq!(check_text("{ members(first: 1000) { id contributions(first: 10) { id } } }"), Ok(Kind::Data));
        let costly = "\"query_too_costly\"".to_owned();
        assert_eq!(check_text("{ members(first: 1000) { contributions(first: 1000) { id } } }"), Err(costly.clone()));
        assert_eq!(check_text("query($n: Int) { members(first: $n) { contributions { id } } }"), Err(costly.clone()));
        assert_eq!(check_text("{ members { contributions { member { votes { id } } } } }"), Err(costly));
    }

    #[test]
    fn fragments_that_multiply_are_counted_without_being_walked() {
        let mut text = "{ members(first: 1) { ...f0 } }".to_owned();
        for n in 0..60 {
            text += &format!(" fragment f{n} on Member {{ ...f{} ...f{} }}", n + 1, n + 1);
        }
        text += " fragment f60 on Member { id }";
        assert_eq!(check_text(&text), Err("\"query_too_deep\"".to_owned()));
        let mut text = "{ members(first: 1) { ...f0 } }".to_owned();
        for n in 0..20 {
            text += &format!(" fragment f{n} on Member {{ ...f{} ...f{} }}", n + 1, n + 1);
        }
        text += " fragment f20 on Member { id }";
        assert_eq!(check_text(&text), Err("\"query_too_costly\"".to_owned()));
        let circle = "{ members { ...a } } fragment a on Member { ...b } fragment b on Member { ...a }";
        assert_eq!(check_text(circle), Err("\"circular_fragment\"".to_owned()));
    }

    #[test]
    fn aliases_mutations_and_mixtures_are_refused() {
        let fields: String = (0..1000).map(|n| format!("a{n}: _meta {{ deployment }} ")).collect();
        assert_eq!(check_text(&format!("{{ {fields} }}")), Err("\"too_many_aliases\"".to_owned()));
        assert_eq!(check_text("mutation { vote }"), Err("\"only_queries\"".to_owned()));
        assert_eq!(check_text("{ __schema { types { name } } }"), Ok(Kind::Introspection));
        let mixed = "{ __schema { types { name } } members { id } }";
        assert_eq!(check_text(mixed), Err("\"introspection_alone\"".to_owned()));
    }
}
