//! Rows as structs.

/// Declares a row: a struct whose fields are columns of the same name.
macro_rules! row {
    ($(#[$doc:meta])* $vis:vis struct $name:ident { $($(#[$field_doc:meta])* $field_vis:vis $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis struct $name {
            $($(#[$field_doc])* $field_vis $field: $type,)*
        }

        impl $crate::sql::FromRow for $name {
            fn from_row(row: &$crate::sql::Row) -> sqlx::Result<Self> {
                Ok(Self { $($field: row.read(stringify!($field))?,)* })
            }
        }
    };
}

/// Gives a row of facts the key that its lists are paged by.
macro_rules! placed {
    ($($name:ty),*) => {$(
        impl $name {
            /// Key of the row in lists.
            pub fn place(&self) -> $crate::store::Place {
                $crate::store::Place { block_number: self.block_number, log_index: self.log_index }
            }
        }
    )*};
}

/// Declares an enum that tables and APIs hold as a word.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident ($what:literal) { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$word_doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Name in API and SQL.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    other => Err(format!("{other} is no {}: use one of {}", $what, [$($word),*].join(", "))),
                }
            }
        }

        impl $crate::sql::Kinded for $name {
            const KIND: $crate::sql::Kind = $crate::sql::Kind::Text;
        }

        impl From<$name> for $crate::sql::Value {
            fn from(word: $name) -> Self {
                word.as_str().into()
            }
        }

        impl $crate::sql::FromValue for $name {
            fn from_value(value: $crate::sql::Value) -> Result<Self, String> {
                String::from_value(value)?.parse()
            }
        }
    };
}

pub(crate) use {placed, row, words};
