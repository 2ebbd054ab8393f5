// The signatures that the connector and the double for Slack agree on, judged by Slack's own library.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const { verifySlackRequest } = require(join(dirname(require.resolve("@slack/bolt")), "receivers", "verify-request.js"));
const { secret, now, cases } = JSON.parse(readFileSync(new URL("../data/connectors/slack-signatures.json", import.meta.url)));

test("there is something to judge", () => assert.ok(cases.filter((one) => one.genuine).length >= 5));

for (const { name, timestamp, body, signature, genuine } of cases) {
  test(`Slack's library says the same of ${name}`, () => {
    const judge = () =>
      verifySlackRequest({
        signingSecret: secret,
        body,
        headers: { "x-slack-signature": signature, "x-slack-request-timestamp": timestamp },
        nowMilliseconds: now * 1000,
      });
    if (genuine) assert.doesNotThrow(judge);
    else assert.throws(judge);
  });
}
