-- What tools deliver. The sender is told that it arrived once its row is here; the body is kept until it was read.
CREATE TABLE tool_deliveries (
    source TEXT NOT NULL,
    -- Names the delivery: a repeated one has the same name.
    external_id TEXT NOT NULL,
    body BLOB NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'done', 'failed')),
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    error TEXT,
    done_at BIGINT,
    PRIMARY KEY (source, external_id)
);

CREATE INDEX tool_deliveries_due ON tool_deliveries (next_at, received_at) WHERE state = 'new';

CREATE INDEX tool_deliveries_failed ON tool_deliveries (source, received_at) WHERE state = 'failed';

CREATE INDEX tool_deliveries_by_age ON tool_deliveries (received_at);

-- What happened in tools: ids, kinds, times and sizes, never texts or names. The latest version of each stands.
CREATE TABLE activities (
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    parent TEXT,
    -- Account that acted; an erased one has a name that tells nothing.
    actor TEXT,
    -- Further accounts: JSON, a list of [account, part].
    others TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    review_state TEXT NOT NULL,
    supersedes TEXT,
    raw_hash BLOB NOT NULL,
    PRIMARY KEY (source, external_id)
);

CREATE INDEX activities_by_time ON activities (source, occurred_at);

CREATE INDEX activities_by_object ON activities (source, object);

CREATE INDEX activities_by_actor ON activities (source, actor);

-- How often the activities of a source changed: whoever remembers what follows from them knows when to look again.
CREATE TABLE activity_versions (
    source TEXT PRIMARY KEY,
    version BIGINT NOT NULL
);

-- How far each source was polled.
CREATE TABLE tool_cursors (
    source TEXT PRIMARY KEY,
    -- Missing until something was read.
    cursor TEXT,
    polled_at BIGINT NOT NULL,
    -- When it is polled again.
    next_at BIGINT NOT NULL,
    -- Why the last attempt failed, how many failed in a row, and since when.
    error TEXT,
    attempts BIGINT NOT NULL,
    failing_since BIGINT
);

-- What has to be done because of what was read: an answer to a command, a room to enter, a newcomer to welcome.
CREATE TABLE tool_tasks (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    -- JSON, and empty once it is done: commands hold what people wrote.
    detail TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'done', 'failed')),
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    -- When an attempt began that may have been carried out.
    tried_at BIGINT,
    error TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (source, kind, external_id)
);

CREATE INDEX tool_tasks_due ON tool_tasks (next_at, created_at) WHERE state = 'new';

CREATE INDEX tool_tasks_by_age ON tool_tasks (created_at);

-- What an operator must know: a revoked token, a room that cannot be read any more.
CREATE TABLE tool_alarms (
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (source, text)
);

-- When an object was looked at again before it counted.
CREATE TABLE tool_rechecks (
    source TEXT NOT NULL,
    object TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    PRIMARY KEY (source, object)
);

-- How tools call accounts. Personal: it is erased on demand.
CREATE TABLE account_names (
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (source, account)
);

-- Which account is whose. An account is of one member at a time; what was before stays in the history.
CREATE TABLE account_links (
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    -- Short name of the community.
    community TEXT NOT NULL,
    member BIGINT NOT NULL,
    linked_at BIGINT NOT NULL,
    unlinked_at BIGINT,
    -- How it was proved: 'page', 'wiki' or 'openid'.
    proof TEXT NOT NULL,
    PRIMARY KEY (source, account, linked_at)
);

CREATE UNIQUE INDEX account_links_once ON account_links (source, account) WHERE unlinked_at IS NULL;

CREATE INDEX account_links_by_member ON account_links (community, member);

-- What makes the commitment to an account unguessable. Without it, nobody can tell whose a commitment was.
CREATE TABLE account_salts (
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    salt BLOB NOT NULL,
    PRIMARY KEY (source, account)
);

-- Links that were given out in chats, and statements to sign. Of a token only the hash is kept.
CREATE TABLE link_requests (
    hash BLOB PRIMARY KEY,
    source TEXT NOT NULL,
    account TEXT NOT NULL,
    community TEXT NOT NULL,
    -- How the account proves itself: 'page' for a link that was given out, 'wiki' for a page that only it can edit.
    proof TEXT NOT NULL,
    -- Wallet that is to sign, once it is known, and the number that the statement carries.
    wallet BLOB,
    nonce TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX link_requests_by_account ON link_requests (source, account);

CREATE INDEX link_requests_by_nonce ON link_requests (nonce);

CREATE INDEX link_requests_by_end ON link_requests (expires_at);
