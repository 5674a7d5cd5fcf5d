SELECT n.nspname::text AS schema,
       CASE a.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END AS grantee,
       a.privilege_type AS privilege,
       pg_catalog.pg_get_userbyid(a.grantor)::text AS grantor,
       a.is_grantable
  FROM pg_catalog.pg_namespace AS n
 CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) AS a
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND a.grantee <> n.nspowner
 ORDER BY n.nspname::text COLLATE "C", a.grantee, a.privilege_type, a.grantor
