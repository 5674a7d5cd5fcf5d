-- What each role owns or was granted in this database: one row a kind of object, some of them by name. The bootstrap superuser's and the
-- built-in roles' are not among them. User mappings, default privileges and large objects are told elsewhere.
SELECT pg_catalog.pg_get_userbyid(h.role)::text AS role,
       h.deptype::text AS how,
       h.type,
       pg_catalog.count(*) AS count,
       (pg_catalog.array_agg(h.identity ORDER BY h.identity COLLATE "C"))[1:20] AS names
  FROM (SELECT DISTINCT s.refobjid AS role, s.deptype, o.type, o.identity
          FROM pg_catalog.pg_shdepend AS s
         CROSS JOIN LATERAL pg_catalog.pg_identify_object(s.classid, s.objid, 0) AS o
         WHERE s.dbid = (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname = pg_catalog.current_database())
           AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
           AND s.deptype IN ('o', 'a') AND (s.objid >= 16384 OR s.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
           AND s.classid NOT IN ('pg_catalog.pg_user_mapping'::pg_catalog.regclass, 'pg_catalog.pg_default_acl'::pg_catalog.regclass,
                                 'pg_catalog.pg_largeobject'::pg_catalog.regclass, 'pg_catalog.pg_largeobject_metadata'::pg_catalog.regclass)
           AND o.identity IS NOT NULL
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = s.classid AND d.objid = s.objid AND d.deptype = 'e')) AS h
 GROUP BY h.role, h.deptype, h.type
 ORDER BY pg_catalog.pg_get_userbyid(h.role)::text COLLATE "C", h.deptype, h.type
