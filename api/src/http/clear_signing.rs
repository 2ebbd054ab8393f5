//! What wallets need to show in words what they are asked to sign (ERC-7730): one descriptor for each contract of a
//! community, written from the types that are signed.

use std::borrow::Cow;

use alloy::{
    primitives::Address,
    sol_types::{Eip712Domain, SolStruct},
};
use axum::{Json as Body, extract::State};
use palabre_contracts::{
    Community, Electorate,
    papers::{
        AnswerApplication, ApproveRecovery, CancelRecovery, ChallengeBatch, ChallengeItem, DebitItem, DecideChallenge,
        RequestRecovery, RevokeInvitation, Rotate, SetUnpaid, SubmitApplication, Suspend, Wake, WithdrawApplication,
    },
    typed_data::{
        AcceptCharter, ApproveBatch, Ballot, Claim, Delegation, ExtendedBallot, Invitation, Leave, OpenPoll,
        PollBallot, Propose,
    },
};
use serde_json::{Map, Value, json};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{extract::Path, scope::InCommunity};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

const SCHEMA: &str = "https://eips.ethereum.org/assets/eip-7730/erc7730-v1.schema.json";
/// What is signed only so that a signature works once: nobody can judge it.
const UNSEEN: [&str; 4] = ["nonce", "fromNonce", "toNonce", "params"];

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_clear_signing))
}

/// How one field is shown.
#[derive(Clone, Copy, Debug)]
struct Field(&'static str, &'static str, Format);

/// How a value is shown.
#[derive(Clone, Copy, Debug)]
enum Format {
    Raw,
    Address,
    Date,
    Choice(&'static str),
}

/// How a message is shown.
struct Screen {
    kind: Cow<'static, str>,
    intent: &'static str,
    fields: &'static [Field],
}

fn screen<T: SolStruct>(intent: &'static str, fields: &'static [Field]) -> Screen {
    Screen { kind: T::eip712_encode_type(), intent, fields }
}

use Format::{Address as Wallet, Choice, Date, Raw};

const UNTIL: Field = Field("deadline", "Signature valid until", Date);
const MEMBER: Field = Field("memberId", "Member", Raw);

fn membership() -> Vec<Screen> {
    vec![
        screen::<AcceptCharter>(
            "Accept the charter",
            &[
                Field("wallet", "As", Wallet),
                Field("charterVersion", "Version", Raw),
                Field("charterHash", "Hash of its text", Raw),
                UNTIL,
            ],
        ),
        screen::<Leave>("Leave the community", &[Field("wallet", "As", Wallet), UNTIL]),
        screen::<Invitation>(
            "Invite people",
            &[
                Field("issuer", "Invited by member", Raw),
                Field("uses", "How many people", Raw),
                Field("validFrom", "From", Date),
                Field("validUntil", "Until", Date),
                Field("salt", "Number of the invitation", Raw),
            ],
        ),
        screen::<RevokeInvitation>(
            "Void an invitation",
            &[Field("wallet", "As", Wallet), Field("invitation", "Invitation", Raw), UNTIL],
        ),
        delegation(),
    ]
}

fn delegation() -> Screen {
    screen::<Delegation>(
        "Lend your votes",
        &[Field("delegatee", "To", Wallet), Field("expiry", "Signature valid until", Date)],
    )
}

fn house() -> Vec<Screen> {
    const CHOICE: Field = Field("support", "Vote", Choice("support"));
    vec![
        screen::<Propose>(
            "Make a proposal",
            &[
                Field("proposer", "As", Wallet),
                Field("description", "Text", Raw),
                Field("targets.[]", "Contracts it calls", Wallet),
                Field("values.[]", "Wei it sends", Raw),
                Field("calldatas.[]", "What it tells them", Raw),
                UNTIL,
            ],
        ),
        screen::<Ballot>("Vote", &[Field("proposalId", "On proposal", Raw), CHOICE, Field("voter", "As", Wallet)]),
        screen::<ExtendedBallot>(
            "Vote",
            &[
                Field("proposalId", "On proposal", Raw),
                CHOICE,
                Field("reason", "Because", Raw),
                Field("voter", "As", Wallet),
            ],
        ),
    ]
}

fn safeguards() -> Vec<Screen> {
    const AS: Field = Field("wallet", "As", Wallet);
    vec![
        screen::<SubmitApplication>(
            "Apply for membership",
            &[
                AS,
                Field("charterVersion", "Accepting the charter, version", Raw),
                Field("charterHash", "Hash of its text", Raw),
                Field("application", "Hash of the application", Raw),
                UNTIL,
            ],
        ),
        screen::<WithdrawApplication>(
            "Take an application back",
            &[AS, Field("application", "Hash of the application", Raw), UNTIL],
        ),
        screen::<AnswerApplication>(
            "Answer an application",
            &[
                AS,
                Field("applicant", "Applicant", Wallet),
                Field("application", "Hash of the application", Raw),
                Field("approved", "Admitted", Choice("yes")),
                UNTIL,
            ],
        ),
        screen::<Suspend>(
            "Suspend a member",
            &[AS, MEMBER, Field("until", "Until", Date), Field("reason", "Hash of the reason", Raw), UNTIL],
        ),
        screen::<Rotate>(
            "Move your membership to another wallet",
            &[Field("from", "From", Wallet), Field("to", "To", Wallet), UNTIL],
        ),
        screen::<RequestRecovery>("Ask for the membership of a lost wallet", &[AS, MEMBER, UNTIL]),
        screen::<ApproveRecovery>(
            "Confirm whose a new wallet is",
            &[AS, MEMBER, Field("to", "New wallet", Wallet), UNTIL],
        ),
        screen::<CancelRecovery>("Stop a recovery", &[AS, MEMBER, UNTIL]),
        screen::<Wake>("Say that you are still here", &[AS, UNTIL]),
        screen::<SetUnpaid>("Choose about your money", &[AS, Field("unpaid", "Renounce it", Choice("yes")), UNTIL]),
    ]
}

fn challenges() -> Vec<Screen> {
    const AS: Field = Field("wallet", "As", Wallet);
    const BATCH: Field = Field("batchId", "Batch", Raw);
    const INDEX: Field = Field("index", "Place in the batch, from 0", Raw);
    const REASON: Field = Field("reason", "Hash of the reason", Raw);
    vec![
        screen::<ChallengeItem>("Challenge a contribution", &[AS, BATCH, INDEX, REASON, UNTIL]),
        screen::<ChallengeBatch>("Challenge a batch", &[AS, BATCH, REASON, UNTIL]),
        screen::<DecideChallenge>(
            "Decide a challenge",
            &[AS, Field("challengeId", "Challenge", Raw), Field("uphold", "Uphold", Choice("yes")), UNTIL],
        ),
        screen::<DebitItem>("Debit a contribution", &[AS, BATCH, INDEX, REASON, UNTIL]),
    ]
}

fn contributions() -> Vec<Screen> {
    vec![screen::<ApproveBatch>(
        "Confirm contributions",
        &[
            Field("epoch", "Epoch", Raw),
            Field("source", "Source", Raw),
            Field("rulesVersion", "By rules, version", Raw),
            Field("evidenceRoot", "Root of the evidence", Raw),
            Field("items", "Contributions", Raw),
            UNTIL,
        ],
    )]
}

fn distribution() -> Vec<Screen> {
    vec![screen::<Claim>(
        "Ask for your share",
        &[
            Field("wallet", "Paid to", Wallet),
            MEMBER,
            Field("token", "Token", Wallet),
            Field("epoch", "Epoch", Raw),
            UNTIL,
        ],
    )]
}

/// Polls are signed for the registry, which anchors their results.
fn polls() -> Vec<Screen> {
    vec![
        screen::<OpenPoll>(
            "Open a poll",
            &[
                Field("author", "As", Wallet),
                Field("question", "Question", Raw),
                Field("details", "Details", Raw),
                Field("discussion", "Discussed at", Raw),
                Field("options.[]", "Option", Raw),
                Field("kind", "Counted by", Raw),
                Field("electorate", "House", Raw),
                Field("scale", "Highest score, or number of dots", Raw),
                Field("quorumBps", "Quorum in parts of 10,000", Raw),
                Field("blockingObjections", "Objections that block", Raw),
                Field("closesAt", "Closes", Date),
                Field("salt", "Number of the poll", Raw),
                UNTIL,
            ],
        ),
        screen::<PollBallot>(
            "Answer a poll",
            &[
                Field("question", "Question", Raw),
                Field("answer.[]", "Answer", Raw),
                Field("values.[]", "Counted as", Raw),
                Field("reason", "Because", Raw),
                Field("voter", "As", Wallet),
                Field("poll", "Poll", Raw),
                Field("snapshot", "Members as of block", Raw),
                Field("revision", "Replaces answers before number", Raw),
            ],
        ),
    ]
}

/// Contracts for which something is signed.
const CONTRACTS: [&str; 9] = [
    "membership",
    "reputation",
    "members_house",
    "contributors_house",
    "safeguards",
    "challenges",
    "contributions",
    "distribution",
    "registry",
];

/// The descriptor of one of [`CONTRACTS`] of a community.
fn descriptor(community: &Community, contract: &str) -> Option<Value> {
    let at = &community.contracts;
    let (address, domain, screens) = match contract {
        "membership" => (at.membership, community.domain(at.membership), membership()),
        "reputation" => (at.reputation, community.domain(at.reputation), vec![delegation()]),
        "members_house" => (at.members_house, community.house_domain(Electorate::Members), house()),
        "contributors_house" => (at.contributors_house, community.house_domain(Electorate::Contributors), house()),
        "safeguards" => (at.safeguards, community.domain(at.safeguards), safeguards()),
        "challenges" => (at.challenges, community.domain(at.challenges), challenges()),
        "contributions" => (at.contributions, community.domain(at.contributions), contributions()),
        "distribution" => (at.distribution, community.domain(at.distribution), distribution()),
        "registry" => (at.registry, community.domain(at.registry), polls()),
        _ => return None,
    };
    Some(written(community, address, &domain, &screens))
}

fn written(community: &Community, address: Address, domain: &Eip712Domain, screens: &[Screen]) -> Value {
    let formats: Map<String, Value> = screens.iter().map(|screen| (screen.kind.to_string(), format(screen))).collect();
    json!({
        "$schema": SCHEMA,
        "context": {
            "eip712": {
                "domain": {
                    "name": domain.name, "version": domain.version, "chainId": community.chain_id,
                    "verifyingContract": address,
                },
                "deployments": [{ "chainId": community.chain_id, "address": address }],
                "schemas": screens.iter().map(|screen| schema(&screen.kind)).collect::<Vec<_>>(),
            },
        },
        "metadata": {
            "owner": community.name,
            "info": { "legalName": community.name, "url": "" },
            "enums": {
                "support": { "0": "Against", "1": "For", "2": "Abstain" },
                "yes": { "false": "No", "true": "Yes" },
            },
        },
        "display": { "formats": formats },
    })
}

fn format(screen: &Screen) -> Value {
    let fields = screen.fields.iter().map(|Field(path, label, format)| match format {
        Format::Raw => json!({ "path": path, "label": label, "format": "raw" }),
        Format::Date => json!({ "path": path, "label": label, "format": "date", "params": { "encoding": "timestamp" } }),
        Format::Address => {
            json!({ "path": path, "label": label, "format": "addressName", "params": { "types": ["eoa", "wallet", "contract"] } })
        }
        Format::Choice(name) => {
            let reference = format!("$.metadata.enums.{name}");
            json!({ "path": path, "label": label, "format": "enum", "params": { "$ref": reference } })
        }
    });
    let names = members(&screen.kind).into_iter().map(|(_, name)| name);
    let excluded: Vec<_> = names.filter(|name| UNSEEN.contains(name)).collect();
    json!({ "intent": screen.intent, "fields": fields.collect::<Vec<_>>(), "excluded": excluded })
}

/// The types of a message, as `eth_signTypedData_v4` takes them.
fn schema(kind: &str) -> Value {
    let name = kind.split('(').next().unwrap_or("");
    let part = |(kind, name): (&str, &str)| json!({ "name": name, "type": kind });
    let fields: Vec<_> = members(kind).into_iter().map(part).collect();
    let domain = [("string", "name"), ("string", "version"), ("uint256", "chainId"), ("address", "verifyingContract")];
    let domain: Vec<_> = domain.into_iter().map(part).collect();
    json!({ "primaryType": name, "types": { "EIP712Domain": domain, name: fields } })
}

/// Type and name of each field of `Name(type name,type name)`.
fn members(kind: &str) -> Vec<(&str, &str)> {
    let inside = kind.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or("");
    inside.split(',').filter_map(|member| member.split_once(' ')).collect()
}

/// How wallets show in words what members of this community sign (ERC-7730), for one of its contracts.
#[utoipa::path(get, path = "/communities/{community}/clear-signing/{contract}", tag = "communities", operation_id = "show_clear_signing",
    params(InCommunity, ("contract" = String, Path, description = "`membership`, `reputation`, `members_house`, \
        `contributors_house`, `safeguards`, `challenges`, `contributions`, `distribution` or `registry` (polls)")),
    responses((status = 200, body = Object), Failures))]
async fn show_clear_signing(
    State(state): State<AppState>,
    Path(place): Path<(String, String)>,
) -> Result<Body<Value>, ApiError> {
    let (slug, contract) = place;
    let found = descriptor(state.community(&slug)?, &contract);
    found.map(Body).ok_or_else(|| {
        ApiError::not_found(
            format!("nobody signs anything for {contract:?}"),
            format!("Name one of {}.", CONTRACTS.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::relay::testing;

    #[test]
    fn every_field_that_is_signed_is_shown_or_left_out_on_purpose() {
        for contract in CONTRACTS {
            let descriptor = descriptor(&testing::community(), contract).unwrap();
            for (kind, format) in descriptor["display"]["formats"].as_object().unwrap() {
                let signed: BTreeSet<String> = members(kind).into_iter().map(|(_, name)| name.to_owned()).collect();
                let path = |field: &Value| field["path"].as_str().unwrap().trim_end_matches(".[]").to_owned();
                let shown = format["fields"].as_array().unwrap().iter().map(path);
                let left_out =
                    format["excluded"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
                let told: Vec<String> = shown.chain(left_out).collect();
                assert_eq!(told.iter().cloned().collect::<BTreeSet<_>>(), signed, "{kind}");
                assert_eq!(told.len(), signed.len(), "{kind}: nothing twice");
            }
        }
    }

    #[test]
    fn everything_that_members_sign_has_a_descriptor() {
        let all: Vec<Value> =
            CONTRACTS.iter().map(|contract| descriptor(&testing::community(), contract).unwrap()).collect();
        let described: BTreeSet<String> =
            all.iter().flat_map(|one| one["display"]["formats"].as_object().unwrap().keys().cloned()).collect();
        // What the sources of the contracts name as a type hash, and what the service adds.
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/src");
        for file in ["typed_data.rs", "papers.rs"] {
            let source = std::fs::read_to_string(folder.join(file)).unwrap();
            let structs = source.lines().filter_map(|line| line.strip_prefix("    struct "));
            for name in structs.filter_map(|rest| rest.split(' ').next()) {
                assert!(described.iter().any(|kind| kind.starts_with(&format!("{name}("))), "{name} of {file}");
            }
        }
    }

    #[test]
    fn the_domain_and_types_are_those_that_prepare_answers() {
        let community = testing::community();
        let vote = descriptor(&community, "members_house").unwrap();
        let domain = &vote["context"]["eip712"]["domain"];
        assert_eq!((domain["name"].as_str(), domain["version"].as_str()), (Some("Palabre demo members"), Some("1")));
        let schema = &vote["context"]["eip712"]["schemas"][1];
        let ballot =
            Ballot { proposalId: Default::default(), support: 1, voter: Address::ZERO, nonce: Default::default() };
        let typed = palabre_contracts::typed_data::for_wallet(&ballot, community.house_domain(Electorate::Members));
        let typed = serde_json::to_value(typed).unwrap();
        assert_eq!(schema["primaryType"], typed["primaryType"]);
        assert_eq!(schema["types"]["Ballot"], typed["types"]["Ballot"]);
    }
}
