-- What was granted on the server's own functions, tables and schemas, and on members of extensions, after initdb or the extension's own
-- script; what PUBLIC had by then is no news, and all may read information_schema, of which initdb leaves no record. No grantee is PUBLIC. OWNER is a privilege here: initdb's belong to role 10.
SELECT g.kind,
       g.name,
       g.column_name,
       CASE g.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(g.grantee)::text END AS grantee,
       g.privilege,
       g.is_member
  FROM (SELECT 'FUNCTION' AS kind, p.oid::pg_catalog.regprocedure::text AS name, NULL::text AS column_name, a.grantee, a.privilege_type AS privilege, p.oid >= 16384 AS is_member
          FROM pg_catalog.pg_proc AS p
          LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND i.objoid = p.oid
         CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(p.proacl, pg_catalog.acldefault('f', p.proowner))) AS a
         WHERE (i.objoid IS NOT NULL OR (p.proacl IS NOT NULL AND p.oid < 16384)) AND a.grantee <> p.proowner
           AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(COALESCE(i.initprivs, pg_catalog.acldefault('f', p.proowner))) AS w
                            WHERE w.grantee IN (0, a.grantee) AND w.privilege_type = a.privilege_type AND w.is_grantable >= a.is_grantable)
         UNION ALL
        SELECT 'TABLE', c.oid::pg_catalog.regclass::text, NULL, a.grantee, a.privilege_type, c.oid >= 16384
          FROM pg_catalog.pg_class AS c
          LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.objoid = c.oid AND i.objsubid = 0
         CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS a
         WHERE (c.oid < 16384 OR (i.objoid IS NOT NULL AND c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace)) AND a.grantee <> c.relowner
           AND (c.relnamespace <> 'information_schema'::pg_catalog.regnamespace OR a.privilege_type <> 'SELECT')
           AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(COALESCE(i.initprivs, pg_catalog.acldefault('r', c.relowner))) AS w
                            WHERE w.grantee IN (0, a.grantee) AND w.privilege_type = a.privilege_type AND w.is_grantable >= a.is_grantable)
         UNION ALL
        SELECT 'TABLE', c.oid::pg_catalog.regclass::text, pg_catalog.quote_ident(t.attname), a.grantee, a.privilege_type, false
          FROM pg_catalog.pg_attribute AS t
          JOIN pg_catalog.pg_class AS c ON c.oid = t.attrelid
          LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.objoid = c.oid AND i.objsubid = t.attnum
          LEFT JOIN pg_catalog.pg_init_privs AS k ON k.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND k.objoid = c.oid AND k.objsubid = 0
         CROSS JOIN LATERAL pg_catalog.aclexplode(t.attacl) AS a
         WHERE t.attacl IS NOT NULL AND t.attnum > 0 AND c.oid < 16384 AND a.grantee <> c.relowner
           AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(i.initprivs) AS w
                            WHERE w.grantee IN (0, a.grantee) AND w.privilege_type = a.privilege_type AND w.is_grantable >= a.is_grantable)
           AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(k.initprivs) AS w
                            WHERE w.grantee IN (0, a.grantee) AND w.privilege_type = a.privilege_type AND w.is_grantable >= a.is_grantable)
         UNION ALL
        SELECT 'SCHEMA', pg_catalog.quote_ident(n.nspname), NULL, a.grantee, a.privilege_type, false
          FROM pg_catalog.pg_namespace AS n
          LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND i.objoid = n.oid
         CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) AS a
         WHERE n.nspname IN ('pg_catalog', 'pg_toast', 'information_schema') AND a.grantee <> n.nspowner
           AND (n.nspname <> 'information_schema' OR a.privilege_type <> 'USAGE')
           AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(COALESCE(i.initprivs, pg_catalog.acldefault('n', n.nspowner))) AS w
                            WHERE w.grantee IN (0, a.grantee) AND w.privilege_type = a.privilege_type AND w.is_grantable >= a.is_grantable)
         UNION ALL
        SELECT 'FUNCTION', p.oid::pg_catalog.regprocedure::text, NULL, p.proowner, 'OWNER', false FROM pg_catalog.pg_proc AS p WHERE p.oid < 16384 AND p.proowner <> 10
         UNION ALL
        SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, c.oid::pg_catalog.regclass::text, NULL, c.relowner, 'OWNER', false
          FROM pg_catalog.pg_class AS c WHERE c.oid < 16384 AND c.relowner <> 10 AND c.relkind IN ('r', 'v')
         UNION ALL
        SELECT 'SCHEMA', pg_catalog.quote_ident(n.nspname), NULL, n.nspowner, 'OWNER', false
          FROM pg_catalog.pg_namespace AS n WHERE n.nspname IN ('pg_catalog', 'pg_toast', 'information_schema') AND n.nspowner <> 10) AS g
 ORDER BY g.kind, g.name COLLATE "C", g.column_name COLLATE "C" NULLS FIRST, g.grantee, g.privilege
