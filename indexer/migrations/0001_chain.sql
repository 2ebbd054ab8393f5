-- The mirror: everything here can be dropped and rebuilt from the chain.
--
-- Amounts are decimal text of 78 digits, ids, addresses and hashes are BLOB, flags 0 or 1, times unix seconds.
-- A fact carries the place of its event, (block_number, log_index); the community gives the chain. Tables below
-- "derived" are written by the fold alone and are rebuilt from `events` when the chain takes blocks back.

-- Followed chains: the first block tells two chains with one id apart.
CREATE TABLE chains (
    chain_id     BIGINT NOT NULL PRIMARY KEY,
    genesis_hash BLOB   NOT NULL
);

-- Followed communities: addresses as configured, and what their contracts fixed for ever.
CREATE TABLE communities (
    slug                  TEXT     NOT NULL PRIMARY KEY,
    name                  TEXT     NOT NULL,
    chain_id              BIGINT   NOT NULL,
    from_block            BIGINT   NOT NULL,
    registry              BLOB     NOT NULL,
    access_manager        BLOB     NOT NULL,
    members_timelock      BLOB     NOT NULL,
    contributors_timelock BLOB     NOT NULL,
    constitution          BLOB     NOT NULL,
    membership            BLOB     NOT NULL,
    contributions         BLOB     NOT NULL,
    reputation            BLOB     NOT NULL,
    distribution          BLOB     NOT NULL,
    members_house         BLOB     NOT NULL,
    contributors_house    BLOB     NOT NULL,
    safeguards            BLOB     NOT NULL,
    challenges            BLOB     NOT NULL,
    guardian              BLOB     NOT NULL,
    genesis               BIGINT   NOT NULL,
    epoch_length          BIGINT   NOT NULL,
    grace                 BIGINT   NOT NULL,
    challenge             BIGINT   NOT NULL,
    resolve               BIGINT   NOT NULL,
    unclaimed_period      BIGINT   NOT NULL,
    growth                TEXT     NOT NULL,
    members_heads         BIGINT   NOT NULL,
    contributors_heads    BIGINT   NOT NULL,
    pilot                 SMALLINT NOT NULL CHECK (pilot IN (0, 1))
);

-- Headers of the newest blocks, to find out where a fork began.
CREATE TABLE blocks (
    chain_id    BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    hash        BLOB   NOT NULL,
    parent_hash BLOB   NOT NULL,
    time        BIGINT NOT NULL,
    PRIMARY KEY (chain_id, number)
);

-- How far each community is mirrored: the block that every read reflects.
CREATE TABLE cursors (
    community    TEXT   NOT NULL PRIMARY KEY,
    chain_id     BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    block_hash   BLOB   NOT NULL,
    block_time   BIGINT NOT NULL
);

-- Every event as it came (topics and data), with its decoded arguments for people.
CREATE TABLE events (
    community    TEXT   NOT NULL,
    chain_id     BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    block_hash   BLOB   NOT NULL,
    block_time   BIGINT NOT NULL,
    tx_hash      BLOB   NOT NULL,
    address      BLOB   NOT NULL,
    contract     TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    args         TEXT   NOT NULL,
    topics       BLOB   NOT NULL,
    data         BLOB   NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);

-- derived --------------------------------------------------------------------------------------------------------

CREATE TABLE community_states (
    community       TEXT   NOT NULL PRIMARY KEY,
    admission       TEXT   NOT NULL DEFAULT 'open',
    charter_version BIGINT NOT NULL DEFAULT 0,
    dao_uri         TEXT   NOT NULL DEFAULT '',
    attester        BLOB,
    opened_at       BIGINT,
    established_at  BIGINT
);

CREATE TABLE members (
    community       TEXT     NOT NULL,
    member_id       BIGINT   NOT NULL,
    wallet          BLOB     NOT NULL,
    status          TEXT     NOT NULL CHECK (status IN ('active', 'left', 'expelled')),
    unit            SMALLINT NOT NULL CHECK (unit IN (0, 1)),
    unit_since      BIGINT,
    charter_version BIGINT   NOT NULL,
    roles           BIGINT   NOT NULL,
    joined_at       BIGINT   NOT NULL,
    invited_by      BIGINT,
    left_at         BIGINT,
    suspended_until BIGINT,
    PRIMARY KEY (community, member_id)
) WITHOUT ROWID;
CREATE INDEX members_by_wallet ON members (community, wallet);

-- Suspensions as moderators set them; the reason is the hash of a salted text.
CREATE TABLE suspensions (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    moderator    BIGINT NOT NULL,
    until        BIGINT NOT NULL,
    reason       BLOB   NOT NULL,
    suspended_at BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, member_id, block_number, log_index)
);

-- Times during which a member held a voting unit.
CREATE TABLE units (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    since        BIGINT NOT NULL,
    until        BIGINT,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    end_block    BIGINT,
    end_log      BIGINT,
    PRIMARY KEY (community, member_id, block_number, log_index)
);

CREATE TABLE charters (
    community    TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    hash         BLOB   NOT NULL,
    uri          TEXT   NOT NULL,
    published_at BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, version)
);

CREATE TABLE charter_acceptances (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    wallet       BLOB   NOT NULL,
    accepted_at  BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, member_id, block_number, log_index)
);

CREATE TABLE role_changes (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    roles        BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, member_id, block_number, log_index)
);

CREATE TABLE invitations (
    community  TEXT   NOT NULL,
    invitation BLOB   NOT NULL,
    issuer     BIGINT NOT NULL,
    uses       BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (community, invitation)
);

CREATE TABLE batches (
    community     TEXT   NOT NULL,
    batch_id      BIGINT NOT NULL,
    epoch         BIGINT NOT NULL,
    source        BIGINT NOT NULL,
    rules_version BIGINT NOT NULL,
    evidence_root BLOB   NOT NULL,
    approvers     TEXT   NOT NULL,
    items         BIGINT NOT NULL,
    points        BIGINT NOT NULL,
    tx_hash       BLOB   NOT NULL,
    recorded_at   BIGINT NOT NULL,
    block_number  BIGINT NOT NULL,
    log_index     BIGINT NOT NULL,
    PRIMARY KEY (community, batch_id)
);
CREATE INDEX batches_by_epoch ON batches (community, epoch, batch_id);

CREATE TABLE contributions (
    community TEXT     NOT NULL,
    batch_id  BIGINT   NOT NULL,
    position  BIGINT   NOT NULL,
    epoch     BIGINT   NOT NULL,
    source    BIGINT   NOT NULL,
    sequence  BIGINT   NOT NULL,
    member_id BIGINT   NOT NULL,
    lane      SMALLINT NOT NULL CHECK (lane BETWEEN 0 AND 7),
    points    BIGINT   NOT NULL,
    kind      BIGINT   NOT NULL,
    struck    SMALLINT NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)),
    debited   SMALLINT NOT NULL DEFAULT 0 CHECK (debited IN (0, 1)),
    PRIMARY KEY (community, batch_id, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX contributions_once ON contributions (community, source, sequence);
CREATE INDEX contributions_by_member ON contributions (community, member_id, batch_id, position);
CREATE INDEX contributions_by_epoch ON contributions (community, epoch, batch_id, position);

-- Items that were taken back: struck before their epoch was final, or debited after it.
CREATE TABLE taken_items (
    community    TEXT     NOT NULL,
    source       BIGINT   NOT NULL,
    sequence     BIGINT   NOT NULL,
    batch_id     BIGINT   NOT NULL,
    epoch        BIGINT   NOT NULL,
    member_id    BIGINT   NOT NULL,
    lane         SMALLINT NOT NULL CHECK (lane BETWEEN 0 AND 7),
    points       BIGINT   NOT NULL,
    counted      BIGINT   NOT NULL,
    restored     BIGINT   NOT NULL,
    activity     SMALLINT NOT NULL CHECK (activity IN (0, 1)),
    debited      SMALLINT NOT NULL CHECK (debited IN (0, 1)),
    taken_at     BIGINT   NOT NULL,
    block_number BIGINT   NOT NULL,
    log_index    BIGINT   NOT NULL,
    PRIMARY KEY (community, source, sequence)
);
CREATE INDEX taken_items_by_epoch ON taken_items (community, epoch, block_number, log_index);
CREATE INDEX taken_items_by_member ON taken_items (community, member_id);

-- Points of items that paid a debt instead of counting.
CREATE TABLE debt_payments (
    community    TEXT     NOT NULL,
    source       BIGINT   NOT NULL,
    sequence     BIGINT   NOT NULL,
    member_id    BIGINT   NOT NULL,
    epoch        BIGINT   NOT NULL,
    lane         SMALLINT NOT NULL CHECK (lane BETWEEN 0 AND 7),
    points       BIGINT   NOT NULL,
    paid_at      BIGINT   NOT NULL,
    block_number BIGINT   NOT NULL,
    log_index    BIGINT   NOT NULL,
    PRIMARY KEY (community, source, sequence)
);
CREATE INDEX debt_payments_by_member ON debt_payments (community, member_id);

-- Epochs whose disputes have more time.
CREATE TABLE extensions (
    community    TEXT   NOT NULL,
    epoch        BIGINT NOT NULL,
    extension    BIGINT NOT NULL,
    extended_at  BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, epoch)
);

-- Points before caps, after debts and strikes; what counts is min(points, cap of the lane).
CREATE TABLE member_epochs (
    community TEXT     NOT NULL,
    epoch     BIGINT   NOT NULL,
    member_id BIGINT   NOT NULL,
    lane      SMALLINT NOT NULL CHECK (lane BETWEEN 0 AND 7),
    points    BIGINT   NOT NULL,
    items     BIGINT   NOT NULL,
    PRIMARY KEY (community, member_id, epoch, lane)
) WITHOUT ROWID;
CREATE INDEX member_epochs_by_epoch ON member_epochs (community, epoch, member_id, lane);

CREATE TABLE rules (
    community    TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    from_epoch   BIGINT NOT NULL,
    rules        TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, version)
);

CREATE TABLE share_rules (
    community    TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    from_epoch   BIGINT NOT NULL,
    rules        TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, version)
);

CREATE TABLE tokens (
    community TEXT     NOT NULL,
    token     BLOB     NOT NULL,
    allowed   SMALLINT NOT NULL CHECK (allowed IN (0, 1)),
    reserve   TEXT     NOT NULL,
    PRIMARY KEY (community, token)
);

CREATE TABLE pools (
    community TEXT     NOT NULL,
    token     BLOB     NOT NULL,
    epoch     BIGINT   NOT NULL,
    funded    TEXT     NOT NULL,
    paid      TEXT     NOT NULL,
    reserved  TEXT     NOT NULL,
    claims    BIGINT   NOT NULL,
    swept     SMALLINT NOT NULL CHECK (swept IN (0, 1)),
    PRIMARY KEY (community, token, epoch)
);
CREATE INDEX pools_by_epoch ON pools (community, epoch, token);

CREATE TABLE fundings (
    community    TEXT   NOT NULL,
    token        BLOB   NOT NULL,
    epoch        BIGINT NOT NULL,
    sender       BLOB   NOT NULL,
    amount       TEXT   NOT NULL,
    tx_hash      BLOB   NOT NULL,
    funded_at    BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);

CREATE TABLE claims (
    community    TEXT   NOT NULL,
    token        BLOB   NOT NULL,
    epoch        BIGINT NOT NULL,
    member_id    BIGINT NOT NULL,
    payee        BLOB   NOT NULL,
    amount       TEXT   NOT NULL,
    tx_hash      BLOB   NOT NULL,
    claimed_at   BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, member_id, epoch, token)
);
CREATE INDEX claims_by_member ON claims (community, member_id, block_number, log_index);
CREATE INDEX claims_by_place ON claims (community, block_number, log_index);

CREATE TABLE claim_failures (
    community    TEXT   NOT NULL,
    token        BLOB   NOT NULL,
    epoch        BIGINT NOT NULL,
    member_id    BIGINT NOT NULL,
    payee        BLOB   NOT NULL,
    amount       TEXT   NOT NULL,
    tx_hash      BLOB   NOT NULL,
    failed_at    BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);

CREATE TABLE reserve_withdrawals (
    community    TEXT   NOT NULL,
    token        BLOB   NOT NULL,
    receiver     BLOB   NOT NULL,
    amount       TEXT   NOT NULL,
    tx_hash      BLOB   NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);

CREATE TABLE opt_outs (
    community  TEXT     NOT NULL,
    member_id  BIGINT   NOT NULL,
    opted_out  SMALLINT NOT NULL CHECK (opted_out IN (0, 1)),
    changed_at BIGINT   NOT NULL,
    PRIMARY KEY (community, member_id)
) WITHOUT ROWID;

CREATE TABLE reputation_mints (
    community     TEXT   NOT NULL,
    epoch         BIGINT NOT NULL,
    points        TEXT   NOT NULL,
    units         TEXT   NOT NULL,
    epoch_index   TEXT   NOT NULL,
    factor        TEXT   NOT NULL,
    minted_at     BIGINT NOT NULL,
    block_number  BIGINT NOT NULL,
    log_index     BIGINT NOT NULL,
    PRIMARY KEY (community, epoch)
);

CREATE TABLE settlements (
    community     TEXT   NOT NULL,
    member_id     BIGINT NOT NULL,
    wallet        BLOB   NOT NULL,
    through_epoch BIGINT NOT NULL,
    units         TEXT   NOT NULL,
    settled_at    BIGINT NOT NULL,
    block_number  BIGINT NOT NULL,
    log_index     BIGINT NOT NULL,
    PRIMARY KEY (community, member_id, block_number, log_index)
);

CREATE TABLE forfeits (
    community    TEXT   NOT NULL,
    member_id    BIGINT NOT NULL,
    wallet       BLOB   NOT NULL,
    units        TEXT   NOT NULL,
    forfeited_at BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, member_id, block_number, log_index)
);

CREATE TABLE reputation_balances (
    community TEXT NOT NULL,
    wallet    BLOB NOT NULL,
    units     TEXT NOT NULL,
    PRIMARY KEY (community, wallet)
) WITHOUT ROWID;

-- Supply of votes after each change: quorums of past snapshots are read here.
CREATE TABLE vote_supplies (
    community    TEXT   NOT NULL,
    token        TEXT   NOT NULL CHECK (token IN ('membership', 'reputation')),
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    supply       TEXT   NOT NULL,
    PRIMARY KEY (community, token, block_number, log_index)
);

CREATE TABLE delegations (
    community  TEXT   NOT NULL,
    token      TEXT   NOT NULL CHECK (token IN ('membership', 'reputation')),
    delegator  BLOB   NOT NULL,
    delegate   BLOB,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (community, token, delegator)
);
CREATE INDEX delegations_by_delegate ON delegations (community, token, delegate);

CREATE TABLE voting_powers (
    community TEXT NOT NULL,
    token     TEXT NOT NULL CHECK (token IN ('membership', 'reputation')),
    wallet    BLOB NOT NULL,
    votes     TEXT NOT NULL,
    PRIMARY KEY (community, token, wallet)
) WITHOUT ROWID;

CREATE TABLE proposals (
    community     TEXT   NOT NULL,
    house         TEXT   NOT NULL CHECK (house IN ('members', 'contributors')),
    proposal_id   BLOB   NOT NULL,
    operation_id  BLOB   NOT NULL,
    proposer      BLOB   NOT NULL,
    member_id     BIGINT,
    targets       TEXT   NOT NULL,
    call_values   TEXT   NOT NULL,
    calldatas     TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    description   TEXT   NOT NULL,
    vote_start    BIGINT NOT NULL,
    vote_end      BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    extended_at   BIGINT,
    canceled_at   BIGINT,
    queued_at     BIGINT,
    eta           BIGINT,
    executed_at   BIGINT,
    votes_against TEXT   NOT NULL,
    votes_for     TEXT   NOT NULL,
    votes_abstain TEXT   NOT NULL,
    ballots       BIGINT NOT NULL,
    heads         BIGINT NOT NULL,
    tx_hash       BLOB   NOT NULL,
    block_number  BIGINT NOT NULL,
    log_index     BIGINT NOT NULL,
    PRIMARY KEY (community, house, proposal_id)
);
CREATE INDEX proposals_by_operation ON proposals (community, operation_id);
CREATE INDEX proposals_by_place ON proposals (community, block_number, log_index);

CREATE TABLE ballots (
    community    TEXT     NOT NULL,
    house        TEXT     NOT NULL CHECK (house IN ('members', 'contributors')),
    proposal_id  BLOB     NOT NULL,
    voter        BLOB     NOT NULL,
    member_id    BIGINT,
    support      SMALLINT NOT NULL CHECK (support IN (0, 1, 2)),
    weight       TEXT     NOT NULL,
    reason       TEXT     NOT NULL,
    tx_hash      BLOB     NOT NULL,
    cast_at      BIGINT   NOT NULL,
    block_number BIGINT   NOT NULL,
    log_index    BIGINT   NOT NULL,
    PRIMARY KEY (community, house, proposal_id, voter)
);
CREATE INDEX ballots_by_place ON ballots (community, house, proposal_id, block_number, log_index);
CREATE INDEX ballots_by_voter ON ballots (community, voter, block_number, log_index);

CREATE TABLE operations (
    community    TEXT   NOT NULL,
    timelock     TEXT   NOT NULL CHECK (timelock IN ('members', 'contributors', 'constitution')),
    operation_id BLOB   NOT NULL,
    call_index   BIGINT NOT NULL,
    target       BLOB   NOT NULL,
    call_value   TEXT   NOT NULL,
    data         BLOB   NOT NULL,
    predecessor  BLOB   NOT NULL,
    delay        BIGINT NOT NULL,
    scheduled_at BIGINT NOT NULL,
    executed_at  BIGINT,
    canceled_at  BIGINT,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, timelock, operation_id, call_index)
);
CREATE INDEX operations_by_place ON operations (community, block_number, log_index);

-- Settings of houses and timelocks over time; the newest row of a setting is in force.
CREATE TABLE house_settings (
    community    TEXT   NOT NULL,
    house        TEXT   NOT NULL CHECK (house IN ('members', 'contributors', 'constitution')),
    setting      TEXT   NOT NULL,
    value        TEXT   NOT NULL,
    set_at       BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, house, setting, block_number, log_index)
);

CREATE TABLE deployments (
    community       TEXT   NOT NULL,
    deployment      BIGINT NOT NULL,
    from_epoch      BIGINT NOT NULL,
    contracts       TEXT   NOT NULL,
    registered_at   BIGINT NOT NULL,
    block_number    BIGINT NOT NULL,
    log_index       BIGINT NOT NULL,
    PRIMARY KEY (community, deployment)
);

CREATE TABLE anchors (
    community    TEXT   NOT NULL,
    kind         BLOB   NOT NULL,
    root         BLOB   NOT NULL,
    sender       BLOB   NOT NULL,
    anchored_at  BIGINT NOT NULL,
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (community, block_number, log_index)
);
