-- opens: nothing: the admin may hand out an app's role, as whoever makes it may
GRANT crm_owner TO :admin WITH ADMIN OPTION;
-- undo
REVOKE crm_owner FROM :admin;
