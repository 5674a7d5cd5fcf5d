-- In the version that CREATE EXTENSION makes. `superuser` says that its script needs one; a trusted one is given it for the script's length.
SELECT e.name::text AS name,
       v.superuser AND NOT v.trusted AS needs_superuser,
       v.schema::text AS schema,
       COALESCE(v.requires::text[], '{}') AS requires
  FROM pg_catalog.pg_available_extensions AS e
  JOIN pg_catalog.pg_available_extension_versions AS v ON v.name = e.name AND v.version = e.default_version
 ORDER BY e.name::text COLLATE "C"
