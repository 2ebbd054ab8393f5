// The rows that Palabre keeps of batches, votes and claims.
import { index, onchainTable, primaryKey } from "ponder";

export const batch = onchainTable("batch", (t) => ({
  batchId: t.integer().primaryKey(),
  epoch: t.integer().notNull(),
  source: t.integer().notNull(),
  rulesVersion: t.integer().notNull(),
  evidenceRoot: t.hex().notNull(),
  approvers: t.text().notNull(),
  items: t.integer().notNull(),
  points: t.integer().notNull(),
  tx: t.hex().notNull(),
  recordedAt: t.bigint().notNull(),
  block: t.bigint().notNull(),
  logIndex: t.integer().notNull(),
}));

export const contribution = onchainTable(
  "contribution",
  (t) => ({
    batchId: t.integer().notNull(),
    position: t.integer().notNull(),
    epoch: t.integer().notNull(),
    source: t.integer().notNull(),
    sequence: t.bigint().notNull(),
    memberId: t.bigint().notNull(),
    lane: t.integer().notNull(),
    points: t.integer().notNull(),
    kind: t.integer().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.batchId, table.position] }),
    once: index().on(table.source, table.sequence),
    byMember: index().on(table.memberId, table.batchId, table.position),
    byEpoch: index().on(table.epoch, table.batchId, table.position),
  }),
);

export const memberEpoch = onchainTable(
  "member_epoch",
  (t) => ({
    epoch: t.integer().notNull(),
    memberId: t.bigint().notNull(),
    lane: t.integer().notNull(),
    points: t.integer().notNull(),
    items: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.epoch, table.memberId, table.lane] }) }),
);

export const ballot = onchainTable(
  "ballot",
  (t) => ({
    house: t.hex().notNull(),
    proposalId: t.bigint().notNull(),
    voter: t.hex().notNull(),
    support: t.integer().notNull(),
    weight: t.bigint().notNull(),
    reason: t.text().notNull(),
    tx: t.hex().notNull(),
    castAt: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.house, table.proposalId, table.voter] }) }),
);

export const claim = onchainTable(
  "claim",
  (t) => ({
    token: t.hex().notNull(),
    epoch: t.integer().notNull(),
    memberId: t.bigint().notNull(),
    payee: t.hex().notNull(),
    amount: t.bigint().notNull(),
    tx: t.hex().notNull(),
    claimedAt: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.token, table.epoch, table.memberId] }) }),
);
