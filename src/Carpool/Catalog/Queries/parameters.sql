-- All that a session of ours sees: one that is for superusers alone is not among them for others.
SELECT pg_catalog.lower(s.name) AS name,
       s.context = 'user' AS is_anybodys
  FROM pg_catalog.pg_settings AS s
 ORDER BY 1
