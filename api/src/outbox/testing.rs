//! A tool for tests: it keeps what it is told as real ones do, and fails when a test says so.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Semaphore;

use crate::connectors::{
    Command, Connector, Delivery, Key, Outbound, Page, Parsed, Polled, Published, Rejection, RoleChange, Standing,
    Thread, Told, Trouble, Verified, Work,
};

/// A chat and a wiki in one.
#[derive(Debug)]
pub(crate) struct Hall {
    source: String,
    inner: Mutex<Inner>,
    /// One for each message that may be answered.
    gate: Semaphore,
    /// One for each message that came.
    came: Semaphore,
}

#[derive(Debug, Default)]
struct Inner {
    /// Everything that arrived, once for each key.
    told: Vec<(Outbound, Key)>,
    /// Attempts that came, with whether an earlier one was said to have been made.
    attempts: Vec<Key>,
    /// What goes wrong next; afterwards everything works. Some of it after the message arrived all the same.
    script: VecDeque<(Trouble, bool)>,
    roles: BTreeMap<String, BTreeSet<String>>,
    /// Roles by height: whoever has one has those before it.
    ladder: Vec<String>,
    refuses: BTreeSet<String>,
    role_calls: u64,
    thread: Option<Thread>,
    pages: BTreeMap<String, (Page, u64)>,
    revision: u64,
}

impl Hall {
    pub(crate) fn new(source: &str) -> Arc<Self> {
        Arc::new(Self {
            source: source.to_owned(),
            inner: Mutex::default(),
            gate: Semaphore::new(Semaphore::MAX_PERMITS >> 1),
            came: Semaphore::new(0),
        })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What goes wrong at the next attempts, before anything arrives.
    pub(crate) fn fails(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.inner().script.extend(troubles.into_iter().map(|trouble| (trouble, false)));
    }

    /// The next message arrives, but its answer is lost.
    pub(crate) fn loses_an_answer(&self) {
        self.inner().script.push_back((Trouble::later("the connection broke"), true));
    }

    /// Texts that arrived since the last look.
    pub(crate) fn heard(&self) -> Vec<String> {
        std::mem::take(&mut self.inner().told).into_iter().map(|(outbound, _)| outbound.text).collect()
    }

    /// Messages that arrived since the last look.
    pub(crate) fn messages(&self) -> Vec<(Outbound, Key)> {
        std::mem::take(&mut self.inner().told)
    }

    /// Attempts since the last look.
    pub(crate) fn attempts(&self) -> Vec<Key> {
        std::mem::take(&mut self.inner().attempts)
    }

    /// Answers nothing any more.
    pub(crate) fn close(&self) {
        self.gate.forget_permits(Semaphore::MAX_PERMITS);
    }

    pub(crate) fn open(&self) {
        self.gate.add_permits(Semaphore::MAX_PERMITS >> 1);
    }

    /// Waits until a message came that nobody waited for yet.
    pub(crate) async fn came(&self) {
        self.came.acquire().await.unwrap().forget();
    }

    pub(crate) fn has(&self, account: &str) -> Vec<String> {
        self.inner().roles.get(account).into_iter().flatten().cloned().collect()
    }

    pub(crate) fn give(&self, account: &str, roles: &[&str]) {
        self.inner().roles.insert(account.to_owned(), roles.iter().map(|role| (*role).to_owned()).collect());
    }

    pub(crate) fn is_a_ladder(&self, roles: &[&str]) {
        self.inner().ladder = roles.iter().map(|role| (*role).to_owned()).collect();
    }

    pub(crate) fn refuses(&self, role: &str) {
        self.inner().refuses.insert(role.to_owned());
    }

    /// How often roles were changed since the last look.
    pub(crate) fn role_calls(&self) -> u64 {
        std::mem::take(&mut self.inner().role_calls)
    }

    pub(crate) fn talks(&self, thread: Thread) {
        self.inner().thread = Some(thread);
    }

    /// The text and the revision of a page.
    pub(crate) fn page(&self, title: &str) -> Option<(Page, u64)> {
        self.inner().pages.get(title).cloned()
    }

    /// Somebody else writes into a page.
    pub(crate) fn edit(&self, title: &str, text: &str) {
        let mut inner = self.inner();
        inner.revision += 1;
        let revision = inner.revision;
        if let Some((page, at)) = inner.pages.get_mut(title) {
            text.clone_into(&mut page.text);
            *at = revision;
        }
    }

    async fn take(&self, outbound: &Outbound, key: &Key) -> Result<Told, Trouble> {
        let scripted = {
            let mut inner = self.inner();
            inner.attempts.push(key.clone());
            inner.script.pop_front()
        };
        if let Some((trouble, false)) = scripted {
            return Err(trouble);
        }
        let already = {
            let mut inner = self.inner();
            // As with Slack: a message is searched for only if an earlier attempt is said to have been made.
            let known = key.tried_at.is_some() && inner.told.iter().any(|(_, told)| told.id == key.id);
            if !known {
                inner.told.push((outbound.clone(), key.clone()));
            }
            known
        };
        self.came.add_permits(1);
        self.gate.acquire().await.unwrap().forget();
        match scripted {
            Some((trouble, _)) => Err(trouble),
            None => Ok(Told { external_id: Some(format!("{}:{}", self.source, key.id)), already }),
        }
    }

    fn steps_to(&self, wanted: &BTreeSet<String>) -> BTreeSet<String> {
        let ladder = self.inner().ladder.clone();
        let top = ladder.iter().rposition(|role| wanted.contains(role));
        match (ladder.is_empty(), top) {
            (true, _) => wanted.clone(),
            (false, None) => BTreeSet::new(),
            (false, Some(top)) => ladder[..=top].iter().cloned().collect(),
        }
    }

    fn put(&self, page: &Page) -> Result<Published, Trouble> {
        let mut inner = self.inner();
        if let Some((trouble, _)) = inner.script.pop_front() {
            return Err(trouble);
        }
        let there = inner.pages.get(&page.title).cloned();
        let same = |known: &Page| {
            (&known.text, &known.template, &known.categories) == (&page.text, &page.template, &page.categories)
        };
        let published = |revision: u64, already| Published {
            object: format!("page:{}", page.title),
            revision: revision.to_string(),
            url: format!("https://wiki.example/{}", page.title.replace(' ', "_")),
            already,
        };
        match (there, &page.base) {
            (Some((known, at)), _) if same(&known) => return Ok(published(at, true)),
            (Some((_, at)), base) if base.as_deref() != Some(at.to_string().as_str()) => {
                return Err(Trouble::conflict("the page is there with another text"));
            }
            (None, Some(_)) => return Err(Trouble::conflict("the page was deleted meanwhile")),
            _ => {}
        }
        inner.revision += 1;
        let revision = inner.revision;
        inner.pages.insert(page.title.clone(), (page.clone(), revision));
        Ok(published(revision, false))
    }
}

impl Connector for Hall {
    fn source(&self) -> &str {
        &self.source
    }

    fn verify(&self, _: &Delivery<'_>) -> Result<Verified, Rejection> {
        Err(Rejection::NotHere)
    }

    fn parse(&self, _: &[u8], _: u64) -> Result<Parsed, Rejection> {
        Ok(Parsed::default())
    }

    fn commands(&self, _: &[u8], _: u64) -> Vec<Command> {
        Vec::new()
    }

    fn poll<'a>(&'a self, _: Option<&'a str>, _: u64) -> Work<'a, Polled> {
        Box::pin(async { Err(Trouble::Unsupported("polling")) })
    }

    fn tell<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told> {
        Box::pin(self.take(outbound, key))
    }

    fn expressible(&self, wanted: &BTreeSet<String>) -> BTreeSet<String> {
        self.steps_to(wanted)
    }

    fn set_roles<'a>(&'a self, account: &'a str, wanted: &'a BTreeSet<String>) -> Work<'a, RoleChange> {
        Box::pin(async move {
            let wanted = self.steps_to(wanted);
            let mut inner = self.inner();
            inner.role_calls += 1;
            if let Some((trouble, _)) = inner.script.pop_front() {
                return Err(trouble);
            }
            let refused: Vec<(String, String)> = wanted
                .intersection(&inner.refuses)
                .map(|role| (role.clone(), "the service may not give it".to_owned()))
                .collect();
            let wanted: BTreeSet<String> = wanted.difference(&inner.refuses).cloned().collect();
            let before = inner.roles.insert(account.to_owned(), wanted.clone()).unwrap_or_default();
            let added = wanted.difference(&before).cloned().collect();
            let removed = before.difference(&wanted).cloned().collect();
            Ok(RoleChange { added, removed, refused })
        })
    }

    fn roles(&self) -> Work<'_, BTreeMap<String, BTreeSet<String>>> {
        Box::pin(async move {
            let mut inner = self.inner();
            if let Some((trouble, _)) = inner.script.pop_front() {
                return Err(trouble);
            }
            Ok(inner.roles.iter().filter(|(_, roles)| !roles.is_empty()).map(|(a, r)| (a.clone(), r.clone())).collect())
        })
    }

    fn thread<'a>(&'a self, _: &'a str, _: &'a str) -> Work<'a, Thread> {
        Box::pin(async move {
            let mut inner = self.inner();
            if let Some((trouble, _)) = inner.script.pop_front() {
                return Err(trouble);
            }
            inner.thread.clone().ok_or_else(|| Trouble::refused("there is no such thread"))
        })
    }

    fn publish<'a>(&'a self, page: &'a Page) -> Work<'a, Published> {
        Box::pin(async move { self.put(page) })
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(async { Err(Trouble::Unsupported("standing")) })
    }
}
