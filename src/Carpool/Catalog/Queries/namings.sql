-- What knows a login by its name, or by not being the owner, and would not know it any more once its sessions start as the app's owner.
SELECT n.kind, n.name, n.role
  FROM (SELECT 'policy' AS kind,
               pg_catalog.format('%I on %s', p.polname, p.polrelid::pg_catalog.regclass) AS name,
               pg_catalog.pg_get_userbyid(r.oid)::text AS role
          FROM pg_catalog.pg_policy AS p
         CROSS JOIN LATERAL pg_catalog.unnest(p.polroles) AS r(oid)
         WHERE r.oid <> 0
         UNION ALL
        SELECT 'row security', c.oid::pg_catalog.regclass::text, pg_catalog.pg_get_userbyid(c.relowner)::text
          FROM pg_catalog.pg_class AS c
         WHERE c.relrowsecurity AND NOT c.relforcerowsecurity
         UNION ALL
        SELECT 'user mapping', pg_catalog.quote_ident(m.srvname), m.usename::text
          FROM pg_catalog.pg_user_mappings AS m
         WHERE m.umuser <> 0
         UNION ALL
        SELECT 'schema', pg_catalog.quote_ident(s.nspname), s.nspname::text
          FROM pg_catalog.pg_namespace AS s
          JOIN pg_catalog.pg_roles AS r ON r.rolname = s.nspname AND r.rolcanlogin
         WHERE EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.relnamespace = s.oid)
            OR EXISTS (SELECT FROM pg_catalog.pg_proc AS p WHERE p.pronamespace = s.oid)
            OR EXISTS (SELECT FROM pg_catalog.pg_type AS t WHERE t.typnamespace = s.oid)) AS n
 ORDER BY n.kind COLLATE "C", n.name COLLATE "C", n.role COLLATE "C"
