-- What falls due and is no incident, and receipts of commands that came with an idempotency key.

CREATE TABLE {s}incident_subjects (
    kind     integer NOT NULL,
    id       uuid    NOT NULL,
    number   bigint  GENERATED ALWAYS AS IDENTITY,
    version  bigint  NOT NULL,
    next_due bigint,
    due_at   bigint,
    attempts integer NOT NULL,
    body     bytea   NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX incident_subjects_due ON {s}incident_subjects (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX incident_subjects_open ON {s}incident_subjects (kind, number) WHERE due_at IS NOT NULL;

-- The id is taken from the key's hash. A receipt whose time is over counts as absent, and later ones remove it.
CREATE TABLE {s}incident_receipts (
    id             uuid   PRIMARY KEY,
    content_hash   bytea  NOT NULL,
    incident_id    uuid,
    silence_id     uuid,
    first_sequence bigint NOT NULL,
    last_sequence  bigint NOT NULL,
    accepted_at    bigint NOT NULL,
    expires_at     bigint NOT NULL
);
CREATE INDEX incident_receipts_expires ON {s}incident_receipts (expires_at);
CREATE INDEX incident_receipts_incident ON {s}incident_receipts (incident_id) WHERE incident_id IS NOT NULL;
