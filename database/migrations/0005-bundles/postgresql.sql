-- Messages that go out together. The id is taken from the hash of the bundle's key.

ALTER TABLE {s}incident_outbox ADD COLUMN bundle uuid;
CREATE INDEX incident_outbox_bundle ON {s}incident_outbox (bundle) WHERE bundle IS NOT NULL;
