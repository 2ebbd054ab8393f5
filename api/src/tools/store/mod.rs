//! All SQL of connected tools, by noun.

pub(super) mod activities;
pub(super) mod alarms;
pub(super) mod cursors;
pub(super) mod deliveries;
pub(super) mod links;
pub(super) mod names;
pub(super) mod tasks;

pub(super) use crate::sessions::database;
