-- Texts whose salted hash is on chain: applications and reasons. Erasing a row erases the salt, and with it what the hash
-- says about anybody.
CREATE TABLE statements (
    community TEXT NOT NULL,
    hash BLOB NOT NULL,
    text TEXT NOT NULL,
    salt BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, hash)
);

-- Signatures of reviewers under batches that do not have enough of them yet.
CREATE TABLE batch_approvals (
    community TEXT NOT NULL,
    batch BLOB NOT NULL,
    -- What was signed: JSON.
    message TEXT NOT NULL,
    reviewer BLOB NOT NULL,
    member_id BIGINT NOT NULL,
    signature BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, batch, reviewer)
);
