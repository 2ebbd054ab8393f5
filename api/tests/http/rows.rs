//! Rows of a lived-in community, as the indexer would have written them.

use alloy::primitives::Address;
use palabre_contracts::Community;
use palabre_contracts::rules::LedgerRules;
use palabre_indexer::{
    Store,
    sql::{self, Query},
};

use crate::world::community;

/// A name chosen by somebody who means harm.
pub(crate) const NAME: &str = "Démo <script>alert(\"name\")</script>";
/// A proposal by the same person.
pub(crate) const DESCRIPTION: &str = "# Raise <img src=x onerror=alert(1)>\n\nBecause <script>alert(2)</script>.";
/// The present of all tests: epoch 5.
pub(crate) const NOW: u64 = GENESIS + 5 * LENGTH + 10;
/// Proposal that is being voted on.
pub(crate) const ACTIVE: &str = "0x0000000000000000000000000000000000000000000000000000000000000a01";
/// Members of the community.
pub(crate) const MEMBERS: u64 = 7;
/// Contributions of the community.
pub(crate) const CONTRIBUTIONS: u64 = 12;

const GENESIS: u64 = 1_700_000_000;
const LENGTH: u64 = 1000;
const ETHER: u128 = 1_000_000_000_000_000_000;

/// Fills the mirror.
pub(crate) async fn fill(store: &Store) {
    follow(store, &community("demo", NAME)).await;
    state(store).await;
    members(store).await;
    ledger(store).await;
    money(store).await;
    votes(store).await;
    papers(store).await;
    move_to(store, "demo", 100).await;
}

/// An event that is the only one of its block at this place, on a branch of the chain.
pub(crate) async fn event(store: &Store, block: u64, log: i64, branch: u8) {
    let mut hash = word(block);
    hash[0] = branch;
    let query = sql::query(
        "INSERT INTO events VALUES ('demo', 31337, $1, $2, $3, $4, $3, $5, 'membership', 'Joined', '{}', $3, $3)",
    );
    run(store, query.bind(block as i64).bind(log).bind(hash).bind(GENESIS as i64).bind(wallet(0))).await;
}

/// Lets all votes end then.
pub(crate) async fn end_votes(store: &Store, time: u64) {
    run(store, sql::query("UPDATE proposals SET vote_end = $1").bind(time as i64)).await;
}

/// The chain takes the blocks above this one back.
pub(crate) async fn forget_above(store: &Store, block: u64) {
    run(store, sql::query("DELETE FROM events WHERE block_number > $1").bind(block as i64)).await;
}

/// Of member 3's two contributions of epoch 1, the first paid a debt of 5; the second was challenged by member 4 and
/// struck by members 1 and 2.
pub(crate) async fn strike_and_debts(store: &Store) {
    let at = GENESIS as i64 + 1500;
    let query = sql::query("INSERT INTO debt_payments VALUES ('demo', 1, 2, 3, 1, 0, 5, $1, 10, 1)");
    run(store, query.bind(at)).await;
    let query = sql::query("INSERT INTO taken_items VALUES ('demo', 1, 5, 1, 1, 3, 0, 30, 5, 0, 1, 0, $1, 20, 4)");
    run(store, query.bind(at)).await;
    event(store, 20, 4, 0).await;
    let query = sql::query(
        "INSERT INTO challenges VALUES ('demo', 1, 1, 1, 1, 2, 5, 3, 1, 4, $1, 'upheld', 1, 2, $2, $1, $3, 15, 0)",
    );
    run(store, query.bind(word(15)).bind(at).bind(at - 200)).await;
    run(store, sql::query("UPDATE contributions SET struck = 1 WHERE source = 1 AND sequence = 5")).await;
    run(store, sql::query("UPDATE member_epochs SET points = points - 35 WHERE epoch = 1 AND member_id = 3")).await;
}

/// Contributions of lane 7 in one batch of their own.
pub(crate) async fn many_contributions(store: &Store, count: i64) {
    let query = sql::query("INSERT INTO batches VALUES ('demo', 99, 2, 9, 1, $1, '[\"1\"]', $2, 0, $1, $3, 90, 0)");
    run(store, query.bind(word(9)).bind(count).bind(GENESIS as i64)).await;
    for position in 0..count {
        let query = sql::query("INSERT INTO contributions VALUES ('demo', 99, $1, 2, 9, $1, 1, 7, 1, 0, 0, 0)");
        run(store, query.bind(position)).await;
    }
}

/// Rows of lists that the community's life left empty, one for each of members 1 to 3.
pub(crate) async fn nouns(store: &Store) {
    for member in 1i64..=3 {
        let query = sql::query("INSERT INTO role_changes VALUES ('demo', $1, $1, $2, $3, 0)");
        run(store, query.bind(member).bind(GENESIS as i64).bind(80 + member)).await;
        let query = sql::query("INSERT INTO wallet_moves VALUES ('demo', $1, 'rotation', $2, $3, NULL, $4, $5, $6, 1)");
        let query = query.bind(member).bind(wallet(30 + member)).bind(wallet(member)).bind(word(1));
        run(store, query.bind(GENESIS as i64).bind(80 + member)).await;
        let query = sql::query("INSERT INTO fundings VALUES ('demo', $1, $2, $3, $4, $5, $6, $7, 2)");
        let query = query.bind(vec![0; 20]).bind(member).bind(wallet(member)).bind(amount(ETHER)).bind(word(2));
        run(store, query.bind(GENESIS as i64).bind(80 + member)).await;
        // Member 3 votes alone; the others chose member 1.
        let delegate = if member == 3 { wallet(3) } else { wallet(1) };
        let query = sql::query("INSERT INTO delegations VALUES ('demo', 'membership', $1, $2, $3)");
        run(store, query.bind(wallet(member)).bind(delegate).bind(GENESIS as i64)).await;
    }
}

/// Makes the mirror know a community.
pub(crate) async fn follow(store: &Store, community: &Community) {
    let at = &community.contracts;
    let mut query = sql::query(
        "INSERT INTO communities VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)",
    );
    query = query.bind(community.slug.to_string()).bind(community.name.clone());
    query = query.bind(community.chain_id as i64).bind(community.from_block as i64);
    let order = [
        at.registry,
        at.access_manager,
        at.members_timelock,
        at.contributors_timelock,
        at.constitution,
        at.membership,
        at.contributions,
        at.reputation,
        at.distribution,
        at.members_house,
        at.contributors_house,
        at.safeguards,
        at.challenges,
        at.guardian,
    ];
    for address in order {
        query = query.bind(address.to_vec());
    }
    for number in [GENESIS as i64, LENGTH as i64, 100, 100, 100, 5000] {
        query = query.bind(number);
    }
    run(store, query.bind(amount(1 << 64)).bind(3i64).bind(3i64).bind(1i64)).await;
}

/// Makes the mirror reflect another block.
pub(crate) async fn move_to(store: &Store, slug: &str, block: u64) {
    let query = sql::query(
        "INSERT INTO cursors VALUES ($1, 31337, $2, $3, $4) ON CONFLICT (community) DO UPDATE
         SET block_number = excluded.block_number, block_hash = excluded.block_hash, block_time = excluded.block_time",
    );
    run(store, query.bind(slug.to_owned()).bind(block as i64).bind(word(block)).bind((NOW - 5) as i64)).await;
}

async fn state(store: &Store) {
    run(
        store,
        sql::query(
            "INSERT INTO community_states VALUES ('demo', 'invitation', 2, 'https://x.example', NULL, NULL, NULL)",
        ),
    )
    .await;
    for version in [1i64, 2] {
        let uri =
            if version == 2 { "data:text/plain,Be%20kind%20<script>alert(3)</script>" } else { "javascript:alert(4)" };
        let query = sql::query("INSERT INTO charters VALUES ('demo', $1, $2, $3, $4, 1, $1)");
        run(store, query.bind(version).bind(word(version as u64)).bind(uri).bind(GENESIS as i64)).await;
    }
}

async fn members(store: &Store) {
    for id in 1..=MEMBERS as i64 {
        let status = if id == 7 { "left" } else { "active" };
        let unit = i64::from(id != 7);
        let roles: i64 = if id == 1 { 0b101 << 8 | 1 } else { 0 };
        let query = sql::query("INSERT INTO members VALUES ('demo', $1, $2, $3, $4, $5, 2, $6, $5, NULL, NULL, NULL)");
        run(store, query.bind(id).bind(wallet(id)).bind(status).bind(unit).bind(GENESIS as i64 - 50).bind(roles)).await;
        let query = sql::query("INSERT INTO units VALUES ('demo', $1, $2, NULL, 1, $1, NULL, NULL)");
        run(store, query.bind(id).bind(GENESIS as i64 - 50)).await;
    }
    let query = sql::query("INSERT INTO vote_supplies VALUES ('demo', 'membership', 1, 0, $1, $2)");
    run(store, query.bind(GENESIS as i64 - 50).bind(amount(6))).await;
    run(
        store,
        sql::query("INSERT INTO reputation_balances VALUES ('demo', $1, $2)").bind(wallet(1)).bind(amount(64_000_000)),
    )
    .await;
}

/// Somebody with a wallet of their own.
pub(crate) async fn person(
    store: &Store,
    community: &str,
    id: i64,
    wallet: Address,
    status: &str,
    roles: i64,
    suspended_until: Option<i64>,
) {
    let query = sql::query("INSERT INTO members VALUES ($1, $2, $3, $4, 1, $5, 2, $6, $5, NULL, NULL, $7)");
    let query = query.bind(community.to_owned()).bind(id).bind(wallet.to_vec()).bind(status.to_owned());
    run(store, query.bind(GENESIS as i64 - 50).bind(roles).bind(suspended_until)).await;
}

/// Gives a wallet's member other roles, as the next block would.
pub(crate) async fn set_roles(store: &Store, wallet: Address, roles: i64) {
    run(store, sql::query("UPDATE members SET roles = $2 WHERE wallet = $1").bind(wallet.to_vec()).bind(roles)).await;
}

async fn ledger(store: &Store) {
    let rules = LedgerRules {
        quorum: [1; 8],
        cap: [30; 8],
        active_at: 10,
        vote_lanes: 1,
        activity_lanes: 0xff,
        ..LedgerRules::default()
    };
    let rules = serde_json::to_string(&rules).expect("rules are JSON");
    let query = sql::query("INSERT INTO rules VALUES ('demo', 1, 0, $1, $2, 1, 5)");
    run(store, query.bind(rules).bind(GENESIS as i64)).await;
    let shares = r#"{"reserve_bps":1000,"equal_bps":3000,"lane_bps":[6000,0,0,0,0,0,0,0],"lane_floor":[0,0,0,0,0,0,0,0],
        "member_cap_bps":0,"activity_target":0}"#;
    let query = sql::query("INSERT INTO share_rules VALUES ('demo', 1, 0, $1, $2, 1, 6)");
    run(store, query.bind(shares).bind(GENESIS as i64)).await;
    // Batches 0 to 3 of three contributions each; two of epoch 1, then epochs 2 and 5.
    for (batch, epoch) in [1i64, 1, 2, 5].into_iter().enumerate() {
        let batch = batch as i64;
        let query =
            sql::query("INSERT INTO batches VALUES ('demo', $1, $2, 1, 1, $3, '[\"1\",\"2\"]', 3, 60, $3, $4, $5, 0)");
        let recorded_at = GENESIS as i64 + epoch * LENGTH as i64 + 5;
        run(store, query.bind(batch).bind(epoch).bind(word(batch as u64)).bind(recorded_at).bind(10 + batch)).await;
        for position in 0..3 {
            let query = sql::query("INSERT INTO contributions VALUES ('demo', $1, $2, $3, 1, $4, $5, 0, $6, 0, 0, 0)");
            let (sequence, member, points) = (batch * 3 + position, position + 1, 10 * (position + 1));
            run(store, query.bind(batch).bind(position).bind(epoch).bind(sequence).bind(member).bind(points)).await;
            let query = sql::query(
                "INSERT INTO member_epochs VALUES ('demo', $1, $2, 0, $3, 1)
                    ON CONFLICT (community, epoch, member_id, lane) DO UPDATE
                    SET points = member_epochs.points + excluded.points, items = member_epochs.items + 1",
            );
            run(store, query.bind(epoch).bind(member).bind(points)).await;
        }
    }
}

async fn money(store: &Store) {
    run(store, sql::query("INSERT INTO tokens VALUES ('demo', $1, 1, $2)").bind(vec![0; 20]).bind(amount(5))).await;
    for epoch in [1i64, 2] {
        let query = sql::query("INSERT INTO pools VALUES ('demo', $1, $2, $3, $4, $4, 1, 0)");
        run(store, query.bind(vec![0; 20]).bind(epoch).bind(amount(ETHER)).bind(amount(0))).await;
    }
    let query = sql::query("INSERT INTO claims VALUES ('demo', $1, 1, 2, $2, $3, $4, $5, 50, 0)");
    let paid_at = NOW as i64 - 100;
    run(store, query.bind(vec![0; 20]).bind(wallet(2)).bind(amount(ETHER / 3)).bind(word(9)).bind(paid_at)).await;
    run(store, sql::query("INSERT INTO opt_outs VALUES ('demo', 3, 1, 1)")).await;
}

async fn votes(store: &Store) {
    for number in 1i64..=3 {
        let mut query = sql::query(
            "INSERT INTO proposals VALUES ('demo', 'members', $1, $1, $2, 1, $3, '[\"0\"]', '[\"0x12345678\"]', $4, $5,
                $6, $7, $6, NULL, NULL, NULL, NULL, NULL, $8, $9, $8, 4, 4, $1, $10, 0)",
        );
        // 1 and 2 are over, 3 is being voted on.
        let id = if number == 3 { word(0x0a01) } else { word(number as u64) };
        let end = if number == 3 { NOW as i64 + 7200 } else { NOW as i64 - 10 * number };
        query = query.bind(id).bind(wallet(1)).bind(format!("[\"0x{}\"]", "18".repeat(20)));
        query = query.bind("Raise <img src=x onerror=alert(1)>").bind(DESCRIPTION);
        query = query.bind(NOW as i64 - 500).bind(end).bind(amount(0)).bind(amount(4)).bind(60 + number);
        run(store, query).await;
    }
    for voter in 1i64..=4 {
        let query = sql::query("INSERT INTO ballots VALUES ('demo', 'members', $1, $2, $3, 1, $4, $5, $1, $6, 70, $3)");
        let query = query.bind(word(0x0a01)).bind(wallet(voter)).bind(voter).bind(amount(1));
        run(store, query.bind("<b onclick=alert(5)>yes</b>").bind(NOW as i64 - 30)).await;
    }
    for log in 0i64..5 {
        let query = sql::query(
            "INSERT INTO events VALUES ('demo', 31337, 7, $1, $2, $3, $2, $4, 'membership', $5, '{\"memberId\":\"1\"}', $2, $2)",
        );
        let name = if log % 2 == 0 { "Joined" } else { "RolesSet" };
        run(store, query.bind(log).bind(word(7)).bind(GENESIS as i64).bind(wallet(0)).bind(name)).await;
    }
}

/// Two applications, of which one expired; a recovery that waits; a batch that is doubted.
async fn papers(store: &Store) {
    for number in [1i64, 2] {
        let query = sql::query(
            "INSERT INTO applications VALUES ('demo', $1, $2, 2, $2, $3, 'open', NULL, NULL, NULL, $2, $4, $5, 0)",
        );
        let query = query.bind(wallet(20 + number)).bind(word(number as u64));
        run(store, query.bind(NOW as i64 + 1000 * (2 * number - 3)).bind(NOW as i64 - 5000).bind(70 + number)).await;
    }
    let query = sql::query(
        "INSERT INTO recoveries VALUES ('demo', 4, $1, 'started', $2, $3, 1, 2, $4, $2, NULL, NULL, NULL, NULL, $5, $4,
            74, 0)",
    );
    let query = query.bind(wallet(30)).bind(NOW as i64 + 500).bind(wallet(4)).bind(NOW as i64 - 500);
    run(store, query.bind(word(74))).await;
    let query = sql::query(
        "INSERT INTO challenges VALUES ('demo', 2, 3, 5, 1, NULL, NULL, NULL, 3, 4, $1, 'open', NULL, NULL, NULL, $1,
            $2, 75, 0)",
    );
    run(store, query.bind(word(75)).bind(NOW as i64 - 100)).await;
}

async fn run(store: &Store, query: Query) {
    query.execute(store.pool()).await.expect("a row of a test fits its table");
}

fn amount(number: u128) -> String {
    format!("{number:078}")
}

fn word(number: u64) -> Vec<u8> {
    let mut bytes = vec![0; 32];
    bytes[24..].copy_from_slice(&number.to_be_bytes());
    bytes
}

fn wallet(id: i64) -> Vec<u8> {
    vec![0xc0 + id as u8; 20]
}
