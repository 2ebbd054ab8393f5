//! Whose account is whose: proved from both sides, reversible, one account of one member at a time.
//!
//! - *page*: whoever asks in a chat gets a link in a place that nobody else sees; who opens it signs a statement.
//! - *wiki*: the signed statement stands on a page that only the account can edit.
//! - *openid*: the tool itself vouches for the account of a session.
//!
//! A member may link several accounts: they count as one person. An account that is linked anew moves; what was recorded
//! before stays with whom it was recorded for.

mod statement;

use alloy::primitives::{Address, B256, Bytes, keccak256};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use palabre_contracts::{MemberId, Slug};
use serde::Deserialize;

pub use super::store::links::AccountLink;
use super::{
    Connection, Tools,
    settings::ToolKind,
    store::{activities::ERASED, database, links, names},
};
use crate::{
    connectors::{Proved, Trouble},
    error::ApiError,
    sessions::{Sessions, origin::Origin, siwe::SignIn},
};
use statement::{Frame, Linked};

/// How long a link, and a statement to sign, is good.
const PATIENCE: u64 = 1_800;
/// Length of a token in a link.
const TOKEN: usize = 43;
const ASK_AGAIN: &str = "Ask for a new link in the chat, or for a new statement: POST .../links/prepare.";

/// A link that somebody opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// The tool.
    pub source: String,
    /// What it is.
    pub kind: ToolKind,
    /// Stable id of the account.
    pub account: String,
    /// How the tool calls it, if that is known.
    pub name: Option<String>,
    /// Whose it is now.
    pub owner: Option<MemberId>,
    /// Until when the link is good.
    pub expires_at: u64,
    hash: B256,
}

/// Who wants to link an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claimant<'a> {
    pub(crate) community: &'a Slug,
    pub(crate) member: MemberId,
    pub(crate) wallet: Address,
    pub(crate) origin: &'a Origin,
    pub(crate) chain_id: u64,
    pub(crate) french: bool,
}

/// What is to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invited {
    pub(crate) text: String,
    pub(crate) expires_at: u64,
    pub(crate) source: String,
    pub(crate) account: String,
    pub(crate) sentence_fr: String,
    pub(crate) sentence_en: String,
}

/// What stands on an owner-only page.
#[derive(Debug, Deserialize)]
struct OnPage {
    message: String,
    signature: Bytes,
}

impl Tools {
    /// A link for an account: whoever opens it first and signs gets the account.
    pub async fn give_link(&self, connection: &Connection, account: &str) -> Result<String, ApiError> {
        let token = URL_SAFE_NO_PAD.encode(self.0.entropy.next());
        let request = self.request(connection, account, "page", keccak256(&token));
        links::keep(self.pool(), &request, self.0.clock.now()).await?;
        Ok(format!("{}/c/{}/link?token={token}", self.0.public_url, connection.community))
    }

    fn request(&self, connection: &Connection, account: &str, proof: &str, hash: B256) -> links::Request {
        links::Request {
            hash,
            source: connection.name.clone(),
            account: account.to_owned(),
            community: connection.community.to_string(),
            proof: proof.to_owned(),
            wallet: None,
            nonce: None,
            expires_at: self.0.clock.now() + PATIENCE,
        }
    }

    /// What a link is about. Looking at it uses nothing up.
    pub async fn opened(&self, community: &Slug, token: &str) -> Result<OpenLink, ApiError> {
        if token.len() != TOKEN {
            return Err(void());
        }
        let request = links::open(self.pool(), keccak256(token), self.0.clock.now()).await?.ok_or_else(void)?;
        let connection = self.connection(community, &request.source).map_err(|_| void())?;
        Ok(OpenLink {
            kind: connection.kind,
            name: names::of(self.pool(), &request.source, &request.account).await?,
            owner: links::owner(self.pool(), &request.source, &request.account).await?,
            source: request.source,
            account: request.account,
            expires_at: request.expires_at,
            hash: request.hash,
        })
    }

    /// Writes what a member signs to take the account behind a link.
    pub(crate) async fn invite_by_link(&self, who: Claimant<'_>, token: &str) -> Result<Invited, ApiError> {
        let open = self.opened(who.community, token).await?;
        let nonce = self.nonce();
        links::is_for(self.pool(), open.hash, who.wallet, &nonce).await?;
        Ok(self.invited(who, &open.source, &open.account, &nonce, open.expires_at))
    }

    /// Writes what a member signs and puts on a page that only the account can edit.
    pub(crate) async fn invite_by_page(
        &self,
        who: Claimant<'_>,
        source: &str,
        name: &str,
    ) -> Result<Invited, ApiError> {
        let connection = self.connection(who.community, source)?;
        if connection.kind != ToolKind::MediaWiki {
            return Err(ApiError::refused(
                "no_owner_page",
                format!("{} has no pages that only one account can edit", connection.kind.title()),
                format!("Ask there for a link: {} link.", connection.prefix),
            ));
        }
        let account = connection.connector.account(name).await.map_err(from_tool)?;
        let nonce = self.nonce();
        let request = links::Request {
            wallet: Some(who.wallet),
            nonce: Some(nonce.clone()),
            ..self.request(&connection, &account, "wiki", keccak256(&nonce))
        };
        links::keep(self.pool(), &request, self.0.clock.now()).await?;
        Ok(self.invited(who, source, &account, &nonce, request.expires_at))
    }

    fn nonce(&self) -> String {
        alloy::primitives::hex::encode(&self.0.entropy.next()[..16])
    }

    fn invited(&self, who: Claimant<'_>, source: &str, account: &str, nonce: &str, expires_at: u64) -> Invited {
        let linked = Linked { source, account, community: who.community, member: who.member };
        let frame = Frame {
            domain: who.origin.domain(),
            uri: format!("{}c/{}/link", who.origin.uri(), who.community),
            wallet: who.wallet,
            chain_id: who.chain_id,
            nonce,
            issued_at: self.0.clock.now(),
            expires_at,
        };
        let text = linked.statement(frame, who.french).to_string();
        Invited {
            text,
            expires_at,
            source: source.to_owned(),
            account: account.to_owned(),
            sentence_fr: linked.sentence(true),
            sentence_en: linked.sentence(false),
        }
    }

    /// Takes the statement that was signed for a link.
    pub(crate) async fn link_by_statement(
        &self,
        sessions: &Sessions,
        who: Claimant<'_>,
        text: &str,
        signature: &Bytes,
    ) -> Result<AccountLink, ApiError> {
        self.take_statement(sessions, who, text, signature, None).await
    }

    /// Asks a tool whether an account proves itself: with an OpenID token, or by a page that only it can edit.
    pub(crate) async fn link_by_tool(
        &self,
        sessions: &Sessions,
        who: Claimant<'_>,
        source: &str,
        claim: &str,
    ) -> Result<AccountLink, ApiError> {
        let connection = self.connection(who.community, source)?;
        let Proved { account, name, statement } = connection.connector.prove(claim).await.map_err(from_tool)?;
        let link = match (statement, connection.kind) {
            (Some(page), _) => {
                let read: OnPage = serde_json::from_str(&page).map_err(|error| {
                    ApiError::refused(
                        "page_unreadable",
                        format!("the page of the account does not hold a signed statement: {error}"),
                        "Write {\"message\": ..., \"signature\": ...} there, as the page to link accounts shows it.",
                    )
                })?;
                let proved = Some((source, account.as_str()));
                self.take_statement(sessions, who, &read.message, &read.signature, proved).await?
            }
            (None, ToolKind::Matrix) => self.link_now(who, source, &account, "openid", None).await?,
            (None, _) => return Err(void()),
        };
        if let Some(name) = name {
            self.note_name(source, &account, &name).await?;
        }
        Ok(link)
    }

    /// `proved`: the account whose owner-only page held the statement.
    async fn take_statement(
        &self,
        sessions: &Sessions,
        who: Claimant<'_>,
        text: &str,
        signature: &Bytes,
        proved: Option<(&str, &str)>,
    ) -> Result<AccountLink, ApiError> {
        let signed = sessions.read_statement(who.origin, text, ASK_AGAIN)?;
        let now = self.0.clock.now();
        let request = links::by_nonce(self.pool(), &signed.nonce, now).await?.ok_or_else(void)?;
        let (source, account) = (request.source.as_str(), request.account.as_str());
        let linked = Linked { source, account, community: who.community, member: who.member };
        let meant = request.community == who.community.as_str()
            && request.wallet == Some(who.wallet)
            && signed.address == who.wallet
            && linked.is_said_by(&signed);
        // A statement for a page is void without the page: anybody can have one written for any account.
        let right = match proved {
            Some(proved) => request.proof == "wiki" && proved == (source, account),
            None => request.proof == "page",
        };
        if !meant || !right {
            return Err(void());
        }
        sessions.believes(&signed, text, signature).await?;
        self.link_now(who, source, account, &request.proof, Some(&signed)).await
    }

    async fn link_now(
        &self,
        who: Claimant<'_>,
        source: &str,
        account: &str,
        proof: &str,
        signed: Option<&SignIn>,
    ) -> Result<AccountLink, ApiError> {
        if account.starts_with(ERASED) {
            return Err(void());
        }
        let now = self.0.clock.now();
        let mut transaction = self.pool().begin().await.map_err(database)?;
        if let Some(signed) = signed
            && !links::use_up(&mut transaction, &signed.nonce, now).await.map_err(database)?
        {
            return Err(void());
        }
        links::link(&mut transaction, (source, account), who.community, who.member, proof, now)
            .await
            .map_err(database)?;
        transaction.commit().await.map_err(database)?;
        self.tell_kept(true);
        let all = links::of_member(self.pool(), who.community, who.member).await?;
        let found =
            all.into_iter().find(|one| one.source == source && one.account == account && one.unlinked_at.is_none());
        found.ok_or_else(void)
    }

    async fn note_name(&self, source: &str, account: &str, name: &str) -> Result<(), ApiError> {
        let note = async {
            let mut transaction = self.pool().begin().await?;
            let names = [(account.to_owned(), name.to_owned())].into();
            names::note(&mut transaction, source, &names, self.0.clock.now()).await?;
            transaction.commit().await
        };
        note.await.map_err(database)
    }

    /// Takes an account from a member who wants it so. Points that it earned stay where they were recorded.
    pub async fn unlink(
        &self,
        community: &Slug,
        member: MemberId,
        source: &str,
        account: &str,
    ) -> Result<(), ApiError> {
        if !links::unlink(self.pool(), source, account, community, member, self.0.clock.now()).await? {
            return Err(ApiError::not_found(
                "this member has not linked that account",
                "GET .../links lists the accounts that are linked.",
            ));
        }
        self.tell_kept(true);
        Ok(())
    }

    /// The accounts of a member that count now, each with its name.
    pub async fn accounts_of(
        &self,
        community: &Slug,
        member: MemberId,
    ) -> Result<Vec<(AccountLink, Option<String>)>, ApiError> {
        let mut accounts = Vec::new();
        for link in links::of_member(self.pool(), community, member).await? {
            if link.unlinked_at.is_none() {
                let name = names::of(self.pool(), &link.source, &link.account).await?;
                accounts.push((link, name));
            }
        }
        Ok(accounts)
    }

    /// All accounts that count in a community now.
    pub async fn linked(&self, community: &Slug) -> Result<Vec<AccountLink>, ApiError> {
        links::of_community(self.pool(), community).await
    }

    /// Whose an account is now.
    pub async fn owner(&self, source: &str, account: &str) -> Result<Option<MemberId>, ApiError> {
        links::owner(self.pool(), source, account).await
    }

    /// What stands for an account where its name must not: nobody can tell whose it is without the salt, which erasing
    /// takes away.
    pub async fn commitment(&self, source: &str, account: &str) -> Result<B256, ApiError> {
        let mut transaction = self.pool().begin().await.map_err(database)?;
        let salt = links::salt(&mut transaction, source, account, self.0.entropy.next()).await.map_err(database)?;
        transaction.commit().await.map_err(database)?;
        Ok(committed(salt, source, account))
    }
}

/// Each word after its length, so that no two accounts have one commitment.
pub(super) fn committed(salt: B256, source: &str, account: &str) -> B256 {
    let mut bytes = salt.to_vec();
    for word in [source, account] {
        bytes.extend_from_slice(&(word.len() as u64).to_be_bytes());
        bytes.extend_from_slice(word.as_bytes());
    }
    keccak256(bytes)
}

/// One answer for all reasons: unknown, used, too old, of another community, wallet or account.
fn void() -> ApiError {
    ApiError::refused(
        "link_void",
        "this link or statement was not given out to this wallet for this account, was used, or is too old",
        ASK_AGAIN,
    )
}

/// Why a tool does not vouch for an account.
fn from_tool(trouble: Trouble) -> ApiError {
    match trouble {
        Trouble::Later { why, .. } | Trouble::Broken { why } => {
            ApiError::unavailable("tool_unavailable", why, "Retry later; if it lasts, tell an organizer.")
        }
        other => ApiError::refused("account_not_proved", other, "Check the name of the account, then try again."),
    }
}
