-- The newest schema in one go: all migrations in turn.

-- Incidents, their events, keys and messages. Instants are microseconds since 1970-01-01T00:00Z.

CREATE TABLE incidents (
    number        INTEGER PRIMARY KEY,
    id            BLOB    NOT NULL UNIQUE,
    reference     TEXT    NOT NULL UNIQUE,
    version       INTEGER NOT NULL,
    head          BLOB    NOT NULL,
    snapshot      BLOB    NOT NULL,
    snapshot_form INTEGER NOT NULL,
    has_parts     INTEGER NOT NULL,
    phase         TEXT    NOT NULL,
    level         TEXT    NOT NULL,
    is_open       INTEGER NOT NULL,
    declared_at   INTEGER NOT NULL,
    overdue_from  INTEGER,
    acknowledger  BLOB,
    holding       BLOB    NOT NULL,
    next_due      INTEGER,
    due_at        INTEGER,
    attempts      INTEGER NOT NULL
) STRICT;
CREATE INDEX incidents_due ON incidents (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX incidents_open ON incidents (level, number) WHERE is_open;
CREATE INDEX incidents_overdue ON incidents (overdue_from) WHERE is_open AND overdue_from IS NOT NULL;
CREATE INDEX incidents_acknowledger ON incidents (acknowledger, number) WHERE acknowledger IS NOT NULL;
CREATE INDEX incidents_declared ON incidents (declared_at);

-- The last number that a reference took.
CREATE TABLE incident_numbers (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO incident_numbers (last) VALUES (0);

-- What of an incident grows beyond a small snapshot, each part in a row of its own.
CREATE TABLE incident_parts (
    incident_id BLOB    NOT NULL,
    part        TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    PRIMARY KEY (incident_id, part)
);

-- Append only; each event carries the hash of the chain up to it.
CREATE TABLE incident_events (
    incident_id BLOB    NOT NULL,
    sequence    INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    form        INTEGER NOT NULL,
    body        BLOB    NOT NULL,
    personal    BLOB,
    hash        BLOB    NOT NULL,
    PRIMARY KEY (incident_id, sequence)
) STRICT, WITHOUT ROWID;

-- A key is held by at most one incident. The id is taken from the key's hash: a key may be of any length.
CREATE TABLE incident_keys (
    id          BLOB    PRIMARY KEY,
    key         TEXT    NOT NULL,
    holder      BLOB,
    last_holder BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_keys_holder ON incident_keys (holder) WHERE holder IS NOT NULL;
CREATE INDEX incident_keys_last_holder ON incident_keys (last_holder);

-- Words of summaries, and labels.
CREATE TABLE incident_terms (
    term   TEXT    NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (term, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_terms_number ON incident_terms (number);

CREATE TABLE incident_outbox (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          BLOB    NOT NULL UNIQUE,
    key         TEXT    NOT NULL,
    incident_id BLOB    NOT NULL,
    cause       INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    channel     TEXT,
    status      INTEGER NOT NULL,
    not_before  INTEGER NOT NULL,
    expires_at  INTEGER,
    due_at      INTEGER,
    attempts    INTEGER NOT NULL,
    body        BLOB    NOT NULL,
    bundle      BLOB
) STRICT;
CREATE INDEX incident_outbox_due ON incident_outbox (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX incident_outbox_cause ON incident_outbox (incident_id, cause);
CREATE INDEX incident_outbox_bundle ON incident_outbox (bundle) WHERE bundle IS NOT NULL;

CREATE TABLE incident_playbooks (
    hash TEXT    PRIMARY KEY,
    body BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

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

-- What falls due and is no incident, and receipts of commands that came with an idempotency key.

CREATE TABLE incident_subjects (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     INTEGER NOT NULL,
    id       BLOB    NOT NULL,
    version  INTEGER NOT NULL,
    next_due INTEGER,
    due_at   INTEGER,
    attempts INTEGER NOT NULL,
    body     BLOB    NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX incident_subjects_due ON incident_subjects (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX incident_subjects_open ON incident_subjects (kind, number) WHERE due_at IS NOT NULL;

-- The id is taken from the key's hash. A receipt whose time is over counts as absent, and later ones remove it.
CREATE TABLE incident_receipts (
    id             BLOB    PRIMARY KEY,
    content_hash   BLOB    NOT NULL,
    incident_id    BLOB,
    first_sequence INTEGER NOT NULL,
    last_sequence  INTEGER NOT NULL,
    accepted_at    INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    silence_id     BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_receipts_expires ON incident_receipts (expires_at);
CREATE INDEX incident_receipts_incident ON incident_receipts (incident_id) WHERE incident_id IS NOT NULL;

-- What the health of a store is read from: incidents that nobody attends to, and what was claimed again and again without moving on.

ALTER TABLE incidents ADD COLUMN unattended INTEGER NOT NULL DEFAULT FALSE;
CREATE INDEX incidents_unattended ON incidents (number) WHERE unattended;
CREATE INDEX incidents_failing ON incidents (number) WHERE attempts >= 3;
CREATE INDEX incident_subjects_failing ON incident_subjects (number) WHERE attempts >= 3;
