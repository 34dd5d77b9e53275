-- Signed checkpoints over the heads of all chains, and what is left of incidents that were purged.

ALTER TABLE {s}incidents ADD COLUMN checkpointed bigint NOT NULL DEFAULT 0;
CREATE INDEX incidents_unchecked ON {s}incidents (number) WHERE checkpointed < version;

CREATE TABLE {s}incident_checkpoints (
    number        bigint PRIMARY KEY,
    at            bigint NOT NULL,
    previous_hash bytea  NOT NULL,
    hash          bytea  NOT NULL,
    key_id        text   COLLATE "C",
    signature     bytea
);

CREATE TABLE {s}incident_checkpoint_entries (
    checkpoint  bigint NOT NULL,
    incident_id uuid   NOT NULL,
    sequence    bigint NOT NULL,
    head        bytea  NOT NULL,
    PRIMARY KEY (checkpoint, incident_id)
);

CREATE TABLE {s}incident_tombstones (
    incident_id uuid   PRIMARY KEY,
    reference   text   COLLATE "C" NOT NULL,
    sequence    bigint NOT NULL,
    head        bytea  NOT NULL,
    purged_at   bigint NOT NULL,
    purged_by   bytea  NOT NULL,
    reason      text   COLLATE "C" NOT NULL,
    key_id      text   COLLATE "C",
    hash        bytea  NOT NULL,
    signature   bytea
);
