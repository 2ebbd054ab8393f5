-- What rows were before recent blocks changed them: a fork puts them back instead of folding everything again.

-- Rows of a table that a block was about to change, found by some of their columns, as they were before: JSON.
CREATE TABLE undo_rows (
    community    TEXT   NOT NULL,
    block_number BIGINT NOT NULL,
    position     BIGINT NOT NULL,
    image        TEXT   NOT NULL,
    PRIMARY KEY (community, block_number, position)
);

-- The lowest block that a community can go back to by these rows alone.
CREATE TABLE undo_floors (
    community    TEXT   NOT NULL PRIMARY KEY,
    block_number BIGINT NOT NULL
);
