-- opens: an app's login reads settings that hold secrets
-- finds: CP6011 error
GRANT pg_read_all_settings TO shop_report;
