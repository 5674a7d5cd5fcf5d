-- The groups of `write` and `read` logins. A row without any has the seal that it had before.
ALTER TABLE carpool.app
  ADD COLUMN write_group pg_catalog.text,
  ADD COLUMN write_group_oid pg_catalog.int8,
  ADD COLUMN read_group pg_catalog.text,
  ADD COLUMN read_group_oid pg_catalog.int8;

UPDATE carpool.version SET version = 2;
