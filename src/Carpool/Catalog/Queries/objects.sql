-- One row for all objects of a schema that are alike. From oid 16384 on they are somebody's, below they are initdb's; members of
-- extensions are the extension's affair. ACLs are compared as text, because there is no order of them. A grantee that is empty is PUBLIC, a grantor that is empty the owner.
SELECT o.schema,
       o.kind,
       pg_catalog.pg_get_userbyid(o.owner)::text AS owner,
       o.follows_table,
       ARRAY(SELECT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(o.acl::pg_catalog.aclitem[]) AS a WHERE a.grantee <> o.owner ORDER BY a.grantee, a.privilege_type, a.grantor) AS grantees,
       ARRAY(SELECT a.privilege_type
               FROM pg_catalog.aclexplode(o.acl::pg_catalog.aclitem[]) AS a WHERE a.grantee <> o.owner ORDER BY a.grantee, a.privilege_type, a.grantor) AS privileges,
       ARRAY(SELECT CASE a.grantor WHEN o.owner THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantor)::text END
               FROM pg_catalog.aclexplode(o.acl::pg_catalog.aclitem[]) AS a WHERE a.grantee <> o.owner ORDER BY a.grantee, a.privilege_type, a.grantor) AS grantors,
       ARRAY(SELECT a.is_grantable
               FROM pg_catalog.aclexplode(o.acl::pg_catalog.aclitem[]) AS a WHERE a.grantee <> o.owner ORDER BY a.grantee, a.privilege_type, a.grantor) AS grantable,
       pg_catalog.array_agg(o.name ORDER BY o.name COLLATE "C") AS names
  FROM (SELECT n.nspname::text AS schema,
               CASE c.relkind WHEN 'S' THEN 'S' ELSE 'r' END AS kind,
               c.relowner AS owner,
               COALESCE(c.relacl, pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)) ::text AS acl,
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
         WHERE p.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') AS o
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
 GROUP BY o.schema, o.kind, o.owner, o.follows_table, o.acl
 ORDER BY o.schema COLLATE "C", o.kind, o.owner, o.follows_table, pg_catalog.min(o.name COLLATE "C")
