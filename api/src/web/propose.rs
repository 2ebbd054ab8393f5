//! `/c/{community}/propose`: first the kind of proposal, then its form, filled with what is in force.

use askama::Template;
use axum::response::Html;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    acts::Act,
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, extract::Query, rules, scope::Scope},
};

/// The forms and the house that decides about each.
const KINDS: [(&str, &str); 13] = [
    ("text", "members"),
    ("share_rules", "contributors"),
    ("rules", "contributors"),
    ("house", "members"),
    ("charter", "members"),
    ("spend", "contributors"),
    ("token", "contributors"),
    ("admission", "members"),
    ("admit", "members"),
    ("remove_vote", "members"),
    ("expel", "members"),
    ("lift_suspension", "members"),
    ("roles", "members"),
];

const SETTINGS: [&str; 5] = ["voting_delay", "voting_period", "proposal_threshold", "quorum", "execution_delay"];
const ADMISSIONS: [&str; 3] = ["open", "invitation", "approval"];

#[derive(Template)]
#[template(path = "propose.html")]
struct Propose {
    t: Texts,
    frame: Frame,
    path: String,
    act: Act,
    drafts: String,
    kinds: Vec<&'static str>,
    kind: Option<&'static str>,
    house: &'static str,
    body: String,
    fields: Vec<Field>,
}

/// One field of a form.
struct Field {
    name: String,
    label: String,
    input: Input,
}

/// How a field is filled in.
enum Input {
    Number { value: String, most: u64 },
    Text { value: String },
    Choice { options: Vec<(&'static str, String)> },
    Checks { options: Vec<(String, String)> },
    Flag { on: bool },
}

/// Which kind.
#[derive(Deserialize)]
pub(super) struct Chosen {
    kind: Option<String>,
}

pub(super) async fn show(visit: Visit, scope: Scope, Query(chosen): Query<Chosen>) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let community = Community::load(&scope).await?;
    let known = KINDS.into_iter().find(|(kind, _)| Some(*kind) == chosen.kind.as_deref());
    let kind = known.map(|(kind, _)| kind);
    let fields = match kind {
        Some(kind) => fields(t, &scope, kind).await?,
        None => Vec::new(),
    };
    let base = format!("/c/{}", community.slug);
    page(&Propose {
        t,
        frame: visit.frame(t.get("propose.title").to_owned(), &community),
        path: format!("{base}/propose"),
        act: Act::new(&visit, &scope, format!("{base}/proposals")),
        drafts: format!("/api/v1/communities/{}/drafts", community.slug),
        kinds: KINDS.map(|(kind, _)| kind).to_vec(),
        kind,
        house: known.map_or("members", |(_, house)| house),
        body: json!({ "template": { "kind": kind } }).to_string(),
        fields,
    })
}

async fn fields(t: Texts, scope: &Scope, kind: &str) -> Result<Vec<Field>, ApiError> {
    Ok(match kind {
        "share_rules" => {
            let row = scope.store.share_rules_at(scope.slug(), scope.epoch() + 1).await?;
            share_rules(t, &now_in_force(row.map(rules::ShareRules::from))?)
        }
        "rules" => {
            let row = scope.store.ledger_rules_at(scope.slug(), scope.epoch() + 1).await?;
            ledger_rules(t, &now_in_force(row.map(rules::Rules::from))?)
        }
        "house" => vec![
            choice(t, "setting", SETTINGS.map(|word| (word, t.word("setting", word)))),
            amount(t, "value", "", u64::from(u32::MAX)),
        ],
        "charter" => vec![text(t, "uri", ""), text(t, "hash", "")],
        "spend" => vec![text(t, "to", ""), text(t, "amount", ""), text(t, "token", &zero(20))],
        "token" => vec![text(t, "token", ""), flag(t, "allowed", true)],
        "admission" => vec![choice(t, "admission", ADMISSIONS.map(|word| (word, t.word("admission", word))))],
        "roles" => vec![member(t), checks_of_roles(t)],
        "admit" | "remove_vote" | "expel" | "lift_suspension" => vec![member(t)],
        _ => Vec::new(),
    })
}

/// The wire form of rules, whose names are those of the form.
fn now_in_force(rules: Option<impl serde::Serialize>) -> Result<Value, ApiError> {
    serde_json::to_value(rules).map_err(ApiError::internal)
}

fn share_rules(t: Texts, now: &Value) -> Vec<Field> {
    let plain = ["reserve_bps", "equal_bps", "member_cap_bps"].map(|name| amount(t, name, &shown(&now[name]), 10_000));
    let target = amount(t, "activity_target", &shown(&now["activity_target"]), u64::from(u32::MAX));
    let bps = per_lane(t, "lane_bps", now, 10_000);
    let floor = per_lane(t, "lane_floor", now, u64::from(u32::MAX));
    plain.into_iter().chain(bps).chain(floor).chain([target]).collect()
}

fn ledger_rules(t: Texts, now: &Value) -> Vec<Field> {
    let most = u64::from(u32::MAX);
    let lanes = [("quorum", 255), ("cap", most), ("budget_floor", most)]
        .into_iter()
        .flat_map(|(name, most)| per_lane(t, name, now, most));
    let plain = [("budget_bps", 10_000), ("attester_budget", most), ("active_at", most)]
        .into_iter()
        .map(|(name, most)| amount(t, name, &shown(&now[name]), most));
    let sets = ["vote_lanes", "activity_lanes"].map(|name| lanes_of(t, name, &now[name]));
    let counts_all = flag(t, "activity_counts_all", now["activity_counts_all"] == true);
    let hash = now["policy_hash"].as_str().unwrap_or_default();
    lanes.chain(plain).chain(sets).chain([counts_all, text(t, "policy_hash", hash)]).collect()
}

fn shown(value: &Value) -> String {
    value.as_u64().map(|number| number.to_string()).unwrap_or_default()
}

fn label(t: Texts, name: &str) -> String {
    t.word("field", name)
}

fn amount(t: Texts, name: &str, value: &str, most: u64) -> Field {
    let input = Input::Number { value: value.to_owned(), most };
    Field { name: format!("template.{name}"), label: label(t, name), input }
}

fn per_lane(t: Texts, name: &str, now: &Value, most: u64) -> Vec<Field> {
    let lane = |lane: usize| Field {
        name: format!("template.{name}[]"),
        label: t.with2("propose.lane", label(t, name), lane),
        input: Input::Number { value: shown(&now[name][lane]), most },
    };
    (0..8).map(lane).collect()
}

/// Lanes as numbers; a box that is not checked is not in the list.
fn lanes_of(t: Texts, name: &str, now: &Value) -> Field {
    let lanes = now.as_array().cloned().unwrap_or_default();
    let option = |lane: u64| {
        let checked = if lanes.contains(&json!(lane)) { "checked" } else { "" };
        (lane.to_string(), checked.to_owned())
    };
    Field {
        name: format!("template.{name}[]"),
        label: label(t, name),
        input: Input::Checks { options: (0..8).map(option).collect() },
    }
}

fn checks_of_roles(t: Texts) -> Field {
    let named = ["organizer", "moderator", "documentalist", "guardian"].map(str::to_owned);
    let all = named.into_iter().chain((0..8).map(|lane| format!("reviewer:{lane}")));
    let options = all.map(|role| (role, String::new())).collect();
    Field { name: "template.roles[]".to_owned(), label: label(t, "roles"), input: Input::Checks { options } }
}

fn text(t: Texts, name: &str, value: &str) -> Field {
    Field { name: format!("template.{name}"), label: label(t, name), input: Input::Text { value: value.to_owned() } }
}

fn flag(t: Texts, name: &str, on: bool) -> Field {
    Field { name: format!("template.{name}"), label: label(t, name), input: Input::Flag { on } }
}

fn choice<const N: usize>(t: Texts, name: &str, options: [(&'static str, String); N]) -> Field {
    let input = Input::Choice { options: options.into() };
    Field { name: format!("template.{name}"), label: label(t, name), input }
}

fn member(t: Texts) -> Field {
    amount(t, "member_id", "", 1 << 39)
}

fn zero(bytes: usize) -> String {
    format!("0x{}", "00".repeat(bytes))
}

impl Propose {
    fn decides(&self, house: &str) -> bool {
        self.house == house
    }

    fn chosen(&self, kind: &str) -> bool {
        self.kind == Some(kind)
    }

    /// A role of a list in words; lanes are numbers.
    fn check_label(&self, value: &str) -> String {
        match value.parse::<u8>() {
            Ok(_) => value.to_owned(),
            Err(_) => self.t.roles(&[value.to_owned()]),
        }
    }
}
