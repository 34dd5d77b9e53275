-- Which silence a command with an idempotency key began, or which took its signal.

ALTER TABLE incident_receipts ADD COLUMN silence_id BLOB;
