-- The two built-in ones as well: pg_default is everybody's by way of CREATE in a database, and has no entries unless somebody made them.
SELECT t.spcname::text AS name,
       CASE u.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(u.grantee)::text END AS grantee,
       u.is_owner
  FROM pg_catalog.pg_tablespace AS t
 CROSS JOIN LATERAL (SELECT t.spcowner AS grantee, true AS is_owner
                      UNION ALL
                     SELECT a.grantee, false FROM pg_catalog.aclexplode(t.spcacl) AS a WHERE a.grantee <> t.spcowner) AS u
 ORDER BY t.spcname::text COLLATE "C", u.is_owner DESC, u.grantee
