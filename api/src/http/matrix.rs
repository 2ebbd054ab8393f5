//! Who confirmed whose contributions, as a table: the picture that shows rings and lonely reviewers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contracts::MemberId;
use palabre_indexer::store::{Contribution, ContributionFilter, Order, Page as Rows};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    epochs::OneEpoch,
    extract::{Path, Query},
    format::Format,
    scope::{InCommunity, Scope},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

/// Rows read at a time.
const CHUNK: u32 = 1000;
/// Most columns of a square table: programs that show tables refuse more.
const COLUMNS: usize = 1000;
/// Who confirms what no person confirms.
const SERVICE: &str = "service";

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// How the table looks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Layout {
    /// `square` (the default): a row a confirmer, a column a beneficiary, points in the cells. `cells`: a row a pair, with
    /// points and number of contributions, for large communities.
    #[param(example = "cells", pattern = "^(square|cells)$")]
    layout: Option<String>,
}

/// Points and contributions by confirmer (none for the service) and beneficiary.
type Cells = BTreeMap<(Option<MemberId>, MemberId), (u64, u64)>;

/// Who confirmed whose contributions, in points before caps. Struck contributions count for nothing, and nobody confirms
/// their own: a reviewer who signed a batch with contributions of theirs has no cell there.
#[utoipa::path(get, path = "/communities/{community}/epochs/{epoch}/matrix.csv", tag = "epochs",
    operation_id = "show_matrix", params(InCommunity, OneEpoch, Layout),
    responses((status = 200, body = String, content_type = "text/csv"), Failures))]
async fn show(
    scope: Scope,
    Path(OneEpoch { epoch }): Path<OneEpoch>,
    Query(Layout { layout }): Query<Layout>,
) -> Result<Response, ApiError> {
    let square = match layout.as_deref() {
        None | Some("square") => true,
        Some("cells") => false,
        Some(other) => {
            return Err(ApiError::invalid(format!("{other:?} is no layout"), "Choose `square` or `cells`."));
        }
    };
    let cells = cells(&scope, epoch).await?;
    let text = if square { square_table(&cells)? } else { cell_table(&cells) };
    Ok(([(header::CONTENT_TYPE, Format::Csv.media_type())], text).into_response())
}

async fn cells(scope: &Scope, epoch: u32) -> Result<Cells, ApiError> {
    let (store, slug) = (&scope.store, scope.slug());
    let mut approvers: HashMap<u64, Vec<MemberId>> = HashMap::new();
    let mut after = None;
    loop {
        let rows = store.batches(slug, Some(epoch), Rows { after, limit: CHUNK, order: Order::Oldest }).await?;
        after = rows.last().map(|batch| batch.batch_id);
        let done = rows.len() < CHUNK as usize;
        approvers.extend(rows.into_iter().map(|batch| (batch.batch_id, batch.approvers)));
        if done {
            break;
        }
    }
    let filter = ContributionFilter { epoch: Some(epoch), ..ContributionFilter::default() };
    let (mut cells, mut after) = (Cells::new(), None);
    loop {
        let rows = store.contributions(slug, filter, Rows { after, limit: CHUNK, order: Order::Oldest }).await?;
        for row in rows.iter().filter(|row| !row.struck) {
            add(&mut cells, row, approvers.get(&row.batch_id).map_or(&[][..], Vec::as_slice));
        }
        after = rows.last().map(Contribution::place);
        if rows.len() < CHUNK as usize {
            return Ok(cells);
        }
    }
}

fn add(cells: &mut Cells, row: &Contribution, approvers: &[MemberId]) {
    let service = approvers.is_empty().then_some(None);
    let people = approvers.iter().filter(|approver| **approver != row.member_id).map(|approver| Some(*approver));
    for confirmer in people.chain(service) {
        let (points, items) = cells.entry((confirmer, row.member_id)).or_default();
        *points += u64::from(row.points);
        *items += 1;
    }
}

fn name(confirmer: Option<MemberId>) -> String {
    confirmer.map_or_else(|| SERVICE.to_owned(), |member| member.get().to_string())
}

fn cell_table(cells: &Cells) -> String {
    let head = "confirmer,beneficiary,points,contributions\r\n".to_owned();
    cells.iter().fold(head, |text, ((confirmer, beneficiary), (points, items))| {
        text + &format!("{},{},{points},{items}\r\n", name(*confirmer), beneficiary.get())
    })
}

fn square_table(cells: &Cells) -> Result<String, ApiError> {
    let columns: BTreeSet<MemberId> = cells.keys().map(|(_, beneficiary)| *beneficiary).collect();
    if columns.len() > COLUMNS {
        return Err(ApiError::refused(
            "matrix_too_wide",
            format!("{} members have contributions in this epoch, a square table shows {COLUMNS}", columns.len()),
            "Ask for `?layout=cells`: one line a pair of members.",
        ));
    }
    let rows: BTreeSet<Option<MemberId>> = cells.keys().map(|(confirmer, _)| *confirmer).collect();
    let line = |first: String, rest: Vec<String>| [vec![first], rest].concat().join(",") + "\r\n";
    let mut text = line("confirmer".to_owned(), columns.iter().map(|member| member.get().to_string()).collect());
    for confirmer in rows {
        let of = |member: &MemberId| cells.get(&(confirmer, *member)).map_or(0, |(points, _)| *points).to_string();
        text += &line(name(confirmer), columns.iter().map(of).collect());
    }
    Ok(text)
}
