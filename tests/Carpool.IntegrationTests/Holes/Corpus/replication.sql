-- opens: an app's login may copy the whole cluster
-- finds: CP6010 error
ALTER ROLE shop_report REPLICATION;
