-- What a view reads, where that has row security or is itself a view; nothing where no table has it. An empty user is PUBLIC.
SELECT DISTINCT v.oid::pg_catalog.regclass::text AS name,
       v.relkind = 'm' AS is_materialized,
       pg_catalog.pg_get_userbyid(v.relowner)::text AS owner,
       EXISTS (SELECT FROM pg_catalog.pg_options_to_table(v.reloptions) AS w WHERE w.option_name = 'security_invoker' AND w.option_value::bool) AS asks_invoker,
       t.oid::pg_catalog.regclass::text AS reads,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(COALESCE(v.relacl, pg_catalog.acldefault('r', v.relowner))) AS a
              WHERE a.grantee <> v.relowner AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
              ORDER BY 1) AS users
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
  JOIN pg_catalog.pg_class AS v ON v.oid = r.ev_class
  JOIN pg_catalog.pg_class AS t ON t.oid = d.refobjid
 WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
   AND v.oid >= 16384 AND v.relkind IN ('v', 'm') AND t.oid <> v.oid AND (t.relrowsecurity OR t.relkind IN ('v', 'm'))
   AND EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.relrowsecurity)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = v.oid AND e.deptype = 'e')
 ORDER BY 1, 5
