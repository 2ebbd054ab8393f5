-- Polls: signed questions and signed answers. Nothing here can be rebuilt from the chain, which holds only the root of
-- each result; everything else is in what members signed.
CREATE TABLE polls (
    community TEXT NOT NULL,
    -- Counted from 1 in each community, for people and addresses.
    number BIGINT NOT NULL,
    -- Digest of what the author signed.
    id BLOB NOT NULL UNIQUE,
    author_id BIGINT NOT NULL,
    author BLOB NOT NULL,
    signature BLOB NOT NULL,
    -- The signed message: JSON.
    message TEXT NOT NULL,
    kind TEXT NOT NULL,
    house TEXT NOT NULL,
    closes_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    -- The block of the mirror that fixed the electorate.
    snapshot_number BIGINT NOT NULL,
    snapshot_hash BLOB NOT NULL,
    snapshot_time BIGINT NOT NULL,
    electors BIGINT NOT NULL,
    weight TEXT NOT NULL,
    -- Set once, when the poll is counted for the last time.
    closed_at BIGINT,
    result TEXT,
    root BLOB,
    -- The relay's intent that carries the root to the chain.
    anchor_intent BLOB,
    anchored SMALLINT NOT NULL DEFAULT 0 CHECK (anchored IN (0, 1)),
    PRIMARY KEY (community, number)
);

CREATE INDEX polls_to_close ON polls (closes_at) WHERE anchored = 0;

-- Who may answer, with what weight: members with a vote at the snapshot.
CREATE TABLE poll_electors (
    poll BLOB NOT NULL REFERENCES polls (id),
    member_id BIGINT NOT NULL,
    weight TEXT NOT NULL,
    PRIMARY KEY (poll, member_id)
);

-- The latest answer of each member.
CREATE TABLE poll_ballots (
    poll BLOB NOT NULL REFERENCES polls (id),
    member_id BIGINT NOT NULL,
    voter BLOB NOT NULL,
    revision BIGINT NOT NULL,
    -- The signed numbers: JSON.
    answer TEXT NOT NULL,
    reason TEXT NOT NULL,
    digest BLOB NOT NULL,
    signature BLOB NOT NULL,
    cast_at BIGINT NOT NULL,
    PRIMARY KEY (poll, member_id)
);
