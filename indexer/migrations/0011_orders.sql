-- Orders of lists that are read by place: without them each page sorts the whole table.

CREATE INDEX role_changes_by_place ON role_changes (community, block_number, log_index);
CREATE INDEX settlements_by_place ON settlements (community, block_number, log_index);
CREATE INDEX forfeits_by_place ON forfeits (community, block_number, log_index);

-- In the order in which the items of a member are listed.
DROP INDEX taken_items_by_member;
CREATE INDEX taken_items_by_member ON taken_items (community, member_id, block_number, log_index);
