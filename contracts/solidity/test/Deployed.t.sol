// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {StdAssertions} from "forge-std/StdAssertions.sol";
import {Vm} from "forge-std/Vm.sol";

import {Challenges} from "../Challenges.sol";
import {Contributions} from "../Contributions.sol";
import {Distribution} from "../Distribution.sol";
import {Guardian} from "../Guardian.sol";
import {House} from "../House.sol";
import {Membership} from "../Membership.sol";
import {LedgerSetup, Policy} from "../Policy.sol";
import {Registry} from "../Registry.sol";
import {Reputation} from "../Reputation.sol";
import {Safeguards} from "../Safeguards.sol";
import {Rules} from "../interfaces/IContributions.sol";
import {ShareRules} from "../interfaces/IDistribution.sol";
import {Admission, IMembership} from "../interfaces/IMembership.sol";
import {Deployment} from "../interfaces/IRegistry.sol";
import {IReputation} from "../interfaces/IReputation.sol";
import {ISafeguards} from "../interfaces/ISafeguards.sol";
import {ISquareRoot} from "../interfaces/ISquareRoot.sol";
import {Calendar} from "../libraries/Calendar.sol";
import {Token} from "./tokens/Token.t.sol";

/// @title Deployed
/// @notice A whole community on chain, put there as production does it. Tests change it by overriding its papers.
abstract contract Deployed is StdAssertions {
    /* CONSTANTS */

    // solhint-disable-next-line const-name-snakecase
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint40 internal constant GENESIS = 1_800_000_000;
    uint40 internal constant FOUNDED = GENESIS - 10 days;
    uint40 internal constant EPOCH = 7 days;
    uint40 internal constant GRACE = 2 days;
    uint40 internal constant CHALLENGE = 3 days;
    uint40 internal constant RESOLVE = 3 days;
    uint40 internal constant UNCLAIMED = 90 days;
    uint256 internal constant HALF_LIFE = 364 days;
    uint256 internal constant MEMBERS_DELAY = 2 days;
    uint256 internal constant CONTRIBUTORS_DELAY = 3 days;
    uint256 internal constant CONSTITUTION_DELAY = 30 days;
    uint64 internal constant ADMIN = 0;
    uint64 internal constant MEMBERS_HOUSE = 1;
    uint64 internal constant CONTRIBUTORS_HOUSE = 2;
    address internal constant ETH = address(0);
    bytes32 internal constant CHARTER = keccak256("charter 1");
    string internal constant SLUG = "agora";

    /* STORAGE */

    AccessManager internal accessManager;
    TimelockController internal membersTimelock;
    TimelockController internal contributorsTimelock;
    TimelockController internal constitution;
    Membership internal membership;
    Contributions internal contributions;
    Reputation internal reputation;
    Distribution internal distribution;
    House internal membersHouse;
    House internal contributorsHouse;
    Safeguards internal safeguards;
    Challenges internal challenges;
    Guardian internal guardian;
    Registry internal registry;
    Token internal usd;
    address internal foundingKey;

    /* PAPERS */

    function firstCalendar() internal virtual returns (Calendar memory) {
        return Calendar(GENESIS, EPOCH, GRACE, CHALLENGE, RESOLVE);
    }

    /// @dev Lane 0 needs one reviewer, lane 1 two, lane 2 one; lane 7 is left to the attester, others need one.
    function firstRules() internal virtual returns (Rules memory rules) {
        for (uint8 lane = 0; lane < 8; ++lane) {
            rules.quorum[lane] = lane == 7 ? 0 : (lane == 1 ? 2 : 1);
            rules.cap[lane] = 100;
            rules.budgetFloor[lane] = 10_000;
        }
        rules.budgetBps = 5000;
        rules.attesterBudget = 500;
        rules.activeAt = 10;
        rules.voteLanes = 0xff;
        rules.activityLanes = 0x87;
        rules.policyHash = keccak256("policy 1");
    }

    function firstShareRules() internal virtual returns (ShareRules memory rules) {
        rules.reserveBps = 1000;
        rules.equalBps = 2000;
        (rules.laneBps[0], rules.laneBps[1], rules.laneBps[7]) = (4000, 2000, 1000);
        rules.laneFloor[0] = 20;
        rules.memberCapBps = 6000;
    }

    function firstAdmission() internal virtual returns (Admission) {
        return Admission.Invitation;
    }

    function isPilot() internal virtual returns (bool) {
        return false;
    }

    function firstAttester() internal virtual returns (address) {
        return vm.addr(uint256(keccak256("attester")));
    }

    /// @dev Communities have two electorates unless they ask for the third.
    function squareRootAddress() internal virtual returns (address) {
        return address(0);
    }

    function ledgerSetup() internal returns (LedgerSetup memory) {
        return LedgerSetup({
            slug: SLUG,
            accessManager: address(accessManager),
            membership: membership,
            reputation: reputation,
            membersTimelock: address(membersTimelock),
            challenges: address(challenges),
            calendar: firstCalendar(),
            pilot: isPilot(),
            attester: firstAttester(),
            rules: firstRules()
        });
    }

    function houseSetup(bool ofMembers) internal virtual returns (House.Setup memory) {
        return House.Setup({
            name: ofMembers ? "Agora members" : "Agora contributors",
            votes: ofMembers ? IVotes(address(membership)) : IVotes(address(reputation)),
            timelock: ofMembers ? membersTimelock : contributorsTimelock,
            gate: IReputation(ofMembers ? address(0) : address(reputation)),
            membership: membership,
            constitution: address(constitution),
            safeguards: address(safeguards),
            guardian: address(guardian),
            votingDelay: 1 days,
            votingPeriod: 3 days,
            thresholdBps: ofMembers ? 0 : 100,
            quorumPercent: 10,
            lateQuorumExtension: 1 days,
            minimumHeads: 3,
            pilot: isPilot()
        });
    }

    /* DEPLOYMENT */

    /// @dev Every address follows from the deployer's nonce, so the contracts can know each other from the start.
    function deploy() internal {
        foundingKey = vm.addr(uint256(keccak256("founding key")));
        registry = Registry(vm.deployCode("Registry.sol:Registry"));
        usd = new Token(6);
        _predict(vm.getNonce(address(this)));
        _is(address(accessManager), vm.deployCode("AccessManager.sol:AccessManager", abi.encode(address(this))));
        _deployTimelock(membersTimelock, MEMBERS_DELAY, address(membersHouse), address(0));
        _deployTimelock(contributorsTimelock, CONTRIBUTORS_DELAY, address(contributorsHouse), address(0));
        _deployTimelock(constitution, CONSTITUTION_DELAY, address(membersTimelock), address(contributorsTimelock));
        _deployMembership();
        _deployContributions();
        _deployReputation();
        _deployDistribution();
        _is(address(membersHouse), vm.deployCode("House.sol:House", abi.encode(houseSetup(true))));
        _is(address(contributorsHouse), vm.deployCode("House.sol:House", abi.encode(houseSetup(false))));
        _deployDisputes();
        _grantPowers();
        registry.register(deployment(0));
    }

    function deployment(uint32 fromEpoch) internal view returns (Deployment memory) {
        return Deployment({
            membership: address(membership),
            contributions: address(contributions),
            reputation: address(reputation),
            distribution: address(distribution),
            membersHouse: address(membersHouse),
            contributorsHouse: address(contributorsHouse),
            accessManager: address(accessManager),
            membersTimelock: address(membersTimelock),
            contributorsTimelock: address(contributorsTimelock),
            constitution: address(constitution),
            safeguards: address(safeguards),
            challenges: address(challenges),
            guardian: address(guardian),
            fromEpoch: fromEpoch
        });
    }

    function membersHousePowers() internal pure returns (bytes4[] memory powers) {
        powers = new bytes4[](5);
        powers[0] = IMembership.setRoles.selector;
        powers[1] = IMembership.publishCharter.selector;
        powers[2] = IMembership.setAdmission.selector;
        powers[3] = IMembership.setDaoURI.selector;
        powers[4] = IMembership.expel.selector;
    }

    function ledgerPowers() internal pure returns (bytes4[] memory powers) {
        powers = new bytes4[](2);
        powers[0] = Policy.setRules.selector;
        powers[1] = Policy.setAttester.selector;
    }

    function moneyPowers() internal pure returns (bytes4[] memory powers) {
        powers = new bytes4[](3);
        powers[0] = Distribution.allowToken.selector;
        powers[1] = Distribution.withdrawReserve.selector;
        powers[2] = bytes4(keccak256("setShareRules((uint16,uint16,uint16[8],uint32[8],uint16,uint32))"));
    }

    /// @dev What the members' house may do to one member.
    function safeguardsPowers() internal pure returns (bytes4[] memory powers) {
        powers = new bytes4[](5);
        powers[0] = ISafeguards.liftSuspension.selector;
        powers[1] = ISafeguards.removeUnit.selector;
        powers[2] = ISafeguards.allowUnit.selector;
        powers[3] = ISafeguards.startRecovery.selector;
        powers[4] = ISafeguards.cancelRecovery.selector;
    }

    /// @dev What the members' house decides about disputes.
    function challengesPowers() internal pure returns (bytes4[] memory powers) {
        powers = new bytes4[](2);
        powers[0] = Challenges.upholdByHouse.selector;
        powers[1] = Challenges.debitByHouse.selector;
    }

    /// @dev How the members' house keeps or ends the guardian's term.
    function guardianPowers() internal pure returns (bytes4[] memory powers) {
        powers = new bytes4[](2);
        powers[0] = Guardian.extendTerm.selector;
        powers[1] = Guardian.end.selector;
    }

    function _predict(uint64 nonce) private {
        accessManager = AccessManager(_next(nonce));
        membersTimelock = TimelockController(payable(_next(nonce + 1)));
        contributorsTimelock = TimelockController(payable(_next(nonce + 2)));
        constitution = TimelockController(payable(_next(nonce + 3)));
        membership = Membership(_next(nonce + 4));
        contributions = Contributions(_next(nonce + 5));
        reputation = Reputation(_next(nonce + 6));
        distribution = Distribution(_next(nonce + 7));
        membersHouse = House(payable(_next(nonce + 8)));
        contributorsHouse = House(payable(_next(nonce + 9)));
        safeguards = Safeguards(_next(nonce + 10));
        challenges = Challenges(_next(nonce + 11));
        guardian = Guardian(_next(nonce + 12));
    }

    function _deployTimelock(TimelockController timelock, uint256 delay, address first, address second) private {
        address[] memory proposers = new address[](second == address(0) ? 1 : 2);
        proposers[0] = first;
        if (second != address(0)) proposers[1] = second;
        bytes memory arguments = abi.encode(delay, proposers, new address[](1), address(0));
        _is(address(timelock), vm.deployCode("TimelockController.sol:TimelockController", arguments));
    }

    function _deployMembership() private {
        Membership.Founding memory founding = Membership.Founding({
            name: "Agora",
            slug: SLUG,
            accessManager: address(accessManager),
            contributions: contributions,
            reputation: reputation,
            safeguards: address(safeguards),
            foundingKey: foundingKey,
            pilot: isPilot(),
            admission: firstAdmission(),
            charterHash: CHARTER,
            charterURI: "ipfs://charter",
            daoURI: "ipfs://dao"
        });
        _is(address(membership), vm.deployCode("Membership.sol:Membership", abi.encode(founding)));
    }

    function _deployContributions() private {
        _is(address(contributions), vm.deployCode("Contributions.sol:Contributions", abi.encode(ledgerSetup())));
    }

    function _deployReputation() private {
        Reputation.Setup memory setup = Reputation.Setup({
            communityName: "Agora",
            slug: SLUG,
            accessManager: address(accessManager),
            membership: membership,
            contributions: contributions,
            challenges: address(challenges),
            squareRoot: ISquareRoot(squareRootAddress()),
            predecessor: IReputation(address(0)),
            fromEpoch: 0,
            epochLength: firstCalendar().length,
            halfLife: HALF_LIFE
        });
        _is(address(reputation), vm.deployCode("Reputation.sol:Reputation", abi.encode(setup)));
    }

    function _deployDisputes() private {
        Safeguards.Setup memory safe = Safeguards.Setup({
            slug: SLUG,
            accessManager: address(accessManager),
            membership: membership,
            contributions: contributions,
            membersHouse: membersHouse,
            contributorsHouse: contributorsHouse,
            guardian: address(guardian)
        });
        _is(address(safeguards), vm.deployCode("Safeguards.sol:Safeguards", abi.encode(safe)));
        Challenges.Setup memory disputes = Challenges.Setup({
            slug: SLUG,
            accessManager: address(accessManager),
            membership: membership,
            contributions: contributions,
            reputation: reputation,
            guardian: address(guardian),
            membersHouse: membersHouse
        });
        _is(address(challenges), vm.deployCode("Challenges.sol:Challenges", abi.encode(disputes)));
        Guardian.Setup memory brake = Guardian.Setup({
            slug: SLUG,
            accessManager: address(accessManager),
            membership: membership,
            safeguards: address(safeguards),
            challenges: address(challenges),
            expiresAt: FOUNDED + 300 days
        });
        _is(address(guardian), vm.deployCode("Guardian.sol:Guardian", abi.encode(brake)));
    }

    function _deployDistribution() private {
        address[] memory tokens = new address[](2);
        (tokens[0], tokens[1]) = (address(usd), ETH);
        Distribution.Setup memory setup = Distribution.Setup({
            accessManager: address(accessManager),
            membership: membership,
            contributions: contributions,
            reputation: reputation,
            membersTimelock: address(membersTimelock),
            tokens: tokens,
            unclaimedPeriod: UNCLAIMED,
            rules: firstShareRules()
        });
        _is(address(distribution), vm.deployCode("Distribution.sol:Distribution", abi.encode(setup)));
    }

    function _grantPowers() private {
        accessManager.grantRole(MEMBERS_HOUSE, address(membersTimelock), 0);
        accessManager.grantRole(CONTRIBUTORS_HOUSE, address(contributorsTimelock), 0);
        accessManager.grantRole(CONTRIBUTORS_HOUSE, address(membersTimelock), 0);
        accessManager.setTargetFunctionRole(address(membership), membersHousePowers(), MEMBERS_HOUSE);
        accessManager.setTargetFunctionRole(address(safeguards), safeguardsPowers(), MEMBERS_HOUSE);
        accessManager.setTargetFunctionRole(address(challenges), challengesPowers(), MEMBERS_HOUSE);
        accessManager.setTargetFunctionRole(address(guardian), guardianPowers(), MEMBERS_HOUSE);
        accessManager.setTargetFunctionRole(address(contributions), ledgerPowers(), CONTRIBUTORS_HOUSE);
        accessManager.setTargetFunctionRole(address(distribution), moneyPowers(), CONTRIBUTORS_HOUSE);
        accessManager.grantRole(ADMIN, address(constitution), 0);
        accessManager.renounceRole(ADMIN, address(this));
    }

    function _next(uint64 nonce) private view returns (address) {
        return vm.computeCreateAddress(address(this), nonce);
    }

    function _is(address predicted, address deployed) private pure {
        require(predicted == deployed, "address not as predicted");
    }
}
