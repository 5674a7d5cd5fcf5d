-- What there is to look at in a database: one look costs a new session less than a query for each thing that most databases have nothing of.
-- $1 are the roles that live here: what they own, grant each other and give each other by default is as it should be.
SELECT EXISTS (SELECT FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
                WHERE p.oid >= 16384 AND (p.prosecdef OR (p.prokind <> 'a' AND (NOT l.lanpltrusted OR l.oid < 14)))) AS has_functions,
       EXISTS (SELECT FROM pg_catalog.pg_event_trigger AS e) AS has_event_triggers,
       EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE NOT t.tgisinternal) AS has_triggers,
       EXISTS (SELECT FROM pg_catalog.pg_language AS l WHERE l.oid >= 16384 OR l.lanacl IS NOT NULL OR (l.lanname IN ('c', 'internal') AND l.lanpltrusted)) AS has_languages,
       EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper AS w) AS has_wrappers,
       EXISTS (SELECT FROM pg_catalog.pg_publication AS p) AS has_publications,
       EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata AS o) AS has_large_objects,
       EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.relrowsecurity) OR EXISTS (SELECT FROM pg_catalog.pg_policy AS p) AS has_row_security,
       EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.oid >= 16384) AS has_extensions,
       EXISTS (SELECT FROM pg_catalog.pg_default_acl AS d CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) AS a
                WHERE a.grantee <> d.defaclrole AND a.grantee::int8 <> ALL ($1::int8[])) AS has_default_privileges,
       EXISTS (SELECT FROM pg_catalog.pg_shdepend AS s
                WHERE s.dbid = (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname = pg_catalog.current_database())
                  AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND s.refobjid::int8 <> ALL ($1::int8[])) AS has_strangers,
       -- Of the server's own objects: what somebody who is no built-in role owns or was granted is in pg_shdepend; what everybody was granted
       -- differs from what initdb left, of which there is no record in information_schema, and two entries each
       EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.oid >= 16384)
         OR EXISTS (SELECT FROM pg_catalog.pg_shdepend AS s
                     WHERE s.dbid = (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname = pg_catalog.current_database())
                       AND s.objid < 16384 AND s.classid IN ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_namespace'::pg_catalog.regclass)
                       AND s.objid <> 2200)
         OR EXISTS (SELECT FROM pg_catalog.pg_proc AS p
                      LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND i.objoid = p.oid AND i.objsubid = 0
                     WHERE p.proacl IS NOT NULL AND p.oid < 16384 AND p.proacl <> COALESCE(i.initprivs, '{}'))
         OR EXISTS (SELECT FROM pg_catalog.pg_class AS c
                      LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.objoid = c.oid AND i.objsubid = 0
                     WHERE c.relacl IS NOT NULL AND c.oid < 16384 AND c.relacl <> COALESCE(i.initprivs, '{}') AND (i.objoid IS NOT NULL OR pg_catalog.cardinality(c.relacl) <> 2))
         OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS t
                      LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.objoid = t.attrelid AND i.objsubid = t.attnum
                     WHERE t.attacl IS NOT NULL AND t.attrelid < 16384 AND t.attacl <> COALESCE(i.initprivs, '{}'))
         OR EXISTS (SELECT FROM pg_catalog.pg_namespace AS n
                      LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND i.objoid = n.oid
                     WHERE n.nspname IN ('pg_catalog', 'pg_toast', 'information_schema') AND n.nspacl IS NOT NULL
                       AND n.nspacl <> COALESCE(i.initprivs, '{}') AND (i.objoid IS NOT NULL OR pg_catalog.cardinality(n.nspacl) <> 2)) AS has_system_grants
