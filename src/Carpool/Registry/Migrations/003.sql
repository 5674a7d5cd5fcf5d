-- A role that is being rotated has two logins. The one that is handed out has no word here, and the seal that it had before.
ALTER TABLE carpool.login ADD COLUMN standing pg_catalog.text;

UPDATE carpool.version SET version = 3;
