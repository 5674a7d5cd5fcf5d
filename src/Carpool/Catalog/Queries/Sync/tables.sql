-- Tables, and what could be taken for one, with what decides whether their changes can be followed. Of publications only those count that
-- name the table, or the table that it is a partition of; columns and rows of them can be chosen from 15 on.
SELECT n.nspname::text || '.' || c.relname::text AS key,
       c.oid::pg_catalog.regclass::text AS name,
       c.relkind::text AS kind,
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       c.relreplident::text AS identity,
       (SELECT x.relname::text FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
         WHERE i.indrelid = c.oid AND i.indisreplident) AS identity_index,
       (SELECT rn.nspname::text || '.' || r.relname::text
          FROM pg_catalog.pg_class AS r
          JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
         WHERE r.oid = CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::pg_catalog.oid ELSE c.oid END) AS root,
       EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary) AS has_primary_key,
       c.relpersistence = 'u' AS is_unlogged,
       c.relrowsecurity AS has_row_security,
       c.relforcerowsecurity AS forces_row_security,
       EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = 's') AS has_stored,
       EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = 'v') AS has_virtual,
       COALESCE(m.names, '{}') AS publications,
       COALESCE(m.columns, '{}') AS publication_columns,
       COALESCE(m.filters, '{}') AS publication_filters,
       COALESCE(m.generated, '{}') AS publication_generated
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (SELECT pg_catalog.array_agg(p.pubname::text ORDER BY p.pubname::text COLLATE "C") AS names,
                            pg_catalog.array_agg((pg_catalog.to_jsonb(r) ->> 'prattrs') IS NOT NULL ORDER BY p.pubname::text COLLATE "C") AS columns,
                            pg_catalog.array_agg((pg_catalog.to_jsonb(r) ->> 'prqual') IS NOT NULL ORDER BY p.pubname::text COLLATE "C") AS filters,
                            pg_catalog.array_agg(COALESCE(pg_catalog.to_jsonb(p) ->> 'pubgencols' = 's', false) ORDER BY p.pubname::text COLLATE "C") AS generated
                       FROM pg_catalog.pg_publication_rel AS r
                       JOIN pg_catalog.pg_publication AS p ON p.oid = r.prpubid
                      WHERE r.prrelid = c.oid) AS m
 WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY 1
