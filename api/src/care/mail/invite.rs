//! Invitations by e-mail, with their limits.

use alloy::primitives::hex;
use lettre::Address;
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql;
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use super::SOURCE;
use crate::{
    care::Care,
    connectors::{Destination, command::Tongue, text},
    error::ApiError,
    outbox::{Letter, name},
    sessions::database,
};

const DAY: u64 = 86_400;
/// One address is invited to a community once in so many seconds.
const AGAIN_AFTER: u64 = 30 * DAY;
/// Longest code of an invitation.
const MAX_CODE: usize = 1_800;
/// Longest line of the inviter, in characters.
const MAX_NOTE: usize = 500;

/// Somebody who is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The address.
    pub address: String,
    /// In which language.
    pub language: Tongue,
}

/// An invitation to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailInvitation {
    /// To whom.
    pub to: Recipient,
    /// The member who invites.
    pub by: MemberId,
    /// The code that lets them in, where the community admits by invitation.
    pub code: Option<String>,
    /// A line of the inviter.
    pub note: String,
}

impl Care {
    /// Whether e-mail is sent here.
    pub fn sends_mail(&self) -> bool {
        self.0.settings.mail.is_some()
    }

    /// Invites somebody by e-mail; answers the name of the message.
    pub async fn invite(&self, slug: &Slug, invitation: &MailInvitation) -> Result<String, ApiError> {
        let Some(mail) = &self.0.settings.mail else {
            let next = "Ask the operator to add [mail] to the file of the tools, or hand over a link instead.";
            return Err(ApiError::refused("no_mail", "this service sends no e-mail", next));
        };
        let address = parse(&invitation.to.address)?;
        if invitation.code.as_ref().is_some_and(|code| code.len() > MAX_CODE || code.contains(char::is_whitespace)) {
            return Err(ApiError::invalid("this is no code of an invitation", "Send the code as compose answered it."));
        }
        let (hash, now) = (self.hash_of(&address).await?, self.0.clock.now());
        let id = name("invitation", &[slug.as_str(), &hex::encode(&hash), &now.to_string()]);
        let letter = Letter {
            id: id.clone(),
            text: self.invitation_text(slug, invitation, &hash)?,
            expires_at: Some(now + 7 * DAY),
            ..Letter::notice("invitation", &[], SOURCE, slug, Destination::Account(address.clone()), String::new())
                .in_language(invitation.to.language)
        };
        let mut transaction = self.0.store.pool().begin().await.map_err(database)?;
        if stopped(&mut transaction, &hash).await? {
            let next = "Reach them in another way.";
            return Err(ApiError::refused(
                "address_refuses",
                "whoever has this address wants no e-mail from here",
                next,
            ));
        }
        if count(&mut transaction, slug, invitation.by, now.saturating_sub(DAY)).await? >= mail.per_member {
            let detail = format!("{} invitations a day are enough for one member", mail.per_member);
            return Err(ApiError::TooMany { detail, retry_after_seconds: DAY });
        }
        if !remember(&mut transaction, slug, &hash, invitation.by, &id, now).await? {
            let next = "Wait a month, or hand over a link instead.";
            return Err(ApiError::conflict("invited_already", "this address was invited in the last 30 days", next));
        }
        self.0.outbox.post_in(&mut transaction, &letter).await?;
        transaction.commit().await.map_err(database)?;
        self.0.outbox.stir();
        Ok(id)
    }

    /// Never writes to an address again: `token` stands in every message to it. Answers whether it is one.
    pub async fn stop_mail(&self, token: &str) -> Result<bool, ApiError> {
        let Some(hash) = hex::decode(token).ok().filter(|hash| hash.len() == 32) else { return Ok(false) };
        // Only who got a message knows the hash: it cannot be made without the salt.
        let known =
            sql::query_scalar("SELECT COUNT(*) FROM mail_invitations WHERE address_hash = $1").bind(hash.clone());
        let known: i64 = known.fetch_one(self.0.store.pool()).await.map_err(database)?;
        if known == 0 {
            return Ok(false);
        }
        sql::query("INSERT INTO mail_stops (address_hash, stopped_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(hash)
            .bind(self.0.clock.now() as i64)
            .execute(self.0.store.pool())
            .await
            .map_err(database)?;
        Ok(true)
    }

    fn invitation_text(&self, slug: &Slug, invitation: &MailInvitation, hash: &[u8]) -> Result<String, ApiError> {
        let community = text::name(&self.community(slug)?.name).unwrap_or_default();
        let query = invitation.code.as_ref().map(|code| {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("invitation", code).finish();
            format!("?{query}")
        });
        let join = self.page(slug, &format!("/join{}", query.unwrap_or_default()));
        let stop = format!("{}/no-mail/{}", self.0.public_url, hex::encode(hash));
        // The inviter's words are one line of plain text: no link of theirs looks like ours.
        let note = text::shorten(&invitation.note.split_whitespace().collect::<Vec<_>>().join(" "), MAX_NOTE);
        if !text::links(&note).is_empty() {
            return Err(ApiError::invalid("the note holds a link", "Write it without addresses of pages."));
        }
        let by = invitation.by;
        Ok(match invitation.to.language {
            Tongue::Fr => format!(
                "Invitation à {community}\nBonjour,\n\nle membre {by} de {community} vous invite à participer.\n{}\nLire \
                 la charte et rejoindre :\n{join}\n\nVous n'avez rien à payer ni à installer. Si ce message ne vous \
                 concerne pas, oubliez-le ; pour ne plus jamais en recevoir :\nstop: {stop}",
                quoted(&note)
            ),
            Tongue::En => format!(
                "Invitation to {community}\nHello,\n\nmember {by} of {community} invites you to take part.\n{}\nRead the \
                 charter and join:\n{join}\n\nThere is nothing to pay or to install. If this is not for you, forget it; \
                 to never hear from us again:\nstop: {stop}",
                quoted(&note)
            ),
        })
    }

    /// A hash of an address that nobody can make without this database.
    async fn hash_of(&self, address: &str) -> Result<Vec<u8>, ApiError> {
        let pool = self.0.store.pool();
        sql::query("INSERT INTO mail_salt (one, salt) VALUES (1, $1) ON CONFLICT DO NOTHING")
            .bind(self.0.entropy.next().to_vec())
            .execute(pool)
            .await
            .map_err(database)?;
        let salt: Vec<u8> =
            sql::query_scalar("SELECT salt FROM mail_salt WHERE one = 1").fetch_one(pool).await.map_err(database)?;
        Ok(Sha256::new().chain_update(salt).chain_update(address).finalize().to_vec())
    }
}

fn quoted(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("\n> {note}\n") }
}

/// One address, in the spelling that is hashed. Most servers do not tell capital letters apart, and none of ours must.
fn parse(address: &str) -> Result<String, ApiError> {
    let read: Result<Address, _> = address.trim().parse();
    let address = read.map_err(|_| ApiError::invalid("this is no address of e-mail", "Write it as name@host."))?;
    Ok(address.to_string().to_lowercase())
}

async fn stopped(connection: &mut sql::Connection, hash: &[u8]) -> Result<bool, ApiError> {
    let stop = sql::query_scalar("SELECT stopped_at FROM mail_stops WHERE address_hash = $1").bind(hash.to_vec());
    let stop: Option<i64> = stop.fetch_optional(connection).await.map_err(database)?;
    Ok(stop.is_some())
}

async fn count(connection: &mut sql::Connection, slug: &Slug, by: MemberId, since: u64) -> Result<u64, ApiError> {
    let sql = "SELECT COUNT(*) FROM mail_invitations WHERE community = $1 AND invited_by = $2 AND sent_at > $3";
    let count = sql::query_scalar(sql).bind(slug.as_str()).bind(by.get() as i64).bind(since as i64);
    let count: i64 = count.fetch_one(connection).await.map_err(database)?;
    Ok(count as u64)
}

/// Remembers that an address was invited, unless it was a short while ago.
async fn remember(
    connection: &mut sql::Connection,
    slug: &Slug,
    hash: &[u8],
    by: MemberId,
    letter: &str,
    now: u64,
) -> Result<bool, ApiError> {
    let kept = sql::query(
        "INSERT INTO mail_invitations (community, address_hash, invited_by, letter, sent_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (community, address_hash) DO UPDATE SET invited_by = $3, letter = $4, sent_at = $5
         WHERE mail_invitations.sent_at <= $6",
    )
    .bind(slug.as_str())
    .bind(hash.to_vec())
    .bind(by.get() as i64)
    .bind(letter)
    .bind(now as i64)
    .bind(now.saturating_sub(AGAIN_AFTER) as i64)
    .execute(connection)
    .await
    .map_err(database)?;
    Ok(kept.rows_affected() == 1)
}
