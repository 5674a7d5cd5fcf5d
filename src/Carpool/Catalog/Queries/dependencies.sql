-- What hangs on which role, in every database, from one connection. A grant or an owner of a database is a shared object.
SELECT pg_catalog.pg_get_userbyid(s.refobjid)::text AS role,
       d.datname::text AS database,
       o.datname::text AS shared_database,
       s.deptype::text AS kind,
       pg_catalog.count(*)::int4 AS count
  FROM pg_catalog.pg_shdepend AS s
  LEFT JOIN pg_catalog.pg_database AS d ON d.oid = s.dbid
  LEFT JOIN pg_catalog.pg_database AS o ON s.dbid = 0 AND s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND o.oid = s.objid
 WHERE s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
   AND s.refobjid >= 16384
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST, 4
