-- The newest schema in one go: all migrations in turn.

-- Incidents, their events, keys and messages. Instants are microseconds since 1970-01-01T00:00Z.

CREATE TABLE {s}incidents (
    id            uuid     PRIMARY KEY,
    number        bigint   NOT NULL UNIQUE,
    reference     text     COLLATE "C" NOT NULL UNIQUE,
    version       bigint   NOT NULL,
    head          bytea    NOT NULL,
    snapshot      bytea    NOT NULL,
    snapshot_form integer  NOT NULL,
    has_parts     boolean  NOT NULL,
    phase         text     COLLATE "C" NOT NULL,
    level         text     COLLATE "C" NOT NULL,
    is_open       boolean  NOT NULL,
    declared_at   bigint   NOT NULL,
    overdue_from  bigint,
    acknowledger  uuid,
    holding       uuid     NOT NULL,
    next_due      bigint,
    due_at        bigint,
    attempts      integer  NOT NULL
);
CREATE INDEX incidents_due ON {s}incidents (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX incidents_open ON {s}incidents (level, number) WHERE is_open;
CREATE INDEX incidents_overdue ON {s}incidents (overdue_from) WHERE is_open AND overdue_from IS NOT NULL;
CREATE INDEX incidents_acknowledger ON {s}incidents (acknowledger, number) WHERE acknowledger IS NOT NULL;
CREATE INDEX incidents_declared ON {s}incidents (declared_at);

-- The last number that a reference took. Not a sequence: a number that was not used is given back, and numbers rise in the order of commits.
CREATE TABLE {s}incident_numbers (
    last bigint NOT NULL
);
INSERT INTO {s}incident_numbers (last) VALUES (0);

-- What of an incident grows beyond a small snapshot, each part in a row of its own.
CREATE TABLE {s}incident_parts (
    incident_id uuid  NOT NULL,
    part        text  COLLATE "C" NOT NULL,
    body        bytea NOT NULL,
    PRIMARY KEY (incident_id, part)
);

-- Append only; each event carries the hash of the chain up to it.
CREATE TABLE {s}incident_events (
    incident_id uuid    NOT NULL,
    sequence    bigint  NOT NULL,
    recorded_at bigint  NOT NULL,
    name        text    COLLATE "C" NOT NULL,
    form        integer NOT NULL,
    body        bytea   NOT NULL,
    personal    bytea,
    hash        bytea   NOT NULL,
    PRIMARY KEY (incident_id, sequence)
);

-- A key is held by at most one incident. The id is taken from the key's hash: a key may be of any length.
CREATE TABLE {s}incident_keys (
    id          uuid PRIMARY KEY,
    key         text COLLATE "C" NOT NULL,
    holder      uuid,
    last_holder uuid NOT NULL
);
CREATE INDEX incident_keys_holder ON {s}incident_keys (holder) WHERE holder IS NOT NULL;
CREATE INDEX incident_keys_last_holder ON {s}incident_keys (last_holder);

-- Words of summaries, and labels.
CREATE TABLE {s}incident_terms (
    term   text   COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (term, number)
);
CREATE INDEX incident_terms_number ON {s}incident_terms (number);

CREATE TABLE {s}incident_outbox (
    id          uuid    PRIMARY KEY,
    number      bigint  GENERATED ALWAYS AS IDENTITY,
    key         text    COLLATE "C" NOT NULL,
    incident_id uuid    NOT NULL,
    cause       bigint  NOT NULL,
    kind        integer NOT NULL,
    channel     text    COLLATE "C",
    status      integer NOT NULL,
    not_before  bigint  NOT NULL,
    expires_at  bigint,
    due_at      bigint,
    attempts    integer NOT NULL,
    body        bytea   NOT NULL,
    bundle      uuid
);
CREATE INDEX incident_outbox_due ON {s}incident_outbox (due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX incident_outbox_cause ON {s}incident_outbox (incident_id, cause);
CREATE INDEX incident_outbox_bundle ON {s}incident_outbox (bundle) WHERE bundle IS NOT NULL;

CREATE TABLE {s}incident_playbooks (
    hash text  COLLATE "C" PRIMARY KEY,
    body bytea NOT NULL
);

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
    first_sequence bigint NOT NULL,
    last_sequence  bigint NOT NULL,
    accepted_at    bigint NOT NULL,
    expires_at     bigint NOT NULL,
    silence_id     uuid
);
CREATE INDEX incident_receipts_expires ON {s}incident_receipts (expires_at);
CREATE INDEX incident_receipts_incident ON {s}incident_receipts (incident_id) WHERE incident_id IS NOT NULL;

-- What the health of a store is read from: incidents that nobody attends to, and what was claimed again and again without moving on.

ALTER TABLE {s}incidents ADD COLUMN unattended boolean NOT NULL DEFAULT FALSE;
CREATE INDEX incidents_unattended ON {s}incidents (number) WHERE unattended;
CREATE INDEX incidents_failing ON {s}incidents (number) WHERE attempts >= 3;
CREATE INDEX incident_subjects_failing ON {s}incident_subjects (number) WHERE attempts >= 3;
