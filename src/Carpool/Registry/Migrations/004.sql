-- What a canary of `doctor` makes for itself, on record before it is made: whatever ends the canary, the next run takes away what is left.
CREATE TABLE carpool.canary (
  stack pg_catalog.text NOT NULL,
  name pg_catalog.text NOT NULL,
  database_oid pg_catalog.int8 NOT NULL,
  seal pg_catalog.bytea NOT NULL,
  PRIMARY KEY (stack, name)
);

UPDATE carpool.version SET version = 4;
