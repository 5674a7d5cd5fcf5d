-- How the passwords of logins are kept; never the verifiers themselves.
SELECT a.rolname::text AS role,
       CASE WHEN a.rolpassword IS NULL THEN 'none'
            WHEN a.rolpassword LIKE 'md5%' THEN 'md5'
            ELSE 'scram' END AS kind
  FROM pg_catalog.pg_authid AS a
 WHERE a.rolcanlogin
 ORDER BY a.rolname::text COLLATE "C"
