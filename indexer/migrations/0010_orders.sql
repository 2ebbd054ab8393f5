-- Orders that lists are read in beside those of 0001.

-- All ballots of a community as they were cast, whatever the house.
CREATE INDEX ballots_by_chain ON ballots (community, block_number, log_index);
