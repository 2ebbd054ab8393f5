-- Accounts of passkeys. The id of a credential is no secret: it says which key a browser should ask for.
CREATE TABLE passkeys (
    chain_id BIGINT NOT NULL,
    credential BLOB NOT NULL,
    account BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (chain_id, credential)
);
