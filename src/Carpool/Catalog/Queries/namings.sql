-- What treats a login otherwise than the app's owner, as which its sessions are about to start: policies and foreign servers have queries of their own.
SELECT n.kind, n.name, n.role
  FROM (SELECT 'row security' AS kind, c.oid::pg_catalog.regclass::text AS name, pg_catalog.pg_get_userbyid(c.relowner)::text AS role
          FROM pg_catalog.pg_class AS c
         WHERE c.relrowsecurity AND NOT c.relforcerowsecurity
         UNION ALL
        SELECT 'schema', pg_catalog.quote_ident(s.nspname), s.nspname::text
          FROM pg_catalog.pg_namespace AS s
          JOIN pg_catalog.pg_roles AS r ON r.rolname = s.nspname AND r.rolcanlogin
         WHERE EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.relnamespace = s.oid)
            OR EXISTS (SELECT FROM pg_catalog.pg_proc AS p WHERE p.pronamespace = s.oid)
            OR EXISTS (SELECT FROM pg_catalog.pg_type AS t WHERE t.typnamespace = s.oid)) AS n
 ORDER BY n.kind COLLATE "C", n.name COLLATE "C", n.role COLLATE "C"
