-- What members asked the relay to send. Kept for ever: the digest and the signer of an intent are its identity, so that
-- the same signature can be submitted twice and act once.
CREATE TABLE intents (
    id BLOB PRIMARY KEY,
    digest BLOB NOT NULL,
    signer BLOB NOT NULL,
    chain_id BIGINT NOT NULL,
    community TEXT NOT NULL,
    action TEXT NOT NULL,
    -- What at most one intent at a time may be about: the purpose of a nonce.
    slot TEXT NOT NULL,
    contract BLOB NOT NULL,
    calldata BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'simulated', 'sent', 'mined', 'failed')),
    gas BIGINT,
    nonce BIGINT,
    tx_hash BLOB,
    block_number BIGINT,
    block_hash BLOB,
    -- Why it failed, or what it brought about: JSON.
    reason TEXT,
    outcome TEXT,
    received_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (digest, signer)
);

CREATE UNIQUE INDEX intents_one_at_a_time ON intents (chain_id, contract, signer, slot)
    WHERE state IN ('received', 'simulated', 'sent');

CREATE INDEX intents_waiting ON intents (chain_id, state, received_at)
    WHERE state IN ('received', 'simulated', 'sent');

CREATE INDEX intents_by_signer ON intents (community, signer, received_at);

CREATE INDEX intents_by_action ON intents (community, action, received_at);

-- Every transaction that was ever signed for an intent: after a fee bump, any of them may be the one that is mined.
CREATE TABLE intent_transactions (
    tx_hash BLOB PRIMARY KEY,
    intent BLOB NOT NULL REFERENCES intents (id),
    nonce BIGINT NOT NULL,
    raw BLOB NOT NULL,
    max_fee_per_gas TEXT NOT NULL,
    max_priority_fee_per_gas TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);

CREATE INDEX intent_transactions_by_intent ON intent_transactions (intent, signed_at);

-- The next transaction number of each key: moved forward in the same database transaction that stores what is sent.
CREATE TABLE relay_nonces (
    chain_id BIGINT NOT NULL,
    address BLOB NOT NULL,
    next BIGINT NOT NULL,
    PRIMARY KEY (chain_id, address)
);

-- One-time secrets that make somebody the first organizer. Only their hashes are kept.
CREATE TABLE founding_tokens (
    hash BLOB PRIMARY KEY,
    community TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_by BLOB REFERENCES intents (id)
);
