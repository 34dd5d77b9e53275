-- Messages that go out together. The id is taken from the hash of the bundle's key.

ALTER TABLE incident_outbox ADD COLUMN bundle BLOB;
CREATE INDEX incident_outbox_bundle ON incident_outbox (bundle) WHERE bundle IS NOT NULL;
