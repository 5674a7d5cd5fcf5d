-- opens: one login may take every connection that the server has
-- finds: CP6032 warning
ALTER ROLE crm_app CONNECTION LIMIT 1000;
-- undo
ALTER ROLE crm_app CONNECTION LIMIT -1;
