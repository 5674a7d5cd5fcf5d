-- A language is known to be untrusted by its name, or by the function that runs it: under a made-up name it is the same.
SELECT pg_catalog.quote_ident(l.lanname) AS name,
       pg_catalog.pg_get_userbyid(l.lanowner)::text AS owner,
       l.lanpltrusted AS is_trusted,
       l.lanname IN ('c', 'internal', 'plpython3u', 'plpython2u', 'plpythonu', 'plperlu', 'pltclu')
         OR COALESCE(p.prosrc IN ('plpython3_call_handler', 'plpython2_call_handler', 'plpython_call_handler', 'plperlu_call_handler', 'pltclu_call_handler'), false) AS is_unsafe,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(COALESCE(l.lanacl, pg_catalog.acldefault('l', l.lanowner))) AS a
              WHERE a.grantee <> l.lanowner
              ORDER BY 1) AS users
  FROM pg_catalog.pg_language AS l
  LEFT JOIN pg_catalog.pg_proc AS p ON p.oid = l.lanplcallfoid
 ORDER BY l.lanname::text COLLATE "C"
