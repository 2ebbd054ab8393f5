// OpenZeppelin's behaviour of votes, for Membership. Their own Votes.test.js runs it for Reputation.
const {ethers} = require('hardhat');
const {loadFixture} = require('@nomicfoundation/hardhat-network-helpers');
const {shouldBehaveLikeVotes} = require('./their-test/governance/utils/Votes.behavior');

const amounts = [ethers.parseEther('10000000'), 10n, 20n];

async function fixture() {
  return {accounts: await ethers.getSigners(), votes: await ethers.deployContract('MembershipDouble')};
}

describe('Membership', function () {
  beforeEach(async function () {
    Object.assign(this, await loadFixture(fixture));
  });

  shouldBehaveLikeVotes(amounts, {mode: 'timestamp', fungible: true});
});
