-- Which silence a command with an idempotency key began, or which took its signal.

ALTER TABLE {s}incident_receipts ADD COLUMN silence_id uuid;
