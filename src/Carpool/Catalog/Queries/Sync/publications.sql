-- What generated columns it publishes came with 18. One of all tables, or of schemas, names none.
SELECT p.pubname::text AS name,
       pg_catalog.pg_get_userbyid(p.pubowner)::text AS owner,
       p.puballtables OR EXISTS (SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_class AS k ON k.oid = d.classid AND k.relname = 'pg_publication_namespace'
                                  WHERE d.refclassid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND d.refobjid = p.oid) AS has_all_tables,
       p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate AS has_all_operations,
       p.pubviaroot AS through_root,
       COALESCE(pg_catalog.to_jsonb(p) ->> 'pubgencols' = 's', false) AS has_generated,
       pg_catalog.obj_description(p.oid, 'pg_publication') AS comment
  FROM pg_catalog.pg_publication AS p
 ORDER BY p.pubname::text COLLATE "C"
