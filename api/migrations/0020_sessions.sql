-- Numbers given out for texts to sign (ERC-4361). Each opens one session at most, in the browser that asked for it.
CREATE TABLE login_nonces (
    nonce TEXT PRIMARY KEY,
    wallet BLOB NOT NULL,
    -- Hash of the cookie of the browser that asked.
    browser BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX login_nonces_by_end ON login_nonces (expires_at);

-- Who is signed in. Of the secret in the cookie only the hash is kept.
CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    -- The name under which its owner sees and ends it.
    id TEXT NOT NULL UNIQUE,
    wallet BLOB NOT NULL,
    -- Name of the browser, as it says itself.
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE INDEX sessions_by_wallet ON sessions (wallet, seen_at);

-- Keys of services. Of the key only the hash is kept.
CREATE TABLE api_keys (
    hash BLOB PRIMARY KEY,
    -- The part of the key that may be shown.
    id TEXT NOT NULL UNIQUE,
    community TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Names separated by a space.
    scopes TEXT NOT NULL,
    -- Member number of the organizer: the key is void while this member is none.
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE INDEX api_keys_by_community ON api_keys (community, created_at);

-- What was done with a role or as an operator, and by whom. Nothing is ever changed or deleted here.
CREATE TABLE audit_log (
    number BIGINT PRIMARY KEY,
    community TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- Wallet; missing for the operator.
    actor BLOB,
    member_id BIGINT,
    action TEXT NOT NULL,
    -- What it was about: JSON.
    detail TEXT NOT NULL
);

CREATE INDEX audit_log_by_community ON audit_log (community, number);
