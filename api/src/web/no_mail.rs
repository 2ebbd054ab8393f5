//! `/no-mail/{token}`: the way out that stands in every e-mail.

use askama::Template;
use axum::response::Html;
use serde::Deserialize;
use serde_json::json;

use super::{
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{error::ApiError, http::extract::Path};

#[derive(Template)]
#[template(path = "no_mail.html")]
struct NoMail {
    t: Texts,
    frame: Frame,
    body: String,
}

/// Which address: a hash of it.
#[derive(Deserialize)]
pub(super) struct Token {
    token: String,
}

/// Nothing happens before the button is pressed: programs that look at links in e-mail press none.
pub(super) async fn show(visit: Visit, Path(Token { token }): Path<Token>) -> Result<Html<String>, ApiError> {
    let frame = visit.bare(visit.t.get("no_mail.title").to_owned());
    page(&NoMail { t: visit.t, frame, body: json!({ "token": token }).to_string() })
}
