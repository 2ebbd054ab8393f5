-- Proposals that are being written: shared by a link, not signed, not on any chain.
CREATE TABLE drafts (
    -- A word that nobody can guess: who has the link may read.
    id BLOB PRIMARY KEY,
    community TEXT NOT NULL,
    -- Hash of a second word: who has that may write.
    edit_hash BLOB NOT NULL,
    author TEXT NOT NULL,
    house TEXT NOT NULL,
    description TEXT NOT NULL,
    discussion TEXT NOT NULL,
    -- The form or the calls: JSON.
    content TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- The relay's intent that proposed it, in the name of a member who sponsors it.
    proposed_by BLOB
);

CREATE INDEX drafts_by_community ON drafts (community, created_at);
