//! What surrounds every page: title, navigation, notices, language, the block that is shown.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{Uri, request::Parts},
};
use std::convert::Infallible;

use super::{Lang, assets, texts::Texts};
use crate::{
    http::{communities::Community, scope::AsOf},
    state::AppState,
};

/// Who looks at what.
#[derive(Clone)]
pub(super) struct Visit {
    pub(super) t: Texts,
    pub(super) uri: Uri,
    pub(super) state: AppState,
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let Ok(lang) = Lang::from_request_parts(parts, state).await;
        let uri = parts.extensions.get::<OriginalUri>().map_or_else(|| parts.uri.clone(), |uri| uri.0.clone());
        Ok(Self { t: Texts::of(lang), uri, state: state.clone() })
    }
}

impl Visit {
    /// The frame of a page about a community.
    pub(super) fn frame(&self, title: String, community: &Community) -> Frame {
        Frame { place: Some(Place::new(community, self.t)), ..self.bare(title) }
    }

    /// The frame of a page about no community.
    pub(super) fn bare(&self, title: String) -> Frame {
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        Frame { single_operator: self.state.single_operator, ..Frame::bare(title, path) }
    }
}

/// What surrounds a page.
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) assets: String,
    pub(super) path: String,
    query: String,
    pub(super) place: Option<Place>,
    pub(super) single_operator: bool,
}

impl Frame {
    /// A frame that knows nothing but the address.
    pub(super) fn bare(title: String, path_and_query: &str) -> Self {
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        Self {
            title,
            assets: assets::base(),
            path: path.to_owned(),
            query: query.to_owned(),
            place: None,
            single_operator: false,
        }
    }

    /// The same page in the other language.
    pub(super) fn other_language(&self, t: &Texts) -> String {
        let kept = self.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let asked = format!("lang={}", t.lang().other().tag());
        let pairs: Vec<&str> = kept.chain([asked.as_str()]).collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }
}

/// The community that a page is about.
pub(super) struct Place {
    pub(super) name: String,
    pub(super) base: String,
    pub(super) pilot: bool,
    pub(super) founding: bool,
    pub(super) units: String,
    pub(super) as_of: AsOf,
    epoch: u32,
}

impl Place {
    fn new(community: &Community, t: Texts) -> Self {
        Self {
            name: community.name.clone(),
            base: format!("/c/{}", community.slug),
            pilot: community.pilot,
            founding: community.phase == "founding",
            units: t.number(community.counts.units),
            as_of: community.as_of.clone(),
            epoch: community.epoch.epoch,
        }
    }

    /// Words and paths of the navigation.
    pub(super) fn links(&self) -> [(&'static str, String); 8] {
        let base = &self.base;
        [
            ("home", base.clone()),
            ("members", format!("{base}/members")),
            ("proposals", format!("{base}/proposals")),
            ("polls", format!("{base}/polls")),
            ("epoch", format!("{base}/epochs/{}", self.epoch)),
            ("review", format!("{base}/review")),
            ("account", format!("{base}/account")),
            ("join", format!("{base}/join")),
        ]
    }
}
