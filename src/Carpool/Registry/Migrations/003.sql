-- A role that is being rotated has two logins. The one that is handed out has no word here, and the seal that it had before.
ALTER TABLE carpool.login
  ADD COLUMN standing pg_catalog.text,
  ADD COLUMN replaced_at pg_catalog.timestamptz;

UPDATE carpool.version SET version = 3;
