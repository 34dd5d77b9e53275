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
    silence_id     BLOB,
    first_sequence INTEGER NOT NULL,
    last_sequence  INTEGER NOT NULL,
    accepted_at    INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_receipts_expires ON incident_receipts (expires_at);
CREATE INDEX incident_receipts_incident ON incident_receipts (incident_id) WHERE incident_id IS NOT NULL;
