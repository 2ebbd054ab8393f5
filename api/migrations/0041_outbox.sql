-- What goes out to tools and by e-mail. A row is written in the transaction that makes it needed, and its id follows from
-- what it tells: whatever is told once has one row.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    -- The connected tool, or `mail`.
    source TEXT NOT NULL,
    community TEXT NOT NULL,
    -- channel, thread, account, aside, reply.
    kind TEXT NOT NULL,
    -- Where to, as JSON, and what it says. Forgotten once done, where only one person was to see it.
    destination TEXT,
    account TEXT,
    body TEXT,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    -- 0: somebody waits for it; 1: it can wait.
    urgency SMALLINT NOT NULL CHECK (urgency IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('pending', 'told', 'dead', 'expired')),
    attempts BIGINT NOT NULL,
    -- How far the schedule of attempts is.
    step BIGINT NOT NULL,
    -- The first attempt that may have arrived.
    tried_at BIGINT,
    next_at BIGINT NOT NULL,
    -- From then on it is of no use any more.
    expires_at BIGINT,
    error TEXT,
    -- What the tool calls the message.
    told TEXT,
    created_at BIGINT NOT NULL,
    done_at BIGINT
);

CREATE INDEX outbox_due ON outbox (source, urgency, created_at) WHERE state = 'pending';

CREATE INDEX outbox_by_community ON outbox (community, created_at);

CREATE INDEX outbox_by_age ON outbox (done_at);

-- How sending to a tool goes as a whole.
CREATE TABLE outbox_sources (
    source TEXT PRIMARY KEY,
    -- Nothing is sent before.
    rest_until BIGINT NOT NULL,
    -- Attempts in a row that the tool did not take.
    failures BIGINT NOT NULL,
    failing_since BIGINT,
    -- 1: nothing works until somebody repairs the connection.
    broken SMALLINT NOT NULL CHECK (broken IN (0, 1)),
    error TEXT
);

-- Rounds of giving and taking roles. `differences` is JSON: what was found to be otherwise than decided.
CREATE TABLE role_runs (
    source TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    dry SMALLINT NOT NULL CHECK (dry IN (0, 1)),
    given BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    differences TEXT NOT NULL,
    error TEXT,
    PRIMARY KEY (source, started_at)
);

-- Which account has a role because of a rule: what it was decided last, for thresholds that differ on the way up and down,
-- and what is taken back when the account belongs to no member any more.
CREATE TABLE role_holds (
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    role TEXT NOT NULL,
    member BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (source, account, role)
);

-- How a member wants to be told things.
CREATE TABLE preferences (
    community TEXT NOT NULL,
    member BIGINT NOT NULL,
    language TEXT CHECK (language IN ('fr', 'en')),
    -- A connected tool; none: the one that was linked first.
    channel TEXT,
    -- nothing, mine (what waits for this member), all.
    wants TEXT NOT NULL CHECK (wants IN ('nothing', 'mine', 'all')),
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (community, member)
);

-- From when on a community is told what happens: nothing from before the tools were connected.
CREATE TABLE notice_marks (
    community TEXT PRIMARY KEY,
    since BIGINT NOT NULL
);

-- What was told, by the name of the notice: its letters were written with it.
CREATE TABLE notices_told (
    community TEXT NOT NULL,
    notice TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (community, notice)
);

-- Discussions that became proposals. A draft comes first; the proposal is known when somebody put it forward.
CREATE TABLE proposal_threads (
    community TEXT NOT NULL,
    source TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    draft BLOB,
    house TEXT,
    proposal BLOB,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (community, source, channel, thread)
);

CREATE INDEX proposal_threads_by_draft ON proposal_threads (draft);

-- Discussions that are written up as pages. `sources` is JSON: the messages, people and links that were collected.
CREATE TABLE syntheses (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    source TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    -- Forgotten when the draft is thrown away.
    sources TEXT,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    categories TEXT NOT NULL,
    asked_by TEXT,
    -- Number of the member who wrote last.
    editor BIGINT,
    -- How often it was changed, from 1.
    version BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'publishing', 'published', 'withdrawing', 'withdrawn', 'discarded')),
    -- The wiki, and there: page, revision, address.
    wiki TEXT NOT NULL,
    page TEXT,
    revision TEXT,
    url TEXT,
    error TEXT,
    -- Whether the contribution was handed to the review.
    reported SMALLINT NOT NULL CHECK (reported IN (0, 1)),
    -- A step that was begun is taken again by somebody else from then on.
    lease_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    published_at BIGINT
);

CREATE INDEX syntheses_by_community ON syntheses (community, created_at);

CREATE INDEX syntheses_by_thread ON syntheses (source, channel, thread);

-- Who was invited by e-mail, without the address: a salted hash keeps anybody from being written to again and again.
CREATE TABLE mail_invitations (
    community TEXT NOT NULL,
    address_hash BLOB NOT NULL,
    invited_by BIGINT NOT NULL,
    letter TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (community, address_hash)
);

-- Addresses that never want to hear from this service again, hashed in the same way.
CREATE TABLE mail_stops (
    address_hash BLOB PRIMARY KEY,
    stopped_at BIGINT NOT NULL
);

-- The salt of these hashes, made once; erasing it makes them meaningless.
CREATE TABLE mail_salt (
    one SMALLINT PRIMARY KEY CHECK (one = 1),
    salt BLOB NOT NULL
);
