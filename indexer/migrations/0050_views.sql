-- Views for people's own queries and dashboards: docs/views.md tells every column. They are stable: columns are added,
-- never changed or taken away; what has to change becomes v2. `hex` is SQLite's; on PostgreSQL it is made beforehand.

CREATE VIEW v1_communities AS
SELECT c.slug AS community, c.name, c.chain_id, c.pilot, c.genesis AS genesis_at, c.epoch_length, u.block_number,
    '0x' || LOWER(HEX(u.block_hash)) AS block_hash, u.block_time, v.block_number AS verified_block, s.admission,
    s.charter_version, s.opened_at, s.established_at, '0x' || LOWER(HEX(c.membership)) AS membership,
    '0x' || LOWER(HEX(c.contributions)) AS contributions, '0x' || LOWER(HEX(c.reputation)) AS reputation,
    '0x' || LOWER(HEX(c.distribution)) AS distribution
FROM communities AS c
LEFT JOIN cursors AS u ON u.community = c.slug
LEFT JOIN verified_heights AS v ON v.community = c.slug
LEFT JOIN community_states AS s ON s.community = c.slug;

CREATE VIEW v1_members AS
SELECT community, member_id, '0x' || LOWER(HEX(wallet)) AS wallet, status, unit AS votes, roles, charter_version, joined_at,
    invited_by, left_at, suspended_until
FROM members;

CREATE VIEW v1_contributions AS
SELECT c.community, c.batch_id, c.position, c.epoch, c.source, c.sequence, c.member_id, c.lane, c.points, c.kind, c.struck,
    c.debited, b.rules_version, '0x' || LOWER(HEX(b.evidence_root)) AS evidence_root, b.recorded_at,
    '0x' || LOWER(HEX(b.tx_hash)) AS tx_hash, b.block_number
FROM contributions AS c
JOIN batches AS b ON b.community = c.community AND b.batch_id = c.batch_id;

CREATE VIEW v1_points AS
SELECT p.community, p.epoch, c.genesis + p.epoch * c.epoch_length AS epoch_starts_at,
    c.genesis + (p.epoch + 1) * c.epoch_length AS epoch_ends_at, p.member_id, p.lane, p.points, p.items
FROM member_epochs AS p
JOIN communities AS c ON c.slug = p.community;

CREATE VIEW v1_pools AS
SELECT community, epoch, '0x' || LOWER(HEX(token)) AS token, COALESCE(NULLIF(LTRIM(funded, '0'), ''), '0') AS funded,
    CAST(funded AS DOUBLE PRECISION) AS funded_approx, COALESCE(NULLIF(LTRIM(paid, '0'), ''), '0') AS paid,
    CAST(paid AS DOUBLE PRECISION) AS paid_approx, COALESCE(NULLIF(LTRIM(reserved, '0'), ''), '0') AS reserved,
    CAST(reserved AS DOUBLE PRECISION) AS reserved_approx, claims, swept
FROM pools;

CREATE VIEW v1_claims AS
SELECT community, epoch, member_id, '0x' || LOWER(HEX(token)) AS token, '0x' || LOWER(HEX(payee)) AS payee,
    COALESCE(NULLIF(LTRIM(amount, '0'), ''), '0') AS amount, CAST(amount AS DOUBLE PRECISION) AS amount_approx, claimed_at,
    '0x' || LOWER(HEX(tx_hash)) AS tx_hash, block_number
FROM claims;

CREATE VIEW v1_reputation AS
SELECT community, '0x' || LOWER(HEX(wallet)) AS wallet, COALESCE(NULLIF(LTRIM(units, '0'), ''), '0') AS units,
    CAST(units AS DOUBLE PRECISION) AS units_approx
FROM reputation_balances;

CREATE VIEW v1_supplies AS
SELECT community, token, changed_at, block_number, log_index, COALESCE(NULLIF(LTRIM(supply, '0'), ''), '0') AS supply,
    CAST(supply AS DOUBLE PRECISION) AS supply_approx
FROM vote_supplies;

CREATE VIEW v1_proposals AS
SELECT community, house, '0x' || LOWER(HEX(proposal_id)) AS proposal_id, title, '0x' || LOWER(HEX(proposer)) AS proposer,
    member_id, created_at, vote_start AS voting_starts_at, vote_end AS voting_ends_at, canceled_at, queued_at,
    eta AS executable_at, executed_at, COALESCE(NULLIF(LTRIM(votes_for, '0'), ''), '0') AS votes_for,
    CAST(votes_for AS DOUBLE PRECISION) AS votes_for_approx,
    COALESCE(NULLIF(LTRIM(votes_against, '0'), ''), '0') AS votes_against,
    CAST(votes_against AS DOUBLE PRECISION) AS votes_against_approx,
    COALESCE(NULLIF(LTRIM(votes_abstain, '0'), ''), '0') AS votes_abstain,
    CAST(votes_abstain AS DOUBLE PRECISION) AS votes_abstain_approx, ballots, heads,
    '0x' || LOWER(HEX(tx_hash)) AS tx_hash, block_number
FROM proposals;

CREATE VIEW v1_ballots AS
SELECT community, house, '0x' || LOWER(HEX(proposal_id)) AS proposal_id, '0x' || LOWER(HEX(voter)) AS voter, member_id,
    support, COALESCE(NULLIF(LTRIM(weight, '0'), ''), '0') AS weight, CAST(weight AS DOUBLE PRECISION) AS weight_approx,
    reason, cast_at, '0x' || LOWER(HEX(tx_hash)) AS tx_hash, block_number
FROM ballots;

CREATE VIEW v1_challenges AS
SELECT community, challenge_id, batch_id, position, epoch, member_id, items, challenger, status, challenged_at, closed_at,
    '0x' || LOWER(HEX(tx_hash)) AS tx_hash, block_number
FROM challenges;

CREATE VIEW v1_events AS
SELECT community, block_number, log_index, block_time, contract, name, args, '0x' || LOWER(HEX(address)) AS address,
    '0x' || LOWER(HEX(block_hash)) AS block_hash, '0x' || LOWER(HEX(tx_hash)) AS tx_hash
FROM events;
