//! Where people talk.

pub mod matrix;
pub mod rocket_chat;
pub mod slack;
