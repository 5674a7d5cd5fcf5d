-- opens: a login of a database that nobody manages may copy the whole cluster
-- finds: CP6010 error
ALTER ROLE crm_app REPLICATION;
