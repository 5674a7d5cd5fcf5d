-- opens: the admin looks into a schema of somebody else before the server's own
-- finds: CP6024 error
ALTER ROLE :admin SET search_path = evil, pg_catalog;
-- undo
ALTER ROLE :admin RESET search_path;
