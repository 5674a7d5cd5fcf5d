-- Row security policies that name roles: who takes a role's place is to be named as well. PUBLIC stands alone, as oid 0.
SELECT p.polrelid::pg_catalog.regclass::text AS "table",
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       pg_catalog.quote_ident(p.polname) AS name,
       ARRAY(SELECT pg_catalog.pg_get_userbyid(r)::text FROM pg_catalog.unnest(p.polroles) AS r ORDER BY pg_catalog.pg_get_userbyid(r)::text COLLATE "C") AS roles
  FROM pg_catalog.pg_policy AS p
  JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
 WHERE p.polroles <> '{0}'::pg_catalog.oid[]
 ORDER BY 1, p.polname::text COLLATE "C"
