-- opens: an app's login reads every table of every database that it enters
-- finds: CP6011 error
GRANT pg_read_all_data TO shop_report;
