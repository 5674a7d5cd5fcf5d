-- Every role but the built-in ones.
SELECT r.rolname::text AS name,
       r.oid::int8 AS oid,
       r.rolcanlogin,
       r.rolinherit,
       r.rolconnlimit,
       r.rolsuper,
       r.rolcreatedb,
       r.rolcreaterole,
       r.rolreplication,
       r.rolbypassrls
  FROM pg_catalog.pg_roles AS r
 WHERE r.rolname !~ '^pg_'
 ORDER BY r.rolname::text COLLATE "C"
