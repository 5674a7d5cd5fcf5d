-- Every role but the built-in ones. The owner of an app that was kept has a mark, out of reach of who merely writes to tables.
SELECT r.rolname::text AS name,
       r.oid::int8 AS oid,
       r.rolcanlogin,
       r.rolinherit,
       r.rolconnlimit,
       r.rolsuper,
       r.rolcreatedb,
       r.rolcreaterole,
       r.rolreplication,
       r.rolbypassrls,
       r.rolvaliduntil::text AS valid_until,
       COALESCE(r.rolvaliduntil <= pg_catalog.now(), false) AS is_expired,
       k.description IS NOT NULL AS is_kept
  FROM pg_catalog.pg_roles AS r
  LEFT JOIN pg_catalog.pg_shdescription AS k
    ON k.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND k.objoid = r.oid AND k.description = 'carpool: kept, managed no more'
 WHERE r.rolname !~ '^pg_'
 ORDER BY r.rolname::text COLLATE "C"
