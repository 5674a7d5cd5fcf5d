-- A row without grants is a row all the same: it replaces a built-in default.
SELECT pg_catalog.pg_get_userbyid(p.defaclrole)::text AS creator,
       n.nspname::text AS schema,
       p.defaclobjtype::text AS kind,
       CASE a.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END AS grantee,
       a.privilege_type AS privilege,
       a.is_grantable
  FROM pg_catalog.pg_default_acl AS p
  LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = p.defaclnamespace
  LEFT JOIN LATERAL pg_catalog.aclexplode(p.defaclacl) AS a ON a.grantee <> p.defaclrole
 ORDER BY 1, 2 NULLS FIRST, 3, a.grantee, a.privilege_type
