// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IMembership} from "../interfaces/IMembership.sol";
import {MemberWorld} from "./MemberWorld.t.sol";

/// @notice When a charter binds, and whose units lapse and come back for it.
contract LapseTest is MemberWorld {
    function setUp() public override {
        super.setUp();
        publish(SECOND);
    }

    function test_Bind_NeedsHalfOfTheUnitsAndTheDelay() public {
        accept(founder);
        accept(ben);
        skip(14 days);
        _expectNotBinding(2, 2, 5);
        membership.bindCharter();
        accept(cleo);
        vm.expectEmit(address(membership));
        emit IMembership.CharterBound(2, 3, 5);
        membership.bindCharter();
        assertEq(inForce(), 2);
    }

    function test_Bind_RevertsWhen_BeforeTheDelay() public {
        address[] memory people = everyone();
        for (uint256 i = 0; i < people.length; ++i) {
            accept(people[i]);
        }
        skip(14 days - 1);
        vm.expectPartialRevert(IMembership.MembershipCharterNotBinding.selector);
        membership.bindCharter();
        skip(1);
        membership.bindCharter();
    }

    function test_Bind_RevertsWhen_BoundAlready() public {
        bindCharter();
        vm.expectPartialRevert(IMembership.MembershipCharterNotBinding.selector);
        membership.bindCharter();
    }

    /// @dev Attack 2: a new charter must not take the votes of those who disagree before half agreed.
    function test_Attack_2_UnitsStandUntilTheCharterBinds() public {
        accept(founder);
        accept(ben);
        skip(365 days);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitStands.selector, 2));
        membership.lapse(2);
        assertEq(membership.getVotes(ada), 1);
        assertEq(inForce(), 1);
    }

    /// @dev Attack 2: half accepted another text; publishing a third one starts from nothing.
    function test_Attack_2_NewerCharterStartsFromNothing() public {
        accept(founder);
        accept(ben);
        accept(cleo);
        skip(13 days);
        publish(keccak256("charter 3"));
        assertEq(acceptedCount(), 0);
        skip(2 days);
        _expectNotBinding(3, 0, 5);
        membership.bindCharter();
        accept(ada);
        accept(dina);
        accept(ben);
        vm.expectPartialRevert(IMembership.MembershipCharterNotBinding.selector);
        membership.bindCharter();
        skip(12 days);
        membership.bindCharter();
        assertEq(inForce(), 3);
        membership.lapse(1);
        assertFalse(hasUnit(founder));
    }

    /// @dev While the second does not bind, those with the first keep everything, and so do those with the second.
    function test_Bind_MembersKeepEverythingUntilThen() public {
        accept(ada);
        give(ben, 0, 20);
        vm.prank(ben);
        membership.delegate(ada);
        assertEq(membership.getVotes(ada), 2);
        address eva = person("eva");
        vm.expectPartialRevert(IMembership.MembershipCharterNotCurrent.selector);
        this.joinWithFirst(eva);
        admitWallet(eva);
        assertEq(membership.member(6).charterVersion, 2);
        assertEq(acceptedCount(), 2);
    }

    function test_Lapse_TakesTheUnitsOfThoseWhoDidNotAccept() public {
        bindCharter();
        vm.expectEmit(address(membership));
        emit IMembership.UnitLapsed(2, ada);
        membership.lapse(2);
        assertEq(membership.getVotes(ada), 0);
        assertEq(membership.activeUnits(), 4);
        assertEq(membership.unitSince(2), 0);
        assertEq(membership.reviewerCount(0), 3);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitUnchanged.selector, 2));
        membership.lapse(2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitStands.selector, 3));
        membership.lapse(3);
    }

    function test_Resume_GivesTheUnitBackAfterAcceptance() public {
        bindCharter();
        membership.lapse(2);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipCharterNotAccepted.selector, 2, 2));
        membership.resume(2);
        accept(ada);
        skip(1 hours);
        membership.resume(2);
        assertEq(membership.getVotes(ada), 1);
        assertEq(membership.unitSince(2), block.timestamp);
        assertEq(acceptedCount(), 4);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitUnchanged.selector, 2));
        membership.resume(2);
    }

    function test_Resume_RevertsWhen_NothingLapsed() public {
        grow(1);
        address last = admit("last");
        for (uint256 i = 0; i < 6; ++i) {
            last = admit(vm.toString(i));
        }
        assertFalse(hasUnit(last));
        uint40 memberId = idOf(last);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitLapsed.selector, memberId, false));
        membership.resume(memberId);
    }

    /// @dev Attack 20: resuming uses none of the activations that newcomers share, and cannot be made to.
    function test_Attack_20_ResumingLeavesNewcomersTheirRoom() public {
        bindCharter();
        membership.lapse(2);
        membership.lapse(5);
        accept(ada);
        accept(dina);
        vm.expectRevert(abi.encodeWithSelector(IMembership.MembershipUnitLapsed.selector, 2, true));
        membership.activate(2, 0);
        for (uint256 i = 0; i < 5; ++i) {
            assertTrue(hasUnit(admit(vm.toString(i))));
        }
        membership.resume(2);
        membership.resume(5);
        assertEq(membership.activeUnits(), 10);
        assertFalse(hasUnit(admit("sixth")));
    }

    /// @dev Attack 20: who resumed and then leaves gives back no activation, since none was used.
    function test_Attack_20_ResumedUnitsGiveNoRoomBack() public {
        bindCharter();
        membership.lapse(2);
        accept(ada);
        for (uint256 i = 0; i < 5; ++i) {
            admit(vm.toString(i));
        }
        membership.resume(2);
        leave(ada);
        assertFalse(hasUnit(admit("sixth")));
    }

    /// @dev Attack 10: units move when the bit flips; past votes and supplies stay what they were.
    function test_Attack_10_CheckpointsFollowTheBit() public {
        vm.prank(ada);
        membership.delegate(ben);
        bindCharter();
        uint256 before = block.timestamp;
        skip(1);
        membership.lapse(2);
        uint256 lapsed = vm.getBlockTimestamp();
        accept(ada);
        skip(1);
        vm.prank(ada);
        membership.delegate(cleo);
        membership.resume(2);
        skip(1);
        assertEq(membership.getPastVotes(ben, before), 2);
        assertEq(membership.getPastVotes(ben, lapsed), 1);
        assertEq(membership.getPastTotalSupply(before), 5);
        assertEq(membership.getPastTotalSupply(lapsed), 4);
        assertEq(membership.getVotes(cleo), 2);
        assertEq(membership.activeUnits(), 5);
    }

    /// @dev The count of acceptances is that of the records, whatever happens in between.
    function testFuzz_Accept_CountsActiveUnitsExactly(uint256 seed) public {
        for (uint256 step = 0; step < 24; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            _act(everyone()[seed % 5], (seed >> 8) % 8);
            uint256 count = 0;
            for (uint40 id = 1; id <= membership.memberCount(); ++id) {
                if (membership.member(id).unit && membership.member(id).charterVersion == membership.charterVersion()) {
                    ++count;
                }
            }
            assertEq(acceptedCount(), count);
        }
    }

    function joinWithFirst(address wallet) external {
        joinOpenly(wallet);
    }

    function _act(address who, uint256 action) private {
        uint40 memberId = idOf(who);
        (uint40 active,) = membership.actor(who);
        if (action == 0 && who != founder && active != 0) leave(who);
        if (action == 1 && active == 0) admitWallet(who);
        if (action <= 4 && action > 1 && active != 0) accept(who);
        if (action == 5) try membership.lapse(memberId) {} catch {}
        if (action == 6) try membership.resume(memberId) {} catch {}
        if (action == 7 && uint160(who) % 2 == 0) publish(keccak256(abi.encode(membership.charterVersion())));
        skip(8 days);
        try membership.bindCharter() {} catch {}
    }

    function _expectNotBinding(uint16 version, uint256 accepted, uint256 units) private {
        (, uint40 bindsFrom,) = membership.charterInForce();
        vm.expectRevert(
            abi.encodeWithSelector(
                IMembership.MembershipCharterNotBinding.selector, version, bindsFrom, accepted, units
            )
        );
    }
}

contract LapseInPilotTest is MemberWorld {
    function isPilot() internal pure override returns (bool) {
        return true;
    }

    function test_Bind_PilotsWaitSeconds() public {
        publish(SECOND);
        accept(founder);
        accept(ben);
        accept(cleo);
        skip(13);
        vm.expectPartialRevert(IMembership.MembershipCharterNotBinding.selector);
        membership.bindCharter();
        skip(1);
        membership.bindCharter();
        assertEq(inForce(), 2);
    }
}
