-- No column has a default, no table a trigger: what is here was written by Carpool, or was planted.
CREATE SCHEMA carpool;

CREATE TABLE carpool.version (version pg_catalog.int4 PRIMARY KEY);

CREATE TABLE carpool.stack (
  name pg_catalog.text PRIMARY KEY,
  key_fingerprint pg_catalog.text NOT NULL
);

CREATE TABLE carpool.app (
  stack pg_catalog.text NOT NULL,
  database pg_catalog.text NOT NULL,
  name pg_catalog.text NOT NULL,
  standing pg_catalog.text NOT NULL,
  database_oid pg_catalog.int8,
  owner pg_catalog.text NOT NULL,
  owner_oid pg_catalog.int8,
  on_remove pg_catalog.text NOT NULL,
  is_protected pg_catalog.bool NOT NULL,
  original_database pg_catalog.text,
  original_owner pg_catalog.text,
  created_at pg_catalog.timestamptz,
  removed_at pg_catalog.timestamptz,
  seal pg_catalog.bytea NOT NULL,
  PRIMARY KEY (stack, database)
);

CREATE TABLE carpool.login (
  stack pg_catalog.text NOT NULL,
  name pg_catalog.text NOT NULL,
  database pg_catalog.text NOT NULL,
  app pg_catalog.text NOT NULL,
  role pg_catalog.text NOT NULL,
  access pg_catalog.text NOT NULL,
  oid pg_catalog.int8,
  original_name pg_catalog.text,
  generation pg_catalog.int4 NOT NULL,
  password pg_catalog.bytea,
  seal pg_catalog.bytea NOT NULL,
  PRIMARY KEY (stack, name)
);

CREATE TABLE carpool.apply (
  stack pg_catalog.text NOT NULL,
  started_at pg_catalog.timestamptz NOT NULL,
  command pg_catalog.text NOT NULL,
  outcome pg_catalog.text NOT NULL,
  changes pg_catalog.int4 NOT NULL,
  duration_ms pg_catalog.int8 NOT NULL,
  PRIMARY KEY (stack, started_at, command)
);

INSERT INTO carpool.version (version) VALUES (1);
