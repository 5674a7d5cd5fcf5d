-- What else has an owner that ALTER and OWNER TO can change. A publication of all tables, or of all in a schema, has to stay a superuser's.
-- An array's type, and that of a table's rows, go with what they are of; so does a range's multirange, but only from 17.
-- Large objects may have any oid, and there may be millions; those of an app's owner, who never logs in, are where they belong.
SELECT i.type,
       pg_catalog.pg_get_userbyid(o.owner)::text AS owner,
       pg_catalog.array_agg(i.identity ORDER BY i.identity COLLATE "C") AS names
  FROM (SELECT 'pg_catalog.pg_type'::pg_catalog.regclass AS catalog, c.oid, c.typowner AS owner FROM pg_catalog.pg_type AS c WHERE c.oid >= 16384 AND (c.typtype IN ('b', 'c', 'd', 'e', 'r') OR (c.typtype = 'm' AND pg_catalog.current_setting('server_version_num')::int4 < 170000)) AND (c.typrelid = 0 OR EXISTS (SELECT FROM pg_catalog.pg_class AS r WHERE r.oid = c.typrelid AND r.relkind = 'c')) AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS e WHERE e.typarray = c.oid)
         UNION ALL
        SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass AS catalog, c.oid, c.oprowner AS owner FROM pg_catalog.pg_operator AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass AS catalog, c.oid, c.opcowner AS owner FROM pg_catalog.pg_opclass AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_opfamily'::pg_catalog.regclass AS catalog, c.oid, c.opfowner AS owner FROM pg_catalog.pg_opfamily AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_collation'::pg_catalog.regclass AS catalog, c.oid, c.collowner AS owner FROM pg_catalog.pg_collation AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_conversion'::pg_catalog.regclass AS catalog, c.oid, c.conowner AS owner FROM pg_catalog.pg_conversion AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass AS catalog, c.oid, c.cfgowner AS owner FROM pg_catalog.pg_ts_config AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass AS catalog, c.oid, c.dictowner AS owner FROM pg_catalog.pg_ts_dict AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AS catalog, c.oid, c.stxowner AS owner FROM pg_catalog.pg_statistic_ext AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass AS catalog, c.oid, c.srvowner AS owner FROM pg_catalog.pg_foreign_server AS c WHERE c.oid >= 16384
         UNION ALL
        SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass AS catalog, c.oid, c.pubowner AS owner FROM pg_catalog.pg_publication AS c
         WHERE c.oid >= 16384 AND NOT c.puballtables
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_class AS k ON k.oid = d.classid AND k.relname = 'pg_publication_namespace'
                            WHERE d.refclassid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND d.refobjid = c.oid)
         UNION ALL
        SELECT 'pg_catalog.pg_largeobject'::pg_catalog.regclass AS catalog, c.oid, c.lomowner AS owner FROM pg_catalog.pg_largeobject_metadata AS c
          JOIN pg_catalog.pg_roles AS r ON r.oid = c.lomowner
         WHERE r.rolcanlogin) AS o
 CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.catalog, o.oid, 0) AS i
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = o.catalog AND d.objid = o.oid AND (d.deptype = 'e' OR (d.deptype = 'i'
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS m WHERE o.catalog = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.oid = o.oid AND m.typtype = 'm'))))
 GROUP BY i.type, o.owner
 ORDER BY i.type COLLATE "C", o.owner
