//! The events of a community played again, in maps instead of tables.

use std::collections::BTreeMap;

use alloy::{
    hex,
    primitives::{Address, B256, U256, keccak256},
    rpc::types::Log,
    sol_types::SolValue,
};
use anyhow::{Context, bail};
use palabre_contracts::{
    Community, Electorate, Event,
    bindings::{
        challenges::Challenges::ChallengesEvents as Challenges,
        contributions::Contributions::ContributionsEvents as Ledger,
        distribution::Distribution::DistributionEvents as Money, guardian::Guardian::GuardianEvents as Guard,
        house::House::HouseEvents as House, house::House::ProposalCreated,
        membership::Membership::MembershipEvents as People, registry::Registry::RegistryEvents as Registry,
        reputation::Reputation::ReputationEvents as Reputation, safeguards::Safeguards::SafeguardsEvents as Safeguards,
        timelock::TimelockController::TimelockControllerEvents as Timelock,
    },
    contribution, proposal,
    rules::LedgerRules,
};
use serde_json::{Map, Value, json};

/// A row by table and key; facts have the place of their event as key.
type Rows = BTreeMap<(&'static str, String), Map<String, Value>>;

/// The tables.
pub(super) struct Replay<'a> {
    community: &'a Community,
    rows: Rows,
    units: u64,
}

/// A number as tables write amounts.
pub(super) fn amount(number: U256) -> String {
    format!("{number:0>78}")
}

fn bytes(bytes: impl AsRef<[u8]>) -> Value {
    json!(hex::encode_prefixed(bytes))
}

fn account(address: Address) -> Value {
    if address.is_zero() { Value::Null } else { bytes(address) }
}

impl<'a> Replay<'a> {
    pub(super) fn new(community: &'a Community) -> Self {
        Self { community, rows: Rows::new(), units: 0 }
    }

    /// All rows as text.
    pub(super) fn lines(&self) -> Vec<String> {
        self.rows.iter().map(|((table, _), row)| super::line(table, row.clone())).collect()
    }

    /// A row, made with `columns` where there is none yet.
    fn row(&mut self, table: &'static str, key: impl ToString, columns: Value) -> &mut Map<String, Value> {
        let community = json!(self.community.slug.as_str());
        self.rows.entry((table, key.to_string())).or_insert_with(|| {
            let mut row = columns.as_object().cloned().unwrap_or_default();
            row.insert("community".to_owned(), community);
            row
        })
    }

    /// Replaces columns of a row, made with all of them where there is none yet.
    fn put(&mut self, table: &'static str, key: impl ToString, columns: Value) {
        let row = self.row(table, key, json!({}));
        row.extend(columns.as_object().cloned().unwrap_or_default());
    }

    fn found(&mut self, table: &'static str, key: impl ToString) -> Option<&mut Map<String, Value>> {
        self.rows.get_mut(&(table, key.to_string()))
    }

    /// What happened next.
    pub(super) fn take(&mut self, log: &Log) -> anyhow::Result<()> {
        let kind = self.community.contracts.kind_of(log.address()).context("a log of a stranger")?;
        let place = format!("{:?}", (log.block_number, log.log_index));
        match Event::decode(kind, &log.inner.data)? {
            Event::Membership(event) => self.people(&place, event),
            Event::Contributions(event) => self.ledger(&place, event),
            Event::Reputation(event) => self.reputation(event),
            Event::Distribution(event) => self.money(&place, event),
            Event::House(house, event) => self.house(&place, house, log.address(), event),
            Event::Timelock(house, event) => self.timelock(&place, house.as_str(), event),
            Event::Constitution(event) => self.timelock(&place, "constitution", event),
            Event::Guardian(Guard::TermSet(_)) => {
                self.put("guardian_terms", place, json!({}));
                Ok(())
            }
            Event::Registry(event) => self.registry(&place, event),
            Event::AccessManager(_) => Ok(()),
            Event::Guardian(Guard::AuthorityUpdated(_) | Guard::EIP712DomainChanged(_)) => Ok(()),
            Event::Safeguards(Safeguards::AuthorityUpdated(_) | Safeguards::EIP712DomainChanged(_)) => Ok(()),
            Event::Challenges(Challenges::AuthorityUpdated(_) | Challenges::EIP712DomainChanged(_)) => Ok(()),
            other => bail!("no storm knows {other:?}"),
        }
    }

    /// The community's one row of state.
    fn state(&mut self, columns: Value) {
        let first = json!({ "admission": "open", "attester": null, "charter_version": 0, "dao_uri": "" });
        self.row("community_states", "", first);
        self.put("community_states", "", columns);
    }

    fn people(&mut self, place: &str, event: People) -> anyhow::Result<()> {
        match event {
            People::Joined(event) => {
                let invited_by = Some(event.invitedBy.to::<u64>()).filter(|member| *member != 0);
                let row = json!({
                    "member_id": event.memberId.to::<u64>(), "wallet": bytes(event.wallet), "status": "active",
                    "unit": 0, "charter_version": event.charterVersion, "roles": 0, "invited_by": invited_by,
                    "suspended_until": null,
                });
                self.put("members", event.memberId, row);
            }
            People::CharterPublished(event) => {
                let row = json!({ "version": event.version, "hash": bytes(event.hash), "uri": event.uri });
                self.put("charters", event.version, row);
                self.state(json!({ "charter_version": event.version }));
            }
            People::CharterAccepted(event) => {
                let member = event.memberId.to::<u64>();
                let row = json!({ "member_id": member, "version": event.version, "wallet": bytes(event.wallet) });
                self.put("charter_acceptances", place, row);
                self.put("members", event.memberId, json!({ "charter_version": event.version }));
            }
            People::UnitActivated(event) => {
                self.put("units", place, json!({ "member_id": event.memberId.to::<u64>() }));
                self.put("members", event.memberId, json!({ "unit": 1 }));
                self.units += 1;
                let row = json!({ "token": "membership", "supply": amount(U256::from(self.units)) });
                self.put("vote_supplies", place, row);
            }
            People::RolesSet(event) => {
                let row = json!({ "member_id": event.memberId.to::<u64>(), "roles": event.roles });
                self.put("role_changes", place, row);
                self.put("members", event.memberId, json!({ "roles": event.roles }));
            }
            People::InvitationUsed(event) => {
                let row =
                    json!({ "invitation": bytes(event.invitation), "issuer": event.issuer.to::<u64>(), "uses": 0 });
                let row = self.row("invitations", event.invitation, row);
                row["uses"] = json!(row["uses"].as_u64().unwrap_or_default() + 1);
            }
            People::AdmissionSet(event) => {
                let name = ["open", "invitation", "approval"].get(usize::from(event.admission));
                self.state(json!({ "admission": name.context("an unknown way of admission")? }));
            }
            People::DAOURIUpdate(event) => self.state(json!({ "dao_uri": event.daoURI })),
            People::Opened(_) => self.state(json!({})),
            People::DelegateChanged(event) => self.delegated("membership", event.delegator, event.toDelegate),
            People::DelegateVotesChanged(event) => self.power("membership", event.delegate, event.newVotes),
            People::CharterBound(_)
            | People::Transfer(_)
            | People::Locked(_)
            | People::SignOfLife(_)
            | People::AuthorityUpdated(_)
            | People::EIP712DomainChanged(_) => {}
            other => bail!("no storm knows {other:?}"),
        }
        Ok(())
    }

    fn delegated(&mut self, token: &str, delegator: Address, delegate: Address) {
        let row = json!({ "token": token, "delegator": bytes(delegator), "delegate": account(delegate) });
        self.put("delegations", format!("{token} {delegator}"), row);
    }

    fn power(&mut self, token: &str, wallet: Address, votes: U256) {
        let row = json!({ "token": token, "wallet": bytes(wallet), "votes": amount(votes) });
        self.put("voting_powers", format!("{token} {wallet}"), row);
    }

    fn ledger(&mut self, place: &str, event: Ledger) -> anyhow::Result<()> {
        match event {
            Ledger::BatchRecorded(event) => {
                let items = contribution::unpack(&event.items)?;
                let approvers: Vec<String> = event.approvers.iter().map(ToString::to_string).collect();
                let batch = event.batchId.to::<u64>();
                let row = json!({
                    "batch_id": batch, "epoch": event.epoch, "source": event.source,
                    "rules_version": event.rulesVersion, "evidence_root": bytes(event.evidenceRoot),
                    "approvers": approvers, "items": items.len(),
                    "points": items.iter().map(|item| u64::from(item.points)).sum::<u64>(),
                });
                self.put("batches", batch, row);
                for (item, position) in items.iter().zip(0..) {
                    let (member, lane) = (item.member.as_i64(), item.lane.index());
                    let row = json!({
                        "batch_id": batch, "position": position, "epoch": event.epoch, "source": event.source,
                        "sequence": item.sequence, "member_id": member, "lane": lane, "points": item.points,
                        "kind": item.kind, "struck": 0, "debited": 0,
                    });
                    self.put("contributions", format!("{batch} {position}"), row);
                    let sum = json!({
                        "epoch": event.epoch, "member_id": member, "lane": lane, "points": 0, "items": 0,
                    });
                    let sum = self.row("member_epochs", format!("{} {member} {lane}", event.epoch), sum);
                    sum["points"] = json!(sum["points"].as_u64().unwrap_or_default() + u64::from(item.points));
                    sum["items"] = json!(sum["items"].as_u64().unwrap_or_default() + 1);
                }
            }
            Ledger::RulesSet(event) => {
                let rules = serde_json::to_value(LedgerRules::from(&event.rules))?;
                let row = json!({ "version": event.version, "from_epoch": event.fromEpoch, "rules": rules });
                self.put("rules", place, row);
            }
            Ledger::AttesterSet(event) => self.state(json!({ "attester": account(event.attester) })),
            Ledger::AuthorityUpdated(_) | Ledger::EIP712DomainChanged(_) => {}
            other => bail!("no storm knows {other:?}"),
        }
        Ok(())
    }

    fn reputation(&mut self, event: Reputation) -> anyhow::Result<()> {
        match event {
            Reputation::DelegateChanged(event) => self.delegated("reputation", event.delegator, event.toDelegate),
            Reputation::DelegateVotesChanged(event) => self.power("reputation", event.delegate, event.newVotes),
            Reputation::AuthorityUpdated(_) | Reputation::EIP712DomainChanged(_) => {}
            other => bail!("no storm knows {other:?}"),
        }
        Ok(())
    }

    fn money(&mut self, place: &str, event: Money) -> anyhow::Result<()> {
        match event {
            Money::ShareRulesSet(event) => {
                let rules = json!({
                    "reserve_bps": event.rules.reserveBps, "equal_bps": event.rules.equalBps,
                    "lane_bps": event.rules.laneBps, "lane_floor": event.rules.laneFloor,
                    "member_cap_bps": event.rules.memberCapBps, "activity_target": event.rules.activityTarget,
                });
                let row = json!({ "version": event.version, "from_epoch": event.fromEpoch, "rules": rules });
                self.put("share_rules", place, row);
            }
            Money::TokenAllowed(event) => {
                let row = json!({ "token": bytes(event.token), "reserve": amount(U256::ZERO) });
                self.row("tokens", event.token, row);
                self.put("tokens", event.token, json!({ "allowed": u8::from(event.allowed) }));
            }
            Money::Funded(event) => {
                let row = json!({
                    "token": bytes(event.token), "epoch": event.epoch, "sender": bytes(event.from),
                    "amount": amount(event.amount),
                });
                self.put("fundings", place, row);
                let zero = amount(U256::ZERO);
                let pool = json!({
                    "token": bytes(event.token), "epoch": event.epoch, "funded": zero, "paid": zero, "reserved": zero,
                    "claims": 0, "swept": 0,
                });
                add(self.row("pools", format!("{} {}", event.token, event.epoch), pool), "funded", event.amount)?;
            }
            Money::AuthorityUpdated(_) => {}
            other => bail!("no storm knows {other:?}"),
        }
        Ok(())
    }

    fn registry(&mut self, place: &str, event: Registry) -> anyhow::Result<()> {
        match event {
            Registry::Anchored(event) => {
                let row = json!({ "kind": bytes(event.kind), "root": bytes(event.root), "sender": bytes(event.by) });
                self.put("anchors", place, row);
            }
            Registry::DeploymentRegistered(event) => {
                let at = &event.deployment;
                let text = |address: Address| format!("{address:#x}");
                let contracts = json!({
                    "membership": text(at.membership), "contributions": text(at.contributions),
                    "reputation": text(at.reputation), "distribution": text(at.distribution),
                    "membersHouse": text(at.membersHouse), "contributorsHouse": text(at.contributorsHouse),
                    "accessManager": text(at.accessManager), "membersTimelock": text(at.membersTimelock),
                    "contributorsTimelock": text(at.contributorsTimelock), "constitution": text(at.constitution),
                    "safeguards": text(at.safeguards), "challenges": text(at.challenges),
                    "guardian": text(at.guardian),
                });
                let index = event.index.to::<u64>();
                let row = json!({ "deployment": index, "from_epoch": at.fromEpoch, "contracts": contracts });
                self.put("deployments", index, row);
            }
        }
        Ok(())
    }

    fn setting(&mut self, place: &str, house: &str, setting: &str, value: String) {
        let row = json!({ "house": house, "setting": setting, "value": value });
        self.put("house_settings", place, row);
    }

    fn timelock(&mut self, place: &str, house: &str, event: Timelock) -> anyhow::Result<()> {
        match event {
            Timelock::MinDelayChange(event) => {
                self.setting(place, house, "min_delay", event.newDuration.to_string());
            }
            Timelock::RoleAdminChanged(_) | Timelock::RoleGranted(_) | Timelock::RoleRevoked(_) => {}
            other => bail!("no storm knows {other:?}"),
        }
        Ok(())
    }

    fn house(&mut self, place: &str, of: Electorate, governor: Address, event: House) -> anyhow::Result<()> {
        let house = of.as_str();
        match event {
            House::ProposalCreated(event) => self.proposed(house, governor, &event),
            House::VoteCast(event) => {
                let member = self.member_of(event.voter);
                let proposal = bytes(B256::from(event.proposalId));
                let row = json!({
                    "house": house, "proposal_id": proposal, "voter": bytes(event.voter), "member_id": member,
                    "support": event.support, "weight": amount(event.weight), "reason": event.reason,
                });
                self.put("ballots", place, row);
                let sides = ["votes_against", "votes_for", "votes_abstain"];
                let side = sides.get(usize::from(event.support)).context("an unknown side")?;
                let counts = event.support != 0 && !event.weight.is_zero();
                let key = format!("{house} {}", event.proposalId);
                let tally = self.found("proposals", key).context("a vote on nothing")?;
                add(tally, side, event.weight)?;
                tally["ballots"] = json!(tally["ballots"].as_u64().unwrap_or_default() + 1);
                tally["heads"] = json!(tally["heads"].as_u64().unwrap_or_default() + u64::from(counts));
            }
            House::VotingDelaySet(event) => {
                self.setting(place, house, "voting_delay", event.newVotingDelay.to_string())
            }
            House::VotingPeriodSet(event) => {
                self.setting(place, house, "voting_period", event.newVotingPeriod.to_string());
            }
            House::ProposalThresholdSet(event) => {
                self.setting(place, house, "threshold_bps", event.newProposalThreshold.to_string());
            }
            House::QuorumNumeratorUpdated(event) => {
                self.setting(place, house, "quorum_percent", event.newQuorumNumerator.to_string());
            }
            House::LateQuorumVoteExtensionSet(event) => {
                self.setting(place, house, "late_quorum_extension", event.newVoteExtension.to_string());
            }
            House::ProposalGuardianSet(event) => {
                self.setting(place, house, "guardian", format!("{:#x}", event.newProposalGuardian));
            }
            House::TimelockChange(event) => {
                self.setting(place, house, "timelock", format!("{:#x}", event.newTimelock));
            }
            House::EIP712DomainChanged(_) => {}
            other => bail!("no storm knows {other:?}"),
        }
        Ok(())
    }

    fn member_of(&self, wallet: Address) -> Value {
        let wallet = bytes(wallet);
        let member = self.rows.iter().find(|((table, _), row)| *table == "members" && row["wallet"] == wallet);
        member.map_or(Value::Null, |(_, row)| row["member_id"].clone())
    }

    fn proposed(&mut self, house: &str, governor: Address, event: &ProposalCreated) {
        let mut salt = keccak256(&event.description);
        salt.0.iter_mut().zip(governor.as_slice()).for_each(|(byte, of_governor)| *byte ^= of_governor);
        let calls = (event.targets.clone(), event.values.clone(), event.calldatas.clone());
        let operation = keccak256((calls.0, calls.1, calls.2, B256::ZERO, salt).abi_encode_params());
        let zero = amount(U256::ZERO);
        let texts = |all: Vec<String>| json!(all);
        let row = json!({
            "house": house, "proposal_id": bytes(B256::from(event.proposalId)), "operation_id": bytes(operation),
            "proposer": bytes(event.proposer), "member_id": self.member_of(event.proposer),
            "targets": texts(event.targets.iter().map(ToString::to_string).collect()),
            "call_values": texts(event.values.iter().map(ToString::to_string).collect()),
            "calldatas": texts(event.calldatas.iter().map(ToString::to_string).collect()),
            "title": proposal::title(&event.description), "description": event.description,
            "votes_against": zero, "votes_for": zero, "votes_abstain": zero, "ballots": 0, "heads": 0,
        });
        self.put("proposals", format!("{house} {}", event.proposalId), row);
    }
}

/// Adds to an amount of a row.
fn add(row: &mut Map<String, Value>, column: &str, more: U256) -> anyhow::Result<()> {
    let before = row[column].as_str().context("an amount")?;
    let before = U256::from_str_radix(before, 10).ok().context("an amount")?;
    row[column] = json!(amount(before + more));
    Ok(())
}
