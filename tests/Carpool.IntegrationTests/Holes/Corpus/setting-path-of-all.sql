-- opens: every session of the cluster looks into a schema of somebody else before the server's own
-- finds: CP6024 error
ALTER ROLE ALL SET search_path = evil, pg_catalog;
-- undo
ALTER ROLE ALL RESET search_path;
