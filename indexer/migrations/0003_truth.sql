-- What proves that an endpoint serves the chain that the mirror was built from, and how far the mirror was proven.

-- Hash of the code at each followed contract, as it was when it was first seen.
CREATE TABLE contract_codes (
    chain_id  BIGINT NOT NULL,
    address   BLOB   NOT NULL,
    code_hash BLOB   NOT NULL,
    PRIMARY KEY (chain_id, address)
);

-- Every block up to here was compared with its header's bloom filter or receipts.
CREATE TABLE verified_heights (
    community    TEXT   NOT NULL PRIMARY KEY,
    block_number BIGINT NOT NULL
);
