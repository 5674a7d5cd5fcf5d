-- There may be millions: one row for all of an owner that somebody may use. An empty grantee is PUBLIC; the owner stands for itself.
SELECT pg_catalog.pg_get_userbyid(g.owner)::text AS owner,
       CASE g.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(g.grantee)::text END AS grantee,
       pg_catalog.count(DISTINCT g.oid) AS count,
       pg_catalog.min(g.oid::int8) AS example
  FROM (SELECT m.oid, m.lomowner AS owner, a.grantee
          FROM pg_catalog.pg_largeobject_metadata AS m
         CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(m.lomacl, pg_catalog.acldefault('L', m.lomowner))) AS a
         UNION ALL
        SELECT m.oid, m.lomowner, m.lomowner FROM pg_catalog.pg_largeobject_metadata AS m) AS g
 GROUP BY g.owner, g.grantee
 ORDER BY 1, 2
