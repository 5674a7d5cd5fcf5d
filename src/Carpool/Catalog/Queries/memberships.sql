-- The options have columns from 16 on; before, INHERIT of the member decides, and SET ROLE is always allowed.
SELECT pg_catalog.pg_get_userbyid(m.roleid)::text AS role,
       pg_catalog.pg_get_userbyid(m.member)::text AS member,
       pg_catalog.pg_get_userbyid(m.grantor)::text AS grantor,
       COALESCE((pg_catalog.to_jsonb(m) ->> 'inherit_option')::bool, r.rolinherit) AS inherit,
       COALESCE((pg_catalog.to_jsonb(m) ->> 'set_option')::bool, true) AS set,
       m.admin_option
  FROM pg_catalog.pg_auth_members AS m
  JOIN pg_catalog.pg_roles AS r ON r.oid = m.member
 ORDER BY 1, 2, 3
