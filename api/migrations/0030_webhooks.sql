-- Outgoing webhooks: who is told what. Secrets are kept as they are, because every message is signed with them.
CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    community TEXT NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    -- Names of events, `proposal.*` or `*`, separated by a space.
    types TEXT NOT NULL,
    -- Told at once, or when the chain never takes it back.
    finality TEXT NOT NULL CHECK (finality IN ('head', 'finalized')),
    secret BLOB NOT NULL,
    -- The secret before, which still signs until then.
    old_secret BLOB,
    old_secret_until BIGINT,
    enabled SMALLINT NOT NULL CHECK (enabled IN (0, 1)),
    -- Why it was disabled without anybody asking for it.
    disabled_reason TEXT,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Since when nothing was taken.
    failing_since BIGINT,
    -- The receiver asked to be left alone until then.
    rest_until BIGINT NOT NULL,
    -- The last event that was looked at, with the hash of its block; without a hash there is nothing to compare.
    at_block BIGINT NOT NULL,
    at_log BIGINT NOT NULL,
    at_hash BLOB,
    -- Nothing up to here is looked at again, whatever the chain takes back.
    floor_block BIGINT NOT NULL,
    floor_log BIGINT NOT NULL
);

CREATE INDEX webhooks_by_community ON webhooks (community, created_at);

-- Messages to be delivered. `event` names what happened as the live stream does; `turn` counts how often the same event
-- was taken back before.
CREATE TABLE webhook_deliveries (
    webhook TEXT NOT NULL REFERENCES webhooks (id),
    -- Counted from 1 for each webhook.
    number BIGINT NOT NULL,
    event TEXT NOT NULL,
    turn BIGINT NOT NULL,
    type TEXT NOT NULL,
    -- Where the event stands on its chain; missing for messages that are no event.
    block_number BIGINT,
    log_index BIGINT,
    block_hash BLOB,
    -- What is sent, the same at every attempt.
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'retracted')),
    attempts BIGINT NOT NULL,
    -- How far the schedule of attempts is.
    step BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    last_at BIGINT,
    last_status BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (webhook, number)
);

CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (webhook, event, turn);

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook, next_at, number) WHERE state = 'pending';

CREATE INDEX webhook_deliveries_by_place ON webhook_deliveries (webhook, block_number, log_index);

CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (created_at);
