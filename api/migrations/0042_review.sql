-- What members said about contributions. Only added to: taking a word back is a word, and the last one of a member counts.
CREATE TABLE review_words (
    community TEXT NOT NULL,
    -- Counted from 1 in each community.
    number BIGINT NOT NULL,
    subject BLOB NOT NULL,
    member BIGINT NOT NULL,
    -- Later than the member's word before about the same contribution, so that their order is never in doubt.
    at BIGINT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('undo', 'confirm', 'refuse')),
    band TEXT,
    -- What the member wrote. Personal: it is erased on demand.
    reason TEXT,
    PRIMARY KEY (community, number)
);

CREATE INDEX review_words_by_subject ON review_words (community, subject, member, number);

-- Contributions that are the same work as another one. Only added to: without `same_as` it is taken back.
CREATE TABLE review_duplicates (
    community TEXT NOT NULL,
    number BIGINT NOT NULL,
    subject BLOB NOT NULL,
    same_as BLOB,
    member BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, number)
);

-- How co-authors want to share an object: the last word of each. It is in force once all of them say the same.
CREATE TABLE review_splits (
    community TEXT NOT NULL,
    source TEXT NOT NULL,
    object TEXT NOT NULL,
    member BIGINT NOT NULL,
    -- JSON, sorted: a list of [account, parts].
    shares TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, source, object, member)
);

-- Members who were confirmed: they stay so.
CREATE TABLE review_rungs (
    community TEXT NOT NULL,
    member BIGINT NOT NULL,
    -- The epoch from which on.
    since_epoch BIGINT NOT NULL,
    PRIMARY KEY (community, member)
);

-- The first block of each epoch: its hash draws audits and second reviewers.
CREATE TABLE review_seeds (
    community TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    block_hash BLOB NOT NULL,
    PRIMARY KEY (community, epoch)
);

-- The number of each connected tool on chain. Never reused, even when the tool is gone.
CREATE TABLE review_sources (
    community TEXT NOT NULL,
    source TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (community, source)
);

CREATE UNIQUE INDEX review_sources_once ON review_sources (community, number);

-- The number of each contribution within its tool: given once, so that the chain takes it once, in whatever batch.
CREATE TABLE review_numbers (
    community TEXT NOT NULL,
    candidate BLOB NOT NULL,
    source TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (community, candidate)
);

CREATE UNIQUE INDEX review_numbers_once ON review_numbers (community, source, sequence);

-- Batches that were put before reviewers, by the digest that they sign.
CREATE TABLE review_batches (
    community TEXT NOT NULL,
    digest BLOB NOT NULL,
    epoch BIGINT NOT NULL,
    source TEXT NOT NULL,
    source_number BIGINT NOT NULL,
    root BLOB NOT NULL,
    deadline BIGINT NOT NULL,
    drafted_by BIGINT NOT NULL,
    drafted_at BIGINT NOT NULL,
    -- Whether somebody signed it: then its contributions wait for the others.
    signed_at BIGINT,
    -- Its way to the chain.
    intent BLOB,
    -- When it turned out to hold what does not count any more, and what.
    outdated_at BIGINT,
    outdated_why TEXT,
    PRIMARY KEY (community, digest)
);

CREATE INDEX review_batches_by_root ON review_batches (community, root);

-- What a batch is about, item by item. Leaf = keccak256(keccak256(salt, record)). Personal: without record and salt nobody
-- can tell what a leaf was, and the numbers on chain stay valid.
CREATE TABLE review_evidence (
    community TEXT NOT NULL,
    digest BLOB NOT NULL,
    -- Counted from 0.
    position BIGINT NOT NULL,
    candidate BLOB NOT NULL,
    member BIGINT NOT NULL,
    lane SMALLINT NOT NULL,
    points BIGINT NOT NULL,
    leaf BLOB NOT NULL,
    salt BLOB,
    record TEXT,
    PRIMARY KEY (community, digest, position)
);

CREATE INDEX review_evidence_by_candidate ON review_evidence (community, candidate);

CREATE INDEX review_evidence_by_member ON review_evidence (community, member);
