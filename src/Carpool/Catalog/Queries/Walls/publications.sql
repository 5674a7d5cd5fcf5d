-- Publications of schemas came with 15: before, there is no such catalog, and no dependency of it.
SELECT pg_catalog.quote_ident(p.pubname) AS name,
       pg_catalog.pg_get_userbyid(p.pubowner)::text AS owner,
       p.puballtables AS has_all_tables,
       ARRAY(SELECT n.nspname::text
               FROM pg_catalog.pg_depend AS d
               JOIN pg_catalog.pg_depend AS e ON e.classid = d.classid AND e.objid = d.objid
               JOIN pg_catalog.pg_namespace AS n ON n.oid = e.refobjid
              WHERE d.classid = pg_catalog.to_regclass('pg_catalog.pg_publication_namespace')
                AND d.refclassid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND d.refobjid = p.oid
                AND e.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
              ORDER BY n.nspname::text COLLATE "C") AS schemas
  FROM pg_catalog.pg_publication AS p
 ORDER BY p.pubname::text COLLATE "C"
