import { Hono } from "hono";
import { count, sum } from "ponder";
import { db } from "ponder:api";
import schema from "ponder:schema";

const app = new Hono();
app.get("/count", async (c) => {
  const [rows] = await db.select({ n: count(), points: sum(schema.contribution.points) }).from(schema.contribution);
  const [ballots] = await db.select({ n: count() }).from(schema.ballot);
  const [claims] = await db.select({ n: count() }).from(schema.claim);
  return c.json({ contributions: rows!.n, points: Number(rows!.points), ballots: ballots!.n, claims: claims!.n });
});
export default app;
