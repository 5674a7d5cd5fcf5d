-- Triggers whose code is somebody else's than the table: whoever writes there runs it. What initdb and extensions bring is nobody's trap.
SELECT pg_catalog.quote_ident(t.tgname) AS name,
       c.oid::pg_catalog.regclass::text AS "table",
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       p.oid::pg_catalog.regprocedure::text AS function,
       pg_catalog.pg_get_userbyid(p.proowner)::text AS function_owner
  FROM pg_catalog.pg_trigger AS t
  JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
  JOIN pg_catalog.pg_proc AS p ON p.oid = t.tgfoid
 WHERE NOT t.tgisinternal AND p.proowner <> c.relowner AND p.oid >= 16384
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e')
 ORDER BY 2, t.tgname::text COLLATE "C"
