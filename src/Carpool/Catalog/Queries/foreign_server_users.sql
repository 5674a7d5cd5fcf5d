-- Whom foreign servers know by name: who has a user mapping, and who was granted USAGE. Options, which hold passwords, are not read.
SELECT pg_catalog.quote_ident(s.srvname) AS server,
       pg_catalog.pg_get_userbyid(s.srvowner)::text AS owner,
       pg_catalog.pg_get_userbyid(u.role)::text AS role,
       EXISTS (SELECT FROM pg_catalog.pg_user_mappings AS m WHERE m.srvid = s.oid AND m.umuser = u.role) AS is_mapped,
       EXISTS (SELECT FROM pg_catalog.aclexplode(s.srvacl) AS a WHERE a.grantee = u.role) AS has_usage
  FROM pg_catalog.pg_foreign_server AS s
 CROSS JOIN LATERAL (SELECT m.umuser AS role FROM pg_catalog.pg_user_mappings AS m WHERE m.srvid = s.oid
                      UNION
                     SELECT a.grantee FROM pg_catalog.aclexplode(s.srvacl) AS a WHERE a.grantee <> s.srvowner) AS u
 WHERE u.role <> 0
 ORDER BY s.srvname::text COLLATE "C", 3
