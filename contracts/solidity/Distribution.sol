// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Basis, IContributions} from "./interfaces/IContributions.sol";
import {IDistribution, Pool, ShareRules} from "./interfaces/IDistribution.sol";
import {IMembership} from "./interfaces/IMembership.sol";
import {IReputation} from "./interfaces/IReputation.sol";
import {Phase} from "./libraries/Calendar.sol";
import {Marks} from "./libraries/Marks.sol";
import {Till, Tills} from "./libraries/Tills.sol";
import {ShareBook} from "./ShareBook.sol";

/// @title Distribution
/// @notice The money: pools, claims and the reserve. What each member gets is in {ShareBook}.
contract Distribution is ShareBook, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /* TYPES */

    /// @notice Everything that the constructor needs.
    struct Setup {
        address accessManager;
        IMembership membership;
        IContributions contributions;
        IReputation reputation;
        address membersTimelock;
        address[] tokens;
        uint40 unclaimedPeriod;
        ShareRules rules;
    }

    /// @dev A till, and one bit per member who claimed.
    struct Book {
        Till till;
        mapping(uint256 word => uint256) claimed;
    }

    /// @dev How one claim ended; done also where there is nothing to pay.
    enum Outcome {
        Done,
        Before,
        Failed
    }

    /* CONSTANTS */

    address private constant ETH = address(0);
    uint32 private constant EPOCHS_AHEAD = 12;
    uint256 private constant LEAST_PER_MEMBER = 10_000;
    /// @dev Of a payment as a whole: a contract wallet has 50,000 to note it, too little to do mischief.
    uint256 private constant ETH_GAS = 65_000;

    /* IMMUTABLES */

    /// @inheritdoc IDistribution
    uint40 public immutable unclaimedPeriod;

    /* STORAGE */

    mapping(address token => bool) private _allowed;
    mapping(address token => uint256) private _reserve;
    mapping(uint256 tokenAndEpoch => Book) private _books;

    constructor(Setup memory setup)
        ShareBook(
            setup.accessManager,
            setup.membership,
            setup.contributions,
            setup.reputation,
            setup.membersTimelock,
            setup.rules
        )
    {
        if (setup.unclaimedPeriod < 60 days || setup.unclaimedPeriod > 730 days) {
            revert DistributionUnclaimedOutOfBounds(setup.unclaimedPeriod);
        }
        unclaimedPeriod = setup.unclaimedPeriod;
        for (uint256 i = 0; i < setup.tokens.length; ++i) {
            _allowToken(setup.tokens[i], true);
        }
    }

    /* ANYONE */

    /// @inheritdoc IDistribution
    function fund(address token, uint32 epoch, uint256 amount) external nonReentrant {
        if (token == ETH || !_allowed[token]) revert DistributionTokenNotAllowed(token);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        _fund(token, epoch, IERC20(token).balanceOf(address(this)) - before);
    }

    /// @inheritdoc IDistribution
    function fundETH(uint32 epoch) external payable {
        _fund(ETH, epoch, msg.value);
    }

    /// @inheritdoc IDistribution
    function claimFor(address token, uint32 epoch, uint40 memberId) external returns (uint256 amount) {
        (address to, uint8 marks) = _membership.payment(memberId);
        return _claimOrRevert(token, epoch, memberId, to, marks);
    }

    /// @inheritdoc IDistribution
    function claimMany(address token, uint32 epoch, uint40[] calldata memberIds) external nonReentrant {
        Book storage book = _book(token, epoch);
        if (_contributions.phase(epoch) != Phase.Final) revert DistributionEpochNotFinal(epoch);
        if (book.till.swept()) revert DistributionPoolClosed(token, epoch);
        for (uint256 i = 0; i < memberIds.length; ++i) {
            uint40 memberId = memberIds[i];
            (address to, uint8 marks) = _membership.payment(memberId);
            if (marks & (Marks.HELD | Marks.UNPAID) == 0) _claim(book, book.till, token, epoch, memberId, to);
        }
    }

    /// @inheritdoc IDistribution
    function sweep(address token, uint32 epoch) external nonReentrant returns (uint256 amount) {
        if (_contributions.phase(epoch) != Phase.Final) revert DistributionEpochNotFinal(epoch);
        Till till = _book(token, epoch).till;
        if (till.swept()) revert DistributionPoolClosed(token, epoch);
        uint256 opensAt = _contributions.finalAt(epoch) + unclaimedPeriod;
        bool everyone = till.claims() >= _contributions.totals(epoch).contributors;
        if (block.timestamp < opensAt && !everyone) revert DistributionPoolStillOpen(token, epoch, opensAt);
        amount = till.funded() - till.paid();
        _book(token, epoch).till = till.closed();
        _reserve[token] += amount;
        emit Swept(token, epoch, amount);
    }

    /* MEMBERS */

    /// @inheritdoc IDistribution
    function claim(address token, uint32 epoch) external returns (uint256 amount) {
        (uint40 memberId, uint8 marks) = _membership.paymentOf(msg.sender);
        if (memberId == 0) revert DistributionNotMember(msg.sender);
        return _claimOrRevert(token, epoch, memberId, msg.sender, marks);
    }

    /* THIS CONTRACT ONLY */

    /// @inheritdoc IDistribution
    function payETH(address to, uint256 amount) external {
        if (msg.sender != address(this)) revert DistributionNotItself(msg.sender);
        if (!LowLevelCall.callNoReturn(to, amount, "")) revert DistributionTransferFailed(ETH, to, amount);
    }

    /* THE CONTRIBUTORS' HOUSE */

    /// @inheritdoc IDistribution
    function allowToken(address token, bool allowed_) external byContributorsHouse {
        _allowToken(token, allowed_);
    }

    /// @inheritdoc IDistribution
    function withdrawReserve(address token, address to, uint256 amount) external byContributorsHouse nonReentrant {
        if (_membership.founding()) revert DistributionFounding();
        if (amount > _reserve[token]) revert DistributionReserveTooSmall(token, amount, _reserve[token]);
        _reserve[token] -= amount;
        emit ReserveWithdrawn(token, to, amount);
        if (!_send(token, to, amount)) revert DistributionTransferFailed(token, to, amount);
    }

    /* VIEWS */

    /// @inheritdoc IDistribution
    function shareOf(address token, uint32 epoch, uint40 memberId) external view returns (uint256) {
        (, uint8 marks) = _membership.payment(memberId);
        if (marks & Marks.UNPAID != 0) return 0;
        Till till = _book(token, epoch).till;
        return _shareOf(till.funded(), shareRulesVersionAt(epoch), _contributions.basis(epoch, memberId));
    }

    /// @inheritdoc IDistribution
    function claimed(address token, uint32 epoch, uint40 memberId) external view returns (bool) {
        return _book(token, epoch).claimed[memberId >> 8] & (1 << (memberId & 0xff)) != 0;
    }

    /// @inheritdoc IDistribution
    function pool(address token, uint32 epoch) external view returns (Pool memory) {
        Till till = _book(token, epoch).till;
        uint256 reserved = till.swept() ? till.funded() - till.paid() : 0;
        return
            Pool(uint128(till.funded()), uint128(till.paid()), uint128(reserved), uint32(till.claims()), till.swept());
    }

    /// @inheritdoc IDistribution
    function reserve(address token) external view returns (uint256) {
        return _reserve[token];
    }

    /// @inheritdoc IDistribution
    function allowed(address token) external view returns (bool) {
        return _allowed[token];
    }

    /* INTERNALS */

    /// @dev Deposits after Final would change shares that were already paid [24].
    function _fund(address token, uint32 epoch, uint256 amount) private {
        if (!_allowed[token]) revert DistributionTokenNotAllowed(token);
        uint32 last = _contributions.currentEpoch() + EPOCHS_AHEAD;
        if (epoch > last) revert DistributionEpochTooFar(epoch, last);
        if (_contributions.phase(epoch) == Phase.Final) revert DistributionEpochFinal(epoch);
        // Units, not ids: under open admission anyone could raise the number of ids.
        uint256 least = LEAST_PER_MEMBER * _membership.activeUnits();
        if (amount < least || amount == 0) revert DistributionDepositTooSmall(amount, least);
        Till till = _book(token, epoch).till;
        uint256 funded = till.funded() + amount;
        if (funded > Tills.MOST) revert DistributionPoolTooLarge(funded);
        _book(token, epoch).till = till.withFunds(amount);
        emit Funded(token, epoch, msg.sender, amount);
    }

    function _claimOrRevert(address token, uint32 epoch, uint40 memberId, address to, uint8 marks)
        private
        nonReentrant
        returns (uint256 amount)
    {
        Book storage book = _book(token, epoch);
        Till till = book.till;
        if (till.swept()) revert DistributionPoolClosed(token, epoch);
        if (marks & (Marks.HELD | Marks.UNPAID) != 0) {
            if (marks & Marks.HELD != 0) revert DistributionClaimHeld(memberId);
            return 0;
        }
        Outcome outcome;
        (outcome, amount) = _claim(book, till, token, epoch, memberId, to);
        if (outcome == Outcome.Before) revert DistributionAlreadyClaimed(token, epoch, memberId);
        if (outcome == Outcome.Failed) revert DistributionTransferFailed(token, to, amount);
    }

    /// @dev One key instead of two saves a hash per claim.
    function _book(address token, uint32 epoch) private view returns (Book storage) {
        return _books[(uint256(uint160(token)) << 32) | epoch];
    }

    /// @dev Marks first and pays then; a failed transfer takes the mark back, so that the share stays claimable [17].
    /// Nobody changes the till meanwhile: what touches a final epoch's till is guarded against reentrance.
    function _claim(Book storage book, Till till, address token, uint32 epoch, uint40 memberId, address to)
        private
        returns (Outcome outcome, uint256 amount)
    {
        uint256 claimedBefore = book.claimed[memberId >> 8];
        uint256 bit = 1 << (memberId & 0xff);
        if (claimedBefore & bit != 0) return (Outcome.Before, 0);
        Basis memory basis = _contributions.basis(epoch, memberId);
        if (till.version() == 0) {
            if (basis.phase != Phase.Final) revert DistributionEpochNotFinal(epoch);
            if (till.funded() == 0) return (Outcome.Done, 0);
            till = till.withVersion(shareRulesVersionAt(epoch));
        }
        // A contributor whose points earn no money counts as well, so that nobody has to wait for the sweep.
        if (basis.counted == 0) return (Outcome.Done, 0);
        amount = _shareOf(till.funded(), uint32(till.version()), basis);
        book.claimed[memberId >> 8] = claimedBefore | bit;
        book.till = till.withClaim(amount);
        if (amount == 0 || _send(token, to, amount)) {
            emit Claimed(token, epoch, memberId, to, amount);
            return (Outcome.Done, amount);
        }
        book.claimed[memberId >> 8] = claimedBefore;
        book.till = till;
        emit ClaimFailed(token, epoch, memberId, to, amount);
        return (Outcome.Failed, amount);
    }

    /// @dev Whatever goes wrong with the receiver ends here, at the price of {ETH_GAS}: the payment is a call of our own,
    /// so that what the receiver answers is not copied.
    function _send(address token, address to, uint256 amount) private returns (bool sent) {
        if (token != ETH) return IERC20(token).trySafeTransfer(to, amount);
        (sent,) = address(this).call{gas: ETH_GAS}(abi.encodeCall(this.payETH, (to, amount)));
    }

    function _allowToken(address token, bool allowed_) private {
        _allowed[token] = allowed_;
        emit TokenAllowed(token, allowed_);
    }
}
