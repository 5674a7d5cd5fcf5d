-- From 15. The superuser's own entry says nothing, nor does SET of what every session sets.
SELECT p.parname AS parameter,
       CASE a.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END AS grantee,
       a.privilege_type = 'ALTER SYSTEM' AS may_alter_system
  FROM pg_catalog.pg_parameter_acl AS p
 CROSS JOIN LATERAL pg_catalog.aclexplode(p.paracl) AS a
 WHERE a.grantee <> 10
   AND (a.privilege_type = 'ALTER SYSTEM'
        OR NOT EXISTS (SELECT FROM pg_catalog.pg_settings AS s WHERE pg_catalog.lower(s.name) = p.parname AND s.context = 'user'))
 ORDER BY p.parname COLLATE "C", a.grantee, a.privilege_type
