SELECT c.oid::pg_catalog.regclass::text AS table,
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       t.attname::text AS column,
       CASE a.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END AS grantee,
       a.privilege_type AS privilege,
       CASE a.grantor WHEN c.relowner THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantor)::text END AS grantor,
       a.is_grantable
  FROM pg_catalog.pg_attribute AS t
  JOIN pg_catalog.pg_class AS c ON c.oid = t.attrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL pg_catalog.aclexplode(t.attacl) AS a
 WHERE t.attrelid >= 16384 AND t.attacl IS NOT NULL AND NOT t.attisdropped AND a.grantee <> c.relowner
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY c.oid::pg_catalog.regclass::text COLLATE "C", t.attname::text COLLATE "C", a.grantee, a.privilege_type, a.grantor
