import { ponder } from "ponder:registry";
import { ballot, batch, claim, contribution, memberEpoch } from "ponder:schema";

// 16 bytes an item: member 40 | lane 8 | points 24 | kind 16 | sequence 40 bits.
const ITEM = 32;

type Item = { memberId: bigint; lane: number; points: number; kind: number; sequence: bigint };

function unpack(packed: string): Item[] {
  const items: Item[] = [];
  for (let at = 2; at < packed.length; at += ITEM) {
    items.push({
      memberId: BigInt(`0x${packed.slice(at, at + 10)}`),
      lane: parseInt(packed.slice(at + 10, at + 12), 16),
      points: parseInt(packed.slice(at + 12, at + 18), 16),
      kind: parseInt(packed.slice(at + 18, at + 22), 16),
      sequence: BigInt(`0x${packed.slice(at + 22, at + 32)}`),
    });
  }
  return items;
}

ponder.on("Contributions:BatchRecorded", async ({ event, context }) => {
  const { batchId, epoch, source, rulesVersion, evidenceRoot, approvers, items: packed } = event.args;
  const items = unpack(packed);
  const id = Number(batchId);
  await context.db.insert(batch).values({
    batchId: id,
    epoch,
    source,
    rulesVersion,
    evidenceRoot,
    approvers: JSON.stringify(approvers.map(String)),
    items: items.length,
    points: items.reduce((sum, item) => sum + item.points, 0),
    tx: event.transaction.hash,
    recordedAt: event.block.timestamp,
    block: event.block.number,
    logIndex: event.log.logIndex,
  });
  await context.db
    .insert(contribution)
    .values(items.map((item, position) => ({ batchId: id, position, epoch, source, ...item })));
  const sums = new Map<string, { memberId: bigint; lane: number; points: number; items: number }>();
  for (const { memberId, lane, points } of items) {
    const key = `${memberId}-${lane}`;
    const sum = sums.get(key) ?? { memberId, lane, points: 0, items: 0 };
    sum.points += points;
    sum.items += 1;
    sums.set(key, sum);
  }
  for (const sum of sums.values()) {
    await context.db
      .insert(memberEpoch)
      .values({ epoch, ...sum })
      .onConflictDoUpdate((row) => ({ points: row.points + sum.points, items: row.items + sum.items }));
  }
});

ponder.on("House:VoteCast", async ({ event, context }) => {
  const { voter, proposalId, support, weight, reason } = event.args;
  await context.db.insert(ballot).values({
    house: event.log.address,
    proposalId,
    voter,
    support,
    weight,
    reason,
    tx: event.transaction.hash,
    castAt: event.block.timestamp,
  });
});

ponder.on("Distribution:Claimed", async ({ event, context }) => {
  const { token, epoch, memberId, payee, amount } = event.args;
  await context.db.insert(claim).values({
    token,
    epoch,
    memberId: BigInt(memberId),
    payee,
    amount,
    tx: event.transaction.hash,
    claimedAt: event.block.timestamp,
  });
});
