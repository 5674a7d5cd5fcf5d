-- Functions that do what their caller may not: those that run as their owner, and those in languages that keep nobody from the server.
-- An aggregate is written in internal whoever made it, and only calls others; so is what comes with a range type, and only makes its values. An extension's C functions are its author's affair; an event trigger's can be called by nobody. An empty grantee is PUBLIC.
SELECT p.oid::pg_catalog.regprocedure::text AS name,
       n.nspname::text AS schema,
       pg_catalog.pg_get_userbyid(n.nspowner)::text AS schema_owner,
       pg_catalog.pg_get_userbyid(p.proowner)::text AS owner,
       l.lanname::text AS language,
       p.prosecdef AS runs_as_owner,
       EXISTS (SELECT FROM pg_catalog.unnest(p.proconfig) AS w WHERE w ~ '^search_path=') AS has_search_path,
       x.is_member,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(COALESCE(p.proacl, pg_catalog.acldefault('f', p.proowner))) AS a
              WHERE a.grantee <> p.proowner
              ORDER BY 1) AS callers,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(COALESCE(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) AS a
              WHERE a.grantee <> n.nspowner AND a.privilege_type = 'USAGE'
              ORDER BY 1) AS schema_users
  FROM pg_catalog.pg_proc AS p
  JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
 CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                                     WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e') AS is_member,
                          EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                                   WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid
                                     AND d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.deptype = 'i') AS is_of_type) AS x
 WHERE p.oid >= 16384 AND p.prorettype <> 'pg_catalog.event_trigger'::pg_catalog.regtype AND (p.prosecdef OR (p.prokind <> 'a' AND NOT x.is_member AND NOT x.is_of_type AND (NOT l.lanpltrusted OR l.lanname IN ('c', 'internal', 'plpython3u', 'plpython2u', 'plpythonu', 'plperlu', 'pltclu'))))
 ORDER BY p.oid::pg_catalog.regprocedure::text COLLATE "C"
