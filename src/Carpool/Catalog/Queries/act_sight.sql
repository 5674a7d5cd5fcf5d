-- What a login sees of its own database before it tries anything in it. An extension that requires another would fail for that already.
SELECT CURRENT_USER::text AS role,
       (SELECT e.name::text
          FROM pg_catalog.pg_available_extension_versions AS e
         WHERE e.superuser AND NOT e.trusted AND e.requires IS NULL
           AND e.version = (SELECT a.default_version FROM pg_catalog.pg_available_extensions AS a WHERE a.name = e.name)
           AND e.name NOT IN (SELECT x.extname FROM pg_catalog.pg_extension AS x)
         ORDER BY e.name = 'dblink' DESC, e.name = 'file_fdw' DESC, e.name::text COLLATE "C"
         LIMIT 1) AS extension,
       ARRAY(SELECT l.lanname::text
               FROM pg_catalog.pg_language AS l
              WHERE NOT l.lanpltrusted OR l.lanname IN ('c', 'internal')
              ORDER BY l.lanname::text COLLATE "C") AS languages
