//! Opening polls and answering them: prepare writes what is signed, submit takes it back and believes nothing of it.

use alloy::{
    primitives::{Address, B256, Bytes},
    sol_types::SolStruct,
};
use palabre_contracts::{
    Community, MemberId,
    typed_data::{self, OpenPoll, PollBallot},
};
use palabre_indexer::store::{Member, MemberStatus};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

use super::{
    Polls, electorate,
    error::{PollError, unknown_poll},
    kind::Kind,
    sentence,
    store::{Ballot, NewPoll, Poll},
    tally::Counted,
    terms::{PollForm, Terms},
};
use crate::relay::{Prepared, RelayError, Sentence, check, error::Refusal, prepared::Draft};

/// Seconds between preparing a poll and submitting it.
const TO_SIGN: u64 = 3_600;
/// Polls of one member that may be open at a time.
const OPEN_AT_ONCE: u64 = 3;
/// How often a member may change an answer.
const REVISIONS: u64 = 100;

/// Somebody wants to answer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// One number for each option, in the poll's order; one alone for consent.
    pub values: Vec<u32>,
    /// Why; public. An objection needs one. At most 2,000 bytes.
    #[serde(default)]
    pub reason: String,
}

/// A signed poll.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPollSubmission {
    /// What was signed.
    #[schema(value_type = Object)]
    pub message: OpenPoll,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

/// A signed answer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSubmission {
    /// What was signed.
    #[schema(value_type = Object)]
    pub message: PollBallot,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

impl Polls {
    /// Writes what the author of a poll signs.
    pub async fn prepare_open(&self, community: &Community, form: PollForm) -> Result<Prepared, PollError> {
        let now = self.now(&community.slug).await?;
        Terms::duration(form.duration)?;
        self.author(community, form.wallet, now).await?;
        let terms = Terms::from_form(form, self.relay.random(), now, now + TO_SIGN)?;
        let signed = terms.signed();
        let sentence = sentence::opening(&community.name, signed);
        let path = format!("/api/v1/communities/{}/polls/submit", community.slug);
        prepared(community, "open_poll", signed, signed.author, sentence, Some(signed.deadline), path)
    }

    /// Takes the signature of a poll's author: fixes the electorate and opens the poll. Answers its number and
    /// whether it is new.
    pub async fn submit_open(
        &self,
        community: &Community,
        given: OpenPollSubmission,
    ) -> Result<(u64, bool), PollError> {
        let id = digest(community, &given.message);
        if let Some(known) = self.book.by_id(id).await? {
            return Ok((known.number, false));
        }
        let now = self.now(&community.slug).await?;
        check::same_signer(given.signer, given.message.author)?;
        check::deadline(alloy::primitives::U256::from(given.message.deadline), now)?;
        let terms = Terms::check(given.message, now)?;
        self.relay.verify(given.signer, id, &given.signature).await?;
        let author = self.author(community, given.signer, now).await?;
        let (snapshot, electors) = electorate::at_head(&self.store, &community.slug, terms.house()).await?;
        if electors.is_empty() {
            return Err(Refusal::unmet(
                "no_electorate",
                format!("nobody has a vote among the {} yet", terms.house()),
                "Ask the members instead, or wait until somebody has a vote.",
            )
            .into());
        }
        let new = NewPoll {
            community: &community.slug,
            id,
            author_id: author.member_id,
            terms: &terms,
            signature: &given.signature,
            opened_at: now,
            snapshot,
            electors: &electors,
        };
        match self.book.open(&new).await? {
            Some(number) => Ok((number, true)),
            None => {
                let known = self.book.by_id(id).await?;
                known.map(|poll| (poll.number, false)).ok_or_else(|| PollError::Damaged("it vanished".to_owned()))
            }
        }
    }

    /// Writes what somebody signs to answer.
    pub async fn prepare_answer(
        &self,
        community: &Community,
        number: u64,
        input: AnswerInput,
    ) -> Result<Prepared, PollError> {
        let poll = self.open_poll(community, number).await?;
        let (member, _) = self.elector(community, &poll, input.wallet).await?;
        let before = self.book.ballot(poll.id, member.get()).await?.map_or(0, |ballot| ballot.revision);
        let ballot = PollBallot {
            poll: poll.id,
            question: poll.terms.signed().question.clone(),
            answer: poll.terms.kind().in_words(&poll.terms.signed().options, &input.values),
            values: input.values,
            reason: input.reason.trim().to_owned(),
            voter: input.wallet,
            snapshot: poll.snapshot.block_hash,
            revision: before + 1,
        };
        answer(&poll, &ballot)?;
        let sentence = sentence::answering(poll.terms.kind(), &ballot);
        let path = format!("/api/v1/communities/{}/polls/{number}/answer/submit", community.slug);
        let deadline = Some(poll.terms.signed().closesAt);
        prepared(community, "answer_poll", &ballot, input.wallet, sentence, deadline, path)
    }

    /// Takes a signed answer in the place of the one before it. The same answer again changes nothing.
    pub async fn submit_answer(
        &self,
        community: &Community,
        number: u64,
        given: AnswerSubmission,
    ) -> Result<Ballot, PollError> {
        let poll = self.open_poll(community, number).await?;
        let ballot = given.message;
        check::same_signer(given.signer, ballot.voter)?;
        answer(&poll, &ballot)?;
        let digest = digest(community, &ballot);
        let (member, weight) = self.elector(community, &poll, ballot.voter).await?;
        let before = self.book.ballot(poll.id, member.get()).await?;
        if let Some(same) = before.as_ref().filter(|before| before.digest == digest) {
            return Ok(same.clone());
        }
        revision(before.map_or(0, |before| before.revision), ballot.revision)?;
        self.relay.verify(ballot.voter, digest, &given.signature).await?;
        let cast = Ballot {
            member_id: member.get(),
            voter: ballot.voter,
            revision: ballot.revision,
            counted: Counted { weight, values: ballot.values },
            reason: ballot.reason,
            digest,
            signature: given.signature,
            cast_at: self.now(&community.slug).await?,
        };
        if self.book.cast(poll.id, &cast).await? { Ok(cast) } else { Err(overtaken().into()) }
    }

    /// A poll that can be answered now.
    async fn open_poll(&self, community: &Community, number: u64) -> Result<Poll, PollError> {
        let poll = self.book.poll(&community.slug, number).await?.ok_or_else(|| unknown_poll(number))?;
        let over = poll.closed.is_some() || self.now(&community.slug).await? >= poll.terms.signed().closesAt;
        if over {
            return Err(Refusal::stale(
                "poll_closed",
                "this poll is closed",
                "Look at its result; a new poll can ask again.",
            )
            .into());
        }
        Ok(poll)
    }

    /// The member behind a wallet, who may open a poll now.
    async fn author(&self, community: &Community, wallet: Address, now: u64) -> Result<Member, PollError> {
        let member = self.member(community, wallet).await?;
        if member.status != MemberStatus::Active || member.suspended_until.is_some_and(|until| until > now) {
            return Err(Refusal::unmet(
                "may_not_ask",
                "somebody who is suspended or no longer a member cannot open polls",
                "Ask another member to open it.",
            )
            .into());
        }
        let open = self.book.open_of(&community.slug, member.member_id, now).await?;
        if open >= OPEN_AT_ONCE {
            let detail = format!("this member has {open} open polls, {OPEN_AT_ONCE} at a time are allowed");
            return Err(Refusal::too_many(detail, 3_600).into());
        }
        Ok(member)
    }

    /// The member behind a wallet with the weight in a poll.
    async fn elector(
        &self,
        community: &Community,
        poll: &Poll,
        wallet: Address,
    ) -> Result<(MemberId, alloy::primitives::U256), PollError> {
        let member = self.member(community, wallet).await?.member_id;
        let weight = self.book.weight_of(poll.id, member).await?.ok_or_else(|| {
            Refusal::unmet(
                "no_vote_in_poll",
                format!("member {member} had no vote when this poll was opened"),
                "Votes are fixed when a poll opens; yours counts in the next one, if you have one then.",
            )
        })?;
        Ok((member, weight))
    }

    async fn member(&self, community: &Community, wallet: Address) -> Result<Member, PollError> {
        let member = self.store.member_by_wallet(&community.slug, wallet).await?;
        Ok(member.ok_or_else(|| {
            Refusal::unmet(
                "not_member",
                format!("{wallet} is the wallet of no member"),
                "Join first, or use your wallet.",
            )
        })?)
    }
}

/// A ballot that says the same in words and numbers, about this poll.
fn answer(poll: &Poll, ballot: &PollBallot) -> Result<(), Refusal> {
    let (terms, signed) = (&poll.terms, poll.terms.signed());
    check::reason(&ballot.reason)?;
    terms.kind().check(signed.options.len(), signed.scale, &ballot.values)?;
    let about = ballot.poll == poll.id
        && ballot.question == signed.question
        && ballot.snapshot == poll.snapshot.block_hash
        && ballot.answer == terms.kind().in_words(&signed.options, &ballot.values);
    if !about {
        return Err(Refusal::unmet(
            "other_poll",
            "the message is not about this poll, or its words and numbers differ",
            "Ask for new data to sign.",
        ));
    }
    let objects = terms.kind() == Kind::Consent && ballot.values == [2];
    if objects && ballot.reason.trim().is_empty() {
        return Err(Refusal::malformed("an objection needs a reason", "Say what has to change for you to consent."));
    }
    Ok(())
}

fn revision(before: u64, signed: u64) -> Result<(), Refusal> {
    if signed > REVISIONS {
        return Err(Refusal::too_many(format!("an answer can be changed {REVISIONS} times"), 86_400));
    }
    if signed == before + 1 { Ok(()) } else { Err(overtaken()) }
}

fn overtaken() -> Refusal {
    Refusal::stale(
        "answer_overtaken",
        "another answer of the same member came in between, or the poll has just closed",
        "Look at the poll, then ask for new data to sign.",
    )
}

fn digest<T: SolStruct>(community: &Community, message: &T) -> B256 {
    typed_data::digest(message, &community.domain(community.contracts.registry))
}

fn prepared<T: SolStruct + Serialize + DeserializeOwned>(
    community: &Community,
    kind: &'static str,
    typed: &T,
    wallet: Address,
    sentence: Sentence,
    deadline: Option<u64>,
    submit: String,
) -> Result<Prepared, PollError> {
    let domain = community.domain(community.contracts.registry);
    let draft = Draft { community, kind, path: String::new(), typed, domain, sentence, deadline };
    let mut prepared = draft
        .finish(wallet, typed, serde_json::Value::Null)
        .map_err(|error| PollError::Relay(RelayError::Database(sqlx::Error::Encode(error.into()))))?;
    prepared.submit.path = submit;
    Ok(prepared)
}
