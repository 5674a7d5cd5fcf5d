-- opens: a database bends what names mean for everybody who enters it
-- finds: CP6024 error
ALTER DATABASE blog SET search_path = evil, pg_catalog;
-- undo
ALTER DATABASE blog RESET search_path;
