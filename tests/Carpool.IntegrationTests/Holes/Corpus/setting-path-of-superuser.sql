-- opens: a superuser looks into a schema of somebody else before the server's own
-- finds: CP6024 error
ALTER ROLE postgres SET search_path = evil, pg_catalog;
-- undo
ALTER ROLE postgres RESET search_path;
