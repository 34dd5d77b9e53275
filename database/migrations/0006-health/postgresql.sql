-- What the health of a store is read from: incidents that nobody attends to, and what was claimed again and again without moving on.

ALTER TABLE {s}incidents ADD COLUMN unattended boolean NOT NULL DEFAULT FALSE;
CREATE INDEX incidents_unattended ON {s}incidents (number) WHERE unattended;
CREATE INDEX incidents_failing ON {s}incidents (number) WHERE attempts >= 3;
CREATE INDEX incident_subjects_failing ON {s}incident_subjects (number) WHERE attempts >= 3;
