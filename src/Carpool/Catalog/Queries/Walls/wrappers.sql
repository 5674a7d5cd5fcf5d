SELECT pg_catalog.quote_ident(f.fdwname) AS name,
       pg_catalog.pg_get_userbyid(f.fdwowner)::text AS owner,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(COALESCE(f.fdwacl, pg_catalog.acldefault('F', f.fdwowner))) AS a
              WHERE a.grantee <> f.fdwowner
              ORDER BY 1) AS users
  FROM pg_catalog.pg_foreign_data_wrapper AS f
 ORDER BY f.fdwname::text COLLATE "C"
