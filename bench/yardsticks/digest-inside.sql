-- What one database's own catalogs say of who owns and may do what, but for Carpool's registry
SELECT concat_ws(' ', current_database(), 'schema', nspname, 'owner', pg_get_userbyid(nspowner),
                 'acl', (SELECT string_agg(entry::text, ' ' ORDER BY entry::text) FROM unnest(COALESCE(nspacl, acldefault('n', nspowner))) AS entry))
  FROM pg_namespace WHERE nspname <> 'carpool'
UNION ALL
SELECT concat_ws(' ', current_database(), 'default', pg_get_userbyid(defaclrole), 'in', COALESCE(nspname, '*'), defaclobjtype,
                 (SELECT string_agg(entry::text, ' ' ORDER BY entry::text) FROM unnest(defaclacl) AS entry))
  FROM pg_default_acl LEFT JOIN pg_namespace AS n ON n.oid = defaclnamespace
UNION ALL
SELECT concat_ws(' ', current_database(), 'relation', c.oid::regclass, 'owner', pg_get_userbyid(relowner), relacl)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace WHERE c.oid >= 16384 AND nspname NOT IN ('carpool', 'pg_toast')
 ORDER BY 1;
