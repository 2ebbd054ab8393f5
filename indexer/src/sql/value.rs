//! Values as SQL has them: the one place that knows how ids, amounts, flags and lists are written down.

use std::borrow::Cow;

use alloy::primitives::{Address, B256, Bytes, U256};
use palabre_contracts::{Electorate, Lane, MemberId, Roles, Slug, Support};
use sqlx::{
    Decode, Encode, Postgres, Sqlite, Type, TypeInfo, ValueRef,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef},
    sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef},
};

/// What a value is; an absent one would have been the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers, times, flags.
    Int,
    /// Words, JSON, amounts.
    Text,
    /// Ids, addresses, hashes.
    Blob,
}

impl Kind {
    /// Its type on PostgreSQL. Narrower columns take what fits.
    pub(super) fn postgres(self) -> &'static str {
        match self {
            Self::Int => "BIGINT",
            Self::Text => "TEXT",
            Self::Blob => "BYTEA",
        }
    }
}

/// A value that goes into a statement or comes out of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Absent.
    Null(Kind),
    /// Numbers, times, flags.
    Int(i64),
    /// Words, JSON, amounts.
    Text(String),
    /// Ids, addresses, hashes.
    Blob(Vec<u8>),
    /// A column of values, for PostgreSQL alone.
    #[doc(hidden)]
    List(Kind, Vec<Value>),
}

/// Lists the values of a statement, each converted by `Value::from`.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}
pub(crate) use values;

/// A type that a column can be read as.
pub trait FromValue: Sized {
    /// Reads the value, or says what was expected.
    fn from_value(value: Value) -> Result<Self, String>;
}

/// A type whose values are all of one kind, so that it is known even of an absent one.
pub trait Kinded {
    /// The kind.
    const KIND: Kind;
}

impl Value {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Int(_) => Kind::Int,
            Self::Text(_) => Kind::Text,
            Self::Blob(_) => Kind::Blob,
            Self::Null(kind) | Self::List(kind, _) => *kind,
        }
    }

    fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(storable(text)),
            _ => None,
        }
    }

    fn blob(&self) -> Option<&[u8]> {
        match self {
            Self::Blob(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// What values of one kind hold. One of another kind must not become an absent one.
fn all<'v, T>(values: &'v [Value], held: fn(&'v Value) -> Option<T>) -> Result<Vec<Option<T>>, BoxDynError> {
    let one = |value: &'v Value| match (held(value), value) {
        (None, Value::Null(_)) => Ok(None),
        (None, other) => Err(format!("a value of kind {:?} among others", other.kind()).into()),
        (some, _) => Ok(some),
    };
    values.iter().map(one).collect()
}

/// PostgreSQL has no zero characters in texts, and SQLite's functions stop at them: both get U+FFFD instead. Whoever
/// writes one into a transaction must not be able to stop the mirror; the bytes of an event are kept beside its texts.
pub(super) fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

impl Type<Sqlite> for Value {
    fn type_info() -> SqliteTypeInfo {
        <Vec<u8> as Type<Sqlite>>::type_info()
    }

    fn compatible(_: &SqliteTypeInfo) -> bool {
        true
    }
}

impl Encode<'_, Sqlite> for Value {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        match self {
            Self::Null(_) => Ok(IsNull::Yes),
            Self::Int(number) => Encode::<Sqlite>::encode_by_ref(number, buffer),
            Self::Text(text) => Encode::<Sqlite>::encode(storable(text).into_owned(), buffer),
            Self::Blob(bytes) => Encode::<Sqlite>::encode_by_ref(bytes, buffer),
            Self::List(..) => Err("SQLite has no lists".into()),
        }
    }
}

impl<'r> Decode<'r, Sqlite> for Value {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        if value.is_null() {
            return Ok(Self::Null(Kind::Int));
        }
        let kind = value.type_info().name().to_owned();
        match kind.as_str() {
            "INTEGER" => Ok(Self::Int(Decode::<Sqlite>::decode(value)?)),
            "TEXT" => Ok(Self::Text(Decode::<Sqlite>::decode(value)?)),
            "BLOB" => Ok(Self::Blob(Decode::<Sqlite>::decode(value)?)),
            other => Err(format!("columns of type {other} are not used here").into()),
        }
    }
}

impl Type<Postgres> for Value {
    fn type_info() -> PgTypeInfo {
        <Vec<u8> as Type<Postgres>>::type_info()
    }

    fn compatible(_: &PgTypeInfo) -> bool {
        true
    }
}

impl Encode<'_, Postgres> for Value {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        match self {
            Self::Null(_) => Ok(IsNull::Yes),
            Self::Int(number) => Encode::<Postgres>::encode_by_ref(number, buffer),
            Self::Text(text) => Encode::<Postgres>::encode(&*storable(text), buffer),
            Self::Blob(bytes) => Encode::<Postgres>::encode_by_ref(bytes, buffer),
            Self::List(kind, values) => match kind {
                Kind::Int => Encode::<Postgres>::encode(all(values, Self::int)?, buffer),
                Kind::Text => Encode::<Postgres>::encode(all(values, Self::text)?, buffer),
                Kind::Blob => Encode::<Postgres>::encode(all(values, Self::blob)?, buffer),
            },
        }
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(match (self, self.kind()) {
            (Self::List(..), Kind::Int) => <Vec<i64> as Type<Postgres>>::type_info(),
            (Self::List(..), Kind::Text) => <Vec<String> as Type<Postgres>>::type_info(),
            (Self::List(..), Kind::Blob) => <Vec<Vec<u8>> as Type<Postgres>>::type_info(),
            (_, Kind::Int) => <i64 as Type<Postgres>>::type_info(),
            (_, Kind::Text) => <String as Type<Postgres>>::type_info(),
            (_, Kind::Blob) => <Vec<u8> as Type<Postgres>>::type_info(),
        })
    }
}

impl<'r> Decode<'r, Postgres> for Value {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let name = value.type_info().name().to_owned();
        let kind = match name.as_str() {
            "INT8" | "INT4" | "INT2" | "BOOL" => Kind::Int,
            "TEXT" | "VARCHAR" | "NAME" => Kind::Text,
            "BYTEA" => Kind::Blob,
            other => return Err(format!("columns of type {other} are not used here").into()),
        };
        if value.is_null() {
            return Ok(Self::Null(kind));
        }
        Ok(match name.as_str() {
            "INT8" => Self::Int(Decode::<Postgres>::decode(value)?),
            "INT4" => Self::Int(<i32 as Decode<Postgres>>::decode(value)?.into()),
            "INT2" => Self::Int(<i16 as Decode<Postgres>>::decode(value)?.into()),
            "BOOL" => Self::Int(<bool as Decode<Postgres>>::decode(value)?.into()),
            "BYTEA" => Self::Blob(Decode::<Postgres>::decode(value)?),
            _ => Self::Text(Decode::<Postgres>::decode(value)?),
        })
    }
}

/// An amount as decimal text that sorts like the number.
fn amount(number: U256) -> String {
    format!("{:0>78}", number.to_string())
}

/// Conversions in both directions; the expression on the right of `=>` may fail with a text.
macro_rules! stored {
    ($($type:ty as $variant:ident: $to:expr, $from:expr;)*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                let to: fn($type) -> _ = $to;
                Self::$variant(to(value))
            }
        }
        impl Kinded for $type {
            const KIND: Kind = Kind::$variant;
        }
        impl FromValue for $type {
            fn from_value(value: Value) -> Result<Self, String> {
                match value {
                    Value::$variant(inner) => ($from)(inner),
                    other => Err(format!("expected {}, found {other:?}", stringify!($type))),
                }
            }
        }
    )*};
}

fn narrow<T: TryFrom<i64>>(number: i64) -> Result<T, String> {
    T::try_from(number).map_err(|_| format!("{number} is out of range"))
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: String) -> Result<T, String> {
    text.parse().map_err(|problem: T::Err| problem.to_string())
}

stored! {
    i64 as Int: |number| number, Ok;
    u64 as Int: |number| i64::try_from(number).unwrap_or(i64::MAX), narrow;
    u32 as Int: i64::from, narrow;
    u16 as Int: i64::from, narrow;
    u8 as Int: i64::from, narrow;
    bool as Int: i64::from, |number| Ok::<_, String>(number != 0);
    MemberId as Int: MemberId::as_i64,
        |number| MemberId::new(narrow(number)?).map_err(|problem| problem.to_string());
    Lane as Int: |lane| i64::from(lane.index()),
        |number| Lane::new(narrow(number)?).map_err(|problem| problem.to_string());
    Roles as Int: |roles| i64::from(roles.bits()), |number| Ok::<_, String>(Roles::from_bits(narrow(number)?));
    Support as Int: |support| i64::from(support.number()),
        |number| Support::from_number(narrow(number)?).map_err(|problem| problem.to_string());
    String as Text: |text| text, Ok;
    Slug as Text: String::from, parsed;
    Electorate as Text: |house| house.as_str().to_owned(), parsed;
    U256 as Text: amount, |text: String| U256::from_str_radix(&text, 10).map_err(|problem| problem.to_string());
    Address as Blob: |address| address.to_vec(),
        |bytes: Vec<u8>| Address::try_from(bytes.as_slice()).map_err(|problem| problem.to_string());
    B256 as Blob: |hash| hash.to_vec(),
        |bytes: Vec<u8>| B256::try_from(bytes.as_slice()).map_err(|problem| problem.to_string());
    Bytes as Blob: |bytes| bytes.to_vec(), |bytes: Vec<u8>| Ok::<_, String>(Bytes::from(bytes));
    Vec<u8> as Blob: |bytes| bytes, Ok;
}

impl Kinded for &str {
    const KIND: Kind = Kind::Text;
}

impl Kinded for &String {
    const KIND: Kind = Kind::Text;
}

impl Kinded for &Slug {
    const KIND: Kind = Kind::Text;
}

impl Kinded for &[u8] {
    const KIND: Kind = Kind::Blob;
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl FromValue for Value {
    fn from_value(value: Value) -> Result<Self, String> {
        Ok(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Slug> for Value {
    fn from(slug: &Slug) -> Self {
        Self::Text(slug.as_str().to_owned())
    }
}

impl<T: Kinded> From<Option<T>> for Value
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null(T::KIND), Self::from)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, String> {
        match value {
            Value::Null(_) => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// Something that JSON lists hold as text.
pub trait ListItem: std::fmt::Display + std::str::FromStr<Err: std::fmt::Display> {}

impl ListItem for Address {}
impl ListItem for B256 {}
impl ListItem for Bytes {}
impl ListItem for U256 {}
impl ListItem for MemberId {}

impl<T: ListItem> From<&[T]> for Value {
    fn from(items: &[T]) -> Self {
        let texts: Vec<serde_json::Value> = items.iter().map(|item| item.to_string().into()).collect();
        Self::Text(serde_json::Value::Array(texts).to_string())
    }
}

impl<T: ListItem> FromValue for Vec<T> {
    fn from_value(value: Value) -> Result<Self, String> {
        let texts: Vec<String> =
            serde_json::from_str(&String::from_value(value)?).map_err(|problem| problem.to_string())?;
        texts.into_iter().map(parsed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_sort_like_numbers() {
        let numbers = [U256::ZERO, U256::from(9), U256::from(10), U256::MAX];
        let texts: Vec<Value> = numbers.iter().map(|number| Value::from(*number)).collect();
        let Value::Text(longest) = &texts[3] else { panic!("an amount is text") };
        assert_eq!(longest.len(), 78);
        for (text, number) in texts.iter().zip(numbers) {
            assert_eq!(U256::from_value(text.clone()), Ok(number));
        }
        assert_eq!(U256::from_value("09".into()), Ok(U256::from(9)), "leading zeros are no octal");
    }

    #[test]
    fn lists_come_back_as_they_went() {
        let items = [U256::MAX, U256::from(7)];
        assert_eq!(Vec::<U256>::from_value(Value::from(&items[..])), Ok(items.to_vec()));
        let none: [Address; 0] = [];
        assert_eq!(Vec::<Address>::from_value(Value::from(&none[..])), Ok(vec![]));
    }

    #[test]
    fn a_wrong_column_says_what_it_holds() {
        assert!(MemberId::from_value(Value::Int(0)).is_err());
        assert!(u8::from_value(Value::Int(256)).is_err());
        assert!(Address::from_value(Value::Blob(vec![1])).is_err());
        assert_eq!(Option::<u8>::from_value(Value::Null(Kind::Int)), Ok(None));
    }
}
