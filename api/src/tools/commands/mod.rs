//! What people ask in chats, and what they are answered: in the language of the word that they used.
//!
//! `help link me thanks summarise propose remind`, or `aide lier moi merci résumer proposer rappeler`. Answers that are
//! about somebody go to that person alone. `texts` has the words, `votes` what waits for somebody.

mod kept;
mod texts;
mod votes;

use alloy::primitives::keccak256;
use palabre_contracts::{MemberId, Roles};
use palabre_indexer::store::MemberStatus;

pub(super) use self::kept::{kept, read};
use self::texts::{Lines, Points, Say};
use super::{
    AskedBy, Begun, Connection, Place, Tools,
    store::{database, links, tasks::Task},
    work::Harvest,
};
use crate::{
    activity::{Activity, ActivityKind, Other, Part, ReviewState},
    connectors::{Command, Destination, Key, Outbound, Trouble, command::Verb},
    drafts::DraftText,
    error::ApiError,
    relay::actions::House,
};

/// Nobody waits for an answer after so many seconds.
const TOO_LATE: u64 = 3_600;
/// A single-use address is good for half an hour; it is not used any more shortly before.
const REPLY: u64 = 1_500;
/// Commands of one account in a minute that are answered.
const PER_MINUTE: u64 = 20;
/// Longest title of a proposal.
const MAX_TITLE: usize = 120;

/// Somebody who asked, and what is known about them.
struct Asked<'a> {
    tools: &'a Tools,
    connection: &'a Connection,
    command: &'a Command,
    task: &'a Task,
    say: Say,
    member: Option<MemberId>,
}

/// Carries a command out. What cannot be done is told to whoever asked; what may work later is an error.
pub(super) async fn carry_out(
    tools: &Tools,
    connection: &Connection,
    command: &Command,
    task: &Task,
) -> Result<(), ApiError> {
    let now = tools.0.clock.now();
    let late = command.asked_at.saturating_add(TOO_LATE) < now;
    // Thanks count whenever they are read; for anything else it is too late.
    if late && command.words.verb != Verb::Thanks {
        return Ok(());
    }
    if tools.asked_lately(&connection.name, &command.account, now) > PER_MINUTE {
        tools.count(&connection.name, "commands_too_many");
        return Ok(());
    }
    let member = links::owner(tools.pool(), &connection.name, &command.account).await?;
    let say = Say(command.words.tongue.unwrap_or(connection.tongue));
    let asked = Asked { tools, connection, command, task, say, member };
    tools.count(&connection.name, "commands");
    let answer = match command.words.verb {
        Verb::Help => Ok(asked.help()),
        Verb::Link => asked.link().await,
        Verb::Me => asked.me().await,
        Verb::Thanks => asked.thanks().await,
        Verb::Summarise => asked.summarise().await,
        Verb::Propose => asked.propose().await,
        Verb::Remind => asked.remind().await,
    };
    let answer = match answer {
        Ok(text) => text,
        Err(error @ (ApiError::Unavailable { .. } | ApiError::Internal(_) | ApiError::Timeout)) => return Err(error),
        Err(refused) => asked.say.refused(&refused),
    };
    if late || answer.is_empty() {
        return Ok(());
    }
    asked.answer(answer, "").await
}

impl Tools {
    /// Commands of an account in the last minute.
    fn asked_lately(&self, source: &str, account: &str, now: u64) -> u64 {
        let mut asked = self.0.asked_by.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if asked.since + 60 <= now {
            *asked = AskedBy { since: now, ..AskedBy::default() };
        }
        let count = asked.counts.entry((source.to_owned(), account.to_owned())).or_default();
        *count += 1;
        *count
    }
}

impl Asked<'_> {
    fn page(&self, rest: &str) -> String {
        format!("{}/c/{}{rest}", self.tools.0.public_url, self.connection.community)
    }

    /// Tells something to whoever asked, and to nobody else.
    async fn answer(&self, text: String, suffix: &str) -> Result<(), ApiError> {
        let now = self.tools.0.clock.now();
        let fresh = self.command.asked_at.saturating_add(REPLY) >= now;
        let aside =
            || Destination::Aside { channel: self.command.channel.clone(), account: self.command.account.clone() };
        let to = self.command.reply_to.clone().filter(|_| fresh).map_or_else(aside, Destination::Reply);
        self.tell(to, text, suffix).await
    }

    async fn tell(&self, to: Destination, text: String, suffix: &str) -> Result<(), ApiError> {
        // Ids of commands may be longer than what tools take as keys.
        let id = keccak256([self.connection.name.as_str(), ":", &self.command.external_id, suffix].concat());
        let key = Key { id: alloy::primitives::hex::encode(&id[..16]), tried_at: self.task.tried_at };
        self.tools.hands().tell(self.connection, &Outbound { to, text }, &key).await
    }

    fn help(&self) -> String {
        self.say.help(&self.connection.prefix, self.command.words.unknown.as_deref(), &self.page(""))
    }

    async fn link(&self) -> Result<String, ApiError> {
        let url = self.tools.give_link(self.connection, &self.command.account).await?;
        Ok(self.say.link(&url, self.member.map(MemberId::get)))
    }

    async fn me(&self) -> Result<String, ApiError> {
        let Some(member) = self.member else {
            return Ok(self.say.unlinked(&self.connection.prefix));
        };
        let (slug, store) = (&self.connection.community, &self.tools.0.store);
        let Some(found) = store.member(slug, member).await? else {
            return Ok(self.say.unlinked(&self.connection.prefix));
        };
        let epochs = store.member_epochs(slug, member).await?;
        let last = epochs.last().map(|epoch| Points {
            epoch: epoch.epoch,
            counted: epoch.counted.iter().map(|points| u64::from(*points)).sum(),
            items: epoch.items,
        });
        let votes = votes::waiting(self.tools, slug, Some(&found)).await?;
        let lines = Lines {
            member: member.get(),
            left: found.status != MemberStatus::Active,
            roles: found.roles.names(),
            last,
            page: self.page(&format!("/members/{}", member.get())),
            votes: &votes,
        };
        Ok(self.say.me(&lines))
    }

    /// Somebody thanks somebody for something: an activity like any other, with the giver as its actor.
    async fn thanks(&self) -> Result<String, ApiError> {
        let command = self.command;
        if command.mentions.is_empty() {
            return Ok(self.say.whom(&self.connection.prefix));
        }
        let reason = reason(&command.words.rest);
        if reason == 0 {
            return Ok(self.say.what_for(&self.connection.prefix));
        }
        let mut receivers = Vec::new();
        for mention in &command.mentions {
            match self.connection.connector.account(mention).await {
                Ok(account) if account != command.account => receivers.push(account),
                Ok(_) => {}
                Err(trouble @ (Trouble::Later { .. } | Trouble::Broken { .. })) => {
                    return Err(super::hands::from_tool(trouble));
                }
                Err(_) => return Ok(self.say.unknown_account(mention)),
            }
        }
        receivers.sort();
        receivers.dedup();
        if receivers.is_empty() {
            return Ok(self.say.not_oneself());
        }
        let count = receivers.len();
        let act = thanks(&self.connection.name, command, receivers, reason, self.tools.0.clock.now());
        self.tools.report(self.connection, vec![act]).await?;
        Ok(self.say.thanked(count))
    }

    async fn summarise(&self) -> Result<String, ApiError> {
        if !self.holds(Roles::DOCUMENTALIST).await? && !self.holds(Roles::ORGANIZER).await? {
            return Ok(self.say.for_documentalists(&self.connection.prefix));
        }
        let slug = &self.connection.community;
        let (place, asked_by) = (self.place(), Some(self.command.account.as_str()));
        let url = self.tools.hands().summarise(slug, &place, &self.command.words.rest, asked_by).await?;
        Ok(self.say.summarised(&url))
    }

    async fn propose(&self) -> Result<String, ApiError> {
        let (title, body) = title(&self.command.words.rest);
        if title.is_empty() {
            return Ok(self.say.propose_what(&self.connection.prefix));
        }
        let author = self.command.account_name.clone();
        let text = DraftText {
            author: author.map(|name| crate::connectors::text::shorten(&name, 30)).unwrap_or_default(),
            house: House::Members,
            description: format!("# {title}\n\n{body}").trim_end().to_owned(),
            discussion: String::new(),
            template: None,
            calls: None,
        };
        let slug = &self.connection.community;
        let Begun { url, edit_key } = self.tools.hands().propose(slug, &self.place(), &text).await?;
        Ok(self.say.proposed(&url, edit_key.as_deref()))
    }

    /// What is voted on: for a linked member what waits for them, for anybody else everything. Who animates the
    /// community may remind the whole channel.
    async fn remind(&self) -> Result<String, ApiError> {
        let (slug, store) = (&self.connection.community, &self.tools.0.store);
        let everybody = ["all", "channel", "here", "tous", "toutes", "canal", "ici"];
        let word = self.command.words.rest.trim().to_lowercase();
        if everybody.contains(&word.as_str()) {
            if !self.holds(Roles::MODERATOR).await? && !self.holds(Roles::ORGANIZER).await? {
                return Ok(self.say.for_moderators());
            }
            let votes = votes::waiting(self.tools, slug, None).await?;
            if votes.is_empty() {
                return Ok(self.say.no_votes());
            }
            let to = self.place_of_answer();
            self.tell(to, self.say.votes(&votes), ":all").await?;
            return Ok(String::new());
        }
        let member = match self.member {
            Some(member) => store.member(slug, member).await?,
            None => None,
        };
        let votes = votes::waiting(self.tools, slug, member.as_ref()).await?;
        Ok(if votes.is_empty() { self.say.no_votes() } else { self.say.votes(&votes) })
    }

    fn place(&self) -> Place {
        Place {
            source: self.connection.name.clone(),
            channel: self.command.channel.clone(),
            thread: self.command.thread.clone(),
            tongue: self.say.0,
        }
    }

    fn place_of_answer(&self) -> Destination {
        let channel = self.command.channel.clone();
        match self.command.thread.clone() {
            Some(thread) => Destination::Thread { channel, thread },
            None => Destination::Channel(channel),
        }
    }

    /// Whether whoever asks has a role now: nothing during a suspension.
    async fn holds(&self, role: Roles) -> Result<bool, ApiError> {
        let Some(member) = self.member else { return Ok(false) };
        let found = self.tools.0.store.member(&self.connection.community, member).await?;
        let now = self.tools.0.clock.now();
        Ok(found.is_some_and(|member| {
            let suspended = member.suspended_until.is_some_and(|end| end > now);
            member.status == MemberStatus::Active && !suspended && member.roles.holds(role)
        }))
    }
}

impl Tools {
    /// Keeps activities that the service itself saw in a tool.
    pub async fn report(&self, connection: &Connection, acts: Vec<Activity>) -> Result<(), ApiError> {
        let harvest = Harvest { activities: acts, ..Harvest::default() };
        let keep = async {
            let mut transaction = self.pool().begin().await?;
            let changed = self.keep(&mut transaction, connection, &harvest, self.0.clock.now()).await?;
            transaction.commit().await?;
            Ok(changed)
        };
        let kept: sqlx::Result<bool> = keep.await;
        self.tell_kept(kept.map_err(database)?);
        Ok(())
    }
}

/// Letters of a reason, without the accounts that are named in it.
fn reason(rest: &str) -> i64 {
    let words = rest.split_whitespace().filter(|word| !word.starts_with(['@', '<']));
    words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).count() as i64).sum()
}

/// First line and the rest.
fn title(rest: &str) -> (String, String) {
    let (first, below) = rest.trim().split_once('\n').unwrap_or((rest.trim(), ""));
    let first = first.trim().trim_start_matches('#').trim();
    let title = crate::connectors::text::shorten(first, MAX_TITLE);
    let body = if title == first { below.trim().to_owned() } else { rest.trim().to_owned() };
    (title, body)
}

/// What is thanked for is the thread, where there is one: many thanks for one act count once.
fn thanks(source: &str, command: &Command, receivers: Vec<String>, reason: i64, now: u64) -> Activity {
    let id = format!("thanks:{}", command.external_id);
    let hashed = serde_json::json!([source, command.external_id, command.account, receivers]).to_string();
    Activity {
        source: source.to_owned(),
        kind: ActivityKind::Thanks,
        object: command.thread.clone().unwrap_or_else(|| id.clone()),
        external_id: id,
        parent: Some(command.channel.clone()),
        actor: Some(command.account.clone()),
        actor_name: command.account_name.clone(),
        others: receivers.into_iter().map(|account| Other::new(account, Part::Subject)).collect(),
        occurred_at: command.asked_at,
        received_at: now.max(command.asked_at),
        size: reason,
        review_state: ReviewState::Unreviewed,
        supersedes: None,
        raw_hash: keccak256(hashed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_more_than_a_name() {
        assert_eq!(reason("@bob"), 0);
        assert_eq!(reason("<@U2> !!"), 0);
        assert_eq!(reason("@bob pour l'aide"), 9);
    }

    #[test]
    fn the_first_line_is_the_title_and_nothing_is_lost() {
        assert_eq!(title("# Buy a press\n\nBecause."), ("Buy a press".to_owned(), "Because.".to_owned()));
        assert_eq!(title(" Buy a press "), ("Buy a press".to_owned(), String::new()));
        let long = "x".repeat(200);
        let (short, body) = title(&long);
        assert!(short.ends_with('…') && body == long);
        assert_eq!(title("  ").0, "");
    }
}
