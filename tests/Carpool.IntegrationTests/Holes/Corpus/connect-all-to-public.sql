-- opens: GRANT ALL on a database to PUBLIC holds CONNECT as well
-- finds: CP6003 error shop
GRANT ALL ON DATABASE shop TO PUBLIC;
-- undo
REVOKE ALL ON DATABASE shop FROM PUBLIC;
