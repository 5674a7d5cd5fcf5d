-- A NULL ACL means the built-in one: PUBLIC has CONNECT and TEMPORARY. Owners' own rows say nothing: ownership beats an ACL.
SELECT d.datname::text AS name,
       CASE a.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END AS grantee,
       a.privilege_type AS privilege,
       pg_catalog.pg_get_userbyid(a.grantor)::text AS grantor,
       a.is_grantable
  FROM pg_catalog.pg_database AS d
 CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(d.datacl, pg_catalog.acldefault('d', d.datdba))) AS a
 WHERE a.grantee <> d.datdba
 ORDER BY d.datname::text COLLATE "C", a.grantee, a.privilege_type, a.grantor
