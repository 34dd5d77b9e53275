-- Signed checkpoints over the heads of all chains, and what is left of incidents that were purged.

ALTER TABLE incidents ADD COLUMN checkpointed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX incidents_unchecked ON incidents (number) WHERE checkpointed < version;

CREATE TABLE incident_checkpoints (
    number        INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    previous_hash BLOB    NOT NULL,
    hash          BLOB    NOT NULL,
    key_id        TEXT,
    signature     BLOB
) STRICT;

CREATE TABLE incident_checkpoint_entries (
    checkpoint  INTEGER NOT NULL,
    incident_id BLOB    NOT NULL,
    sequence    INTEGER NOT NULL,
    head        BLOB    NOT NULL,
    PRIMARY KEY (checkpoint, incident_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_tombstones (
    incident_id BLOB    PRIMARY KEY,
    reference   TEXT    NOT NULL,
    sequence    INTEGER NOT NULL,
    head        BLOB    NOT NULL,
    purged_at   INTEGER NOT NULL,
    purged_by   BLOB    NOT NULL,
    reason      TEXT    NOT NULL,
    key_id      TEXT,
    hash        BLOB    NOT NULL,
    signature   BLOB
) STRICT, WITHOUT ROWID;
