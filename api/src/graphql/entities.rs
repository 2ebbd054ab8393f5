//! Which entities there are and which fields they have: name, GraphQL type, and where the row of the REST API has it.

/// A kind of row.
pub(super) struct Entity {
    pub(super) name: &'static str,
    pub(super) fields: &'static [(&'static str, &'static str, &'static str)],
    /// Fields that lead to lists of other rows; see [`lists`](super::lists::LISTS).
    pub(super) lists: &'static [&'static str],
}

/// All entities.
pub(super) const ENTITIES: [Entity; 9] = [
    Entity {
        name: "Member",
        fields: &[
            ("id", "ID!", "id"),
            ("wallet", "Bytes!", "wallet"),
            ("status", "MemberStatus!", "status"),
            ("unit", "Boolean!", "unit"),
            ("unitSince", "BigInt", "unitSince"),
            ("charterVersion", "Int!", "charterVersion"),
            ("roles", "[String!]!", "roles"),
            ("joinedAt", "BigInt!", "joinedAt"),
            ("invitedBy", "ID", "invitedBy"),
            ("leftAt", "BigInt", "leftAt"),
            ("suspendedUntil", "BigInt", "suspendedUntil"),
        ],
        lists: &["contributions", "votes", "claims"],
    },
    Entity {
        name: "Contribution",
        fields: &[
            ("id", "ID!", "id"),
            ("batch", "BigInt!", "batch"),
            ("position", "Int!", "position"),
            ("epoch", "Int!", "epoch"),
            ("phase", "String!", "phase"),
            ("finality", "Finality!", "finality"),
            ("source", "Int!", "source"),
            ("sequence", "BigInt!", "sequence"),
            ("lane", "Int!", "lane"),
            ("points", "Int!", "points"),
            ("kind", "Int!", "kind"),
            ("struck", "Boolean!", "struck"),
            ("debited", "Boolean!", "debited"),
        ],
        lists: &[],
    },
    Entity {
        name: "Batch",
        fields: &[
            ("id", "ID!", "id"),
            ("epoch", "Int!", "epoch"),
            ("source", "Int!", "source"),
            ("rulesVersion", "Int!", "rulesVersion"),
            ("evidenceRoot", "Bytes!", "evidenceRoot"),
            ("approvers", "[ID!]!", "approvers"),
            ("items", "Int!", "items"),
            ("points", "BigInt!", "points"),
            ("recordedAt", "BigInt!", "recordedAt"),
            ("transactionHash", "Bytes!", "txHash"),
            ("blockNumber", "BigInt!", "blockNumber"),
        ],
        lists: &["contributions"],
    },
    Entity {
        name: "Epoch",
        fields: &[
            ("id", "ID!", "id"),
            ("epoch", "Int!", "epoch"),
            ("phase", "String!", "phase"),
            ("finality", "Finality!", "finality"),
            ("startsAt", "BigInt!", "startsAt"),
            ("endsAt", "BigInt!", "endsAt"),
            ("finalAt", "BigInt!", "finalAt"),
            ("items", "BigInt!", "items"),
            ("points", "BigInt!", "points"),
            ("contributors", "BigInt!", "members"),
        ],
        lists: &["contributions", "batches", "claims", "pools"],
    },
    Entity {
        name: "Pool",
        fields: &[
            ("id", "ID!", "id"),
            ("epoch", "Int!", "epoch"),
            ("token", "Bytes!", "token"),
            ("funded", "BigInt!", "funded"),
            ("paid", "BigInt!", "paid"),
            ("reserved", "BigInt!", "reserved"),
            ("claimCount", "BigInt!", "claims"),
            ("swept", "Boolean!", "swept"),
        ],
        lists: &[],
    },
    Entity {
        name: "Claim",
        fields: &[
            ("id", "ID!", "id"),
            ("epoch", "Int!", "epoch"),
            ("token", "Bytes!", "token"),
            ("payee", "Bytes!", "payee"),
            ("amount", "BigInt!", "amount"),
            ("claimedAt", "BigInt!", "claimedAt"),
            ("transactionHash", "Bytes!", "txHash"),
            ("blockNumber", "BigInt!", "blockNumber"),
        ],
        lists: &[],
    },
    Entity {
        name: "Proposal",
        fields: &[
            ("id", "ID!", "id"),
            ("proposalId", "Bytes!", "_id"),
            ("house", "House!", "house"),
            ("title", "String!", "title"),
            ("state", "ProposalState!", "state"),
            ("proposer", "Bytes!", "proposer"),
            ("createdAt", "BigInt!", "createdAt"),
            ("startsAt", "BigInt!", "voteStartsAt"),
            ("endsAt", "BigInt!", "voteEndsAt"),
            ("eta", "BigInt", "eta"),
            ("forVotes", "BigInt!", "tally.for"),
            ("againstVotes", "BigInt!", "tally.against"),
            ("abstainVotes", "BigInt!", "tally.abstain"),
            ("quorumVotes", "BigInt!", "tally.quorum"),
            ("heads", "Int!", "tally.heads"),
            ("headsNeeded", "Int!", "tally.headsNeeded"),
            ("voteCount", "Int!", "tally.ballots"),
        ],
        lists: &["votes"],
    },
    Entity {
        name: "Vote",
        fields: &[
            ("id", "ID!", "id"),
            ("house", "House!", "house"),
            ("proposalId", "Bytes!", "proposal"),
            ("voter", "Bytes!", "voter"),
            ("support", "Support!", "support"),
            ("weight", "BigInt!", "weight"),
            ("reason", "String!", "reason"),
            ("castAt", "BigInt!", "castAt"),
            ("transactionHash", "Bytes!", "txHash"),
            ("blockNumber", "BigInt!", "blockNumber"),
        ],
        lists: &[],
    },
    Entity {
        name: "Delegate",
        fields: &[
            ("id", "ID!", "id"),
            ("wallet", "Bytes!", "wallet"),
            ("house", "House!", "house"),
            ("votes", "BigInt!", "votes"),
        ],
        lists: &[],
    },
];

/// Words that fields and filters may be.
pub(super) const ENUMS: [(&str, &[&str]); 6] = [
    ("MemberStatus", &["active", "left", "expelled"]),
    ("House", &["members", "contributors"]),
    ("Support", &["against", "for", "abstain"]),
    ("Finality", &["provisional", "final"]),
    ("OrderDirection", &["asc", "desc"]),
    ("ProposalState", &["pending", "active", "canceled", "defeated", "succeeded", "queued", "expired", "executed"]),
];

/// Whether a field with this name has many rows.
pub(super) fn is_list(name: &str) -> bool {
    super::lists::LISTS.iter().any(|list| list.name == name)
}
