//! Where knowledge is written down.

pub mod mediawiki;
