-- Papers on their way and what became of them: applications, recoveries, disputes, the guardian's acts.

-- Which generation of the fold wrote the derived tables; another one folds the events again at the next start.
CREATE TABLE folds (
    generation BIGINT NOT NULL PRIMARY KEY
);

-- derived --------------------------------------------------------------------------------------------------------

ALTER TABLE suspensions ADD COLUMN lifted_at BIGINT;
CREATE INDEX suspensions_by_place ON suspensions (community, block_number, log_index);
CREATE INDEX taken_items_by_place ON taken_items (community, block_number, log_index);

-- Applications for membership; after `expires_at` an open one can no longer be answered.
CREATE TABLE applications (
    community       TEXT   NOT NULL,
    wallet          BLOB   NOT NULL,
    application     BLOB   NOT NULL,
    charter_version BIGINT NOT NULL,
    charter_hash    BLOB   NOT NULL,
    expires_at      BIGINT NOT NULL,
    status          TEXT   NOT NULL
        CHECK (status IN ('open', 'approved', 'declined', 'withdrawn', 'replaced', 'void')),
    answered_by     BIGINT,
    member_id       BIGINT,
    closed_at       BIGINT,
    tx_hash         BLOB   NOT NULL,
    applied_at      BIGINT NOT NULL,
    block_number    BIGINT NOT NULL,
    log_index       BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
CREATE INDEX applications_by_wallet ON applications (community, wallet, application);
CREATE INDEX applications_by_status ON applications (community, status, block_number, log_index);

-- Voting units that the members' house took, until it allows them again.
CREATE TABLE unit_removals (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    reason       BLOB   NOT NULL,
    allowed_at   BIGINT,
    removed_at   BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
CREATE INDEX unit_removals_by_member ON unit_removals (community, member_id, block_number, log_index);

-- Memberships that moved to another wallet; votes rest until `rest_until` after a recovery.
CREATE TABLE wallet_moves (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    cause        TEXT   NOT NULL CHECK (cause IN ('rotation', 'recovery')),
    from_wallet  BLOB   NOT NULL,
    to_wallet    BLOB   NOT NULL,
    rest_until   BIGINT,
    tx_hash      BLOB   NOT NULL,
    moved_at     BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
CREATE INDEX wallet_moves_by_member ON wallet_moves (community, member_id, block_number, log_index);

-- Recoveries from request to end. Both moderators are absent where the members' house started it.
CREATE TABLE recoveries (
    community        TEXT   NOT NULL,
    member_id        BIGINT NOT NULL,
    to_wallet        BLOB   NOT NULL,
    status           TEXT   NOT NULL
        CHECK (status IN ('requested', 'replaced', 'started', 'cancelled', 'executed')),
    expires_at       BIGINT NOT NULL,
    from_wallet      BLOB,
    first_moderator  BIGINT,
    second_moderator BIGINT,
    started_at       BIGINT,
    ready_at         BIGINT,
    closed_at        BIGINT,
    cancelled_by     BLOB,
    stopped_by       BIGINT,
    stop_reason      BLOB,
    tx_hash          BLOB   NOT NULL,
    requested_at     BIGINT NOT NULL,
    block_number     BIGINT NOT NULL,
    log_index        BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
CREATE INDEX recoveries_by_member ON recoveries (community, member_id, block_number, log_index);
CREATE INDEX recoveries_by_status ON recoveries (community, status, block_number, log_index);

-- Moderators who confirmed that a wallet belongs to a member.
CREATE TABLE recovery_approvals (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    to_wallet    BLOB   NOT NULL,
    moderator    BIGINT NOT NULL,
    approved_at  BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
CREATE INDEX recovery_approvals_by_member ON recovery_approvals (community, member_id, block_number, log_index);

-- Challenges of one item, or of a whole batch where position, sequence and member are absent. Closed without
-- moderators: by the members' house if upheld, by time if it stood.
CREATE TABLE challenges (
    community        TEXT   NOT NULL,
    challenge_id     BIGINT NOT NULL,
    batch_id         BIGINT NOT NULL,
    epoch            BIGINT NOT NULL,
    source           BIGINT NOT NULL,
    position         BIGINT,
    sequence         BIGINT,
    member_id        BIGINT,
    items            BIGINT NOT NULL,
    challenger       BIGINT NOT NULL,
    reason           BLOB   NOT NULL,
    status           TEXT   NOT NULL CHECK (status IN ('open', 'upheld', 'dismissed', 'stood')),
    first_moderator  BIGINT,
    second_moderator BIGINT,
    closed_at        BIGINT,
    tx_hash          BLOB   NOT NULL,
    challenged_at    BIGINT NOT NULL,
    block_number     BIGINT NOT NULL,
    log_index        BIGINT NOT NULL,
    PRIMARY KEY (community, challenge_id)
);
CREATE INDEX challenges_by_place ON challenges (community, block_number, log_index);
CREATE INDEX challenges_by_batch ON challenges (community, batch_id, position);
CREATE INDEX challenges_by_member ON challenges (community, member_id, block_number, log_index);
CREATE INDEX challenges_by_status ON challenges (community, status, block_number, log_index);

-- Votes of moderators about challenges; the second one of a side decides.
CREATE TABLE challenge_votes (
    community    TEXT     NOT NULL,
    challenge_id BIGINT   NOT NULL,
    moderator    BIGINT   NOT NULL,
    uphold       SMALLINT NOT NULL CHECK (uphold IN (0, 1)),
    voted_at     BIGINT   NOT NULL,
    block_number BIGINT   NOT NULL,
    log_index    BIGINT   NOT NULL,
    PRIMARY KEY (community, challenge_id, block_number, log_index)
);

-- Votes of moderators to debit an item of a final epoch.
CREATE TABLE debit_votes (
    community    TEXT   NOT NULL,
    batch_id     BIGINT NOT NULL,
    position     BIGINT NOT NULL,
    member_id    BIGINT NOT NULL,
    moderator    BIGINT NOT NULL,
    reason       BLOB   NOT NULL,
    voted_at     BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
CREATE INDEX debit_votes_by_item ON debit_votes (community, batch_id, position);

-- Debited items: what counted, what was burned for it, who decided (nobody named: the members' house).
CREATE TABLE debits (
    community        TEXT   NOT NULL,
    batch_id         BIGINT NOT NULL,
    position         BIGINT NOT NULL,
    member_id        BIGINT NOT NULL,
    points           BIGINT NOT NULL,
    units            TEXT   NOT NULL,
    first_moderator  BIGINT,
    second_moderator BIGINT,
    tx_hash          BLOB   NOT NULL,
    debited_at       BIGINT NOT NULL,
    block_number     BIGINT NOT NULL,
    log_index        BIGINT NOT NULL,
    PRIMARY KEY (community, batch_id, position)
);
CREATE INDEX debits_by_place ON debits (community, block_number, log_index);
CREATE INDEX debits_by_member ON debits (community, member_id, block_number, log_index);

-- Ends of the guardian's term as they were set; the newest row is in force.
CREATE TABLE guardian_terms (
    community    TEXT   NOT NULL,
    expires_at   BIGINT NOT NULL,
    set_at       BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);

-- What guardians did: which of the columns from `house` to `epoch` are there depends on the act.
CREATE TABLE guardian_acts (
    community    TEXT   NOT NULL,
    act          TEXT   NOT NULL CHECK (act IN ('proposal_stopped', 'recovery_stopped', 'disputes_extended')),
    guardian     BIGINT NOT NULL,
    house        TEXT CHECK (house IN ('members', 'contributors')),
    proposal_id  BLOB,
    member_id    BIGINT,
    epoch        BIGINT,
    reason       BLOB   NOT NULL,
    tx_hash      BLOB   NOT NULL,
    acted_at     BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
