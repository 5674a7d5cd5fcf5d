-- opens: a login is a member of the role that owns its database
-- finds: CP6008 warning
ALTER DATABASE crm OWNER TO crm_owner;
-- undo
ALTER DATABASE crm OWNER TO :admin;
