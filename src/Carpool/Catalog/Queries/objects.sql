-- One row for all objects of a schema that are alike. From oid 16384 on they are somebody's, below they are initdb's; members of
-- extensions are the extension's affair, the constructors of a range type (always the bootstrap superuser's) the type's, and a superuser's function that an event trigger calls stays that: whoever owned it would run as anybody. ACLs are compared as text, because there is no order of them. A grantee that is empty is PUBLIC, a grantor that is empty the owner.
SELECT s.schema,
       s.kind,
       pg_catalog.pg_get_userbyid(s.owner)::text AS owner,
       s.follows_table,
       COALESCE(g.grantees, '{}') AS grantees,
       COALESCE(g.privileges, '{}') AS privileges,
       COALESCE(g.grantors, '{}') AS grantors,
       COALESCE(g.grantable, '{}') AS grantable,
       s.names
  FROM (SELECT o.schema, o.kind, o.owner, o.follows_table, o.acl, pg_catalog.array_agg(o.name ORDER BY o.name COLLATE "C") AS names
          FROM (SELECT n.nspname::text AS schema,
                       CASE c.relkind WHEN 'S' THEN 'S' ELSE 'r' END AS kind,
                       c.relowner AS owner,
                       COALESCE(c.relacl, pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))::text AS acl,
                       c.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                                                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
                                                      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) AS follows_table,
                       c.oid::pg_catalog.regclass::text AS name,
                       'pg_catalog.pg_class'::pg_catalog.regclass AS catalog,
                       c.oid AS oid
                  FROM pg_catalog.pg_class AS c
                  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                 WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                 UNION ALL
                SELECT n.nspname::text, 'f', p.proowner, COALESCE(p.proacl, pg_catalog.acldefault('f', p.proowner))::text, false, p.oid::pg_catalog.regprocedure::text,
                       'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid
                  FROM pg_catalog.pg_proc AS p
                  JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
                 WHERE p.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'i')
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_event_trigger AS e JOIN pg_catalog.pg_roles AS r ON r.oid = p.proowner AND r.rolsuper WHERE e.evtfoid = p.oid)) AS o
         WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
         GROUP BY o.schema, o.kind, o.owner, o.follows_table, o.acl) AS s
 CROSS JOIN LATERAL (SELECT pg_catalog.array_agg(CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END) AS grantees,
                            pg_catalog.array_agg(a.privilege_type) AS privileges,
                            pg_catalog.array_agg(CASE a.grantor WHEN s.owner THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantor)::text END) AS grantors,
                            pg_catalog.array_agg(a.is_grantable) AS grantable
                       FROM (SELECT e.grantee, e.privilege_type, e.grantor, e.is_grantable
                               FROM pg_catalog.aclexplode(s.acl::pg_catalog.aclitem[]) AS e
                              WHERE e.grantee <> s.owner
                              ORDER BY e.grantee, e.privilege_type, e.grantor) AS a) AS g
 ORDER BY s.schema COLLATE "C", s.kind, s.owner, s.follows_table, s.names[1] COLLATE "C"
