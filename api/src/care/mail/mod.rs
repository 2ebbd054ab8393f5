//! E-mail: invitations to people who are nowhere else yet. No address is kept: the outbox forgets it once the message
//! left, and a salted hash keeps anybody from being written to again and again.

mod invite;
mod smtp;
#[cfg(test)]
mod tests;

pub use self::{
    invite::{MailInvitation, Recipient},
    smtp::{Mailer, sender},
};

/// The name of e-mail among the tools.
pub const SOURCE: &str = "mail";
