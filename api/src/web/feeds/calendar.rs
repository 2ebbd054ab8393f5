//! `/c/{community}/calendar.ics`: votes that close, epochs that end, shares that can be claimed no longer.

use std::collections::BTreeSet;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contracts::rules::Phase;

use super::{clean, ical::Text, page_of, title};
use crate::{
    error::ApiError,
    http::{proposals::Proposal, scope::Scope},
    web::{Lang, frame::Visit, texts::Texts},
};

/// Epochs that are not final yet, at most: with short epochs and long disputes there may be many.
const EPOCHS: u32 = 40;

/// A moment that people should not miss.
struct Deadline {
    /// Unique for ever.
    uid: String,
    at: u64,
    summary: String,
    url: String,
    /// Whether to remind a day before.
    reminds: bool,
}

pub(in crate::web) async fn show(visit: Visit, scope: Scope) -> Result<Response, ApiError> {
    let t = visit.t;
    let mut deadlines = votes(t, &visit, &scope).await?;
    deadlines.extend(epochs(t, &visit, &scope));
    deadlines.extend(claims(t, &visit, &scope).await?);
    deadlines.sort_by(|one, other| (one.at, &one.uid).cmp(&(other.at, &other.uid)));
    let kind = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")];
    Ok((kind, calendar(t, &scope, &deadlines)).into_response())
}

fn calendar(t: Texts, scope: &Scope, deadlines: &[Deadline]) -> String {
    let mut text = Text::default();
    text.line("BEGIN", "VCALENDAR");
    text.line("VERSION", "2.0");
    text.line("PRODID", &format!("-//Palabre//{}//{}", env!("CARGO_PKG_VERSION"), t.lang().tag().to_uppercase()));
    text.line("CALSCALE", "GREGORIAN");
    let name = t.with("calendar.title", clean(&scope.community().name));
    text.text("NAME", &name);
    text.text("X-WR-CALNAME", &name);
    text.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    text.line("X-PUBLISHED-TTL", "PT1H");
    for deadline in deadlines {
        event(&mut text, t.lang(), scope, deadline);
    }
    text.line("END", "VCALENDAR");
    text.finish()
}

fn event(text: &mut Text, lang: Lang, scope: &Scope, deadline: &Deadline) {
    text.line("BEGIN", "VEVENT");
    text.line("UID", &deadline.uid);
    text.time("DTSTAMP", scope.block.block_time);
    text.time("DTSTART", deadline.at);
    text.text(&format!("SUMMARY;LANGUAGE={}", lang.tag()), &deadline.summary);
    text.line("URL", &deadline.url);
    // It takes nobody's time.
    text.line("TRANSP", "TRANSPARENT");
    if deadline.reminds {
        text.line("BEGIN", "VALARM");
        text.line("ACTION", "DISPLAY");
        text.line("TRIGGER", "-P1D");
        text.text("DESCRIPTION", &deadline.summary);
        text.line("END", "VALARM");
    }
    text.line("END", "VEVENT");
}

fn uid(scope: &Scope, what: &str) -> String {
    format!("{what}-{}-{:x}@palabre", scope.community().chain_id, scope.community().contracts.membership)
}

async fn votes(t: Texts, visit: &Visit, scope: &Scope) -> Result<Vec<Deadline>, ApiError> {
    let open = Proposal::open(scope).await?;
    Ok(open
        .iter()
        .map(|proposal| Deadline {
            uid: uid(scope, &format!("vote-{}-{}", proposal.house, proposal.id)),
            at: proposal.vote_ends_at.unix,
            summary: t.with("calendar.vote", title(t, proposal)),
            url: page_of(&visit.state.public_url, scope, proposal),
            reminds: true,
        })
        .collect())
}

/// The ends of the phases of every epoch that is not final yet.
fn epochs(t: Texts, visit: &Visit, scope: &Scope) -> Vec<Deadline> {
    let present = scope.epoch();
    let unfinished = (present.saturating_sub(EPOCHS)..=present).filter(|epoch| scope.phase(*epoch) != Phase::Final);
    let mut deadlines = Vec::new();
    for epoch in unfinished {
        let calendar = scope.calendar_of(epoch);
        let end = calendar.end_of(epoch);
        let moments = [
            ("ends", end, t.with("calendar.epoch_ends", epoch)),
            ("grace", end + calendar.grace, t.with("calendar.grace_ends", epoch)),
            ("challenge", end + calendar.grace + calendar.challenge, t.with("calendar.challenge_ends", epoch)),
            ("final", calendar.final_at(epoch), t.with("calendar.final", epoch)),
        ];
        deadlines.extend(moments.into_iter().filter(|(_, at, _)| *at > scope.now).map(|(what, at, summary)| {
            Deadline {
                uid: uid(scope, &format!("epoch-{epoch}-{what}")),
                at,
                summary,
                url: epoch_page(visit, scope, epoch),
                reminds: false,
            }
        }));
    }
    deadlines
}

async fn claims(t: Texts, visit: &Visit, scope: &Scope) -> Result<Vec<Deadline>, ApiError> {
    let pools = scope.store.pools(scope.slug(), None).await?;
    let open: BTreeSet<u32> = pools.iter().filter(|pool| !pool.swept).map(|pool| pool.epoch).collect();
    let deadline = |epoch: u32| Deadline {
        uid: uid(scope, &format!("claims-{epoch}")),
        at: scope.calendar_of(epoch).final_at(epoch) + scope.constants().unclaimed_period,
        summary: t.with("calendar.claims", epoch),
        url: epoch_page(visit, scope, epoch),
        reminds: true,
    };
    Ok(open.into_iter().map(deadline).filter(|deadline| deadline.at > scope.now).collect())
}

fn epoch_page(visit: &Visit, scope: &Scope, epoch: u32) -> String {
    format!("{}/c/{}/epochs/{epoch}", visit.state.public_url, scope.slug())
}
