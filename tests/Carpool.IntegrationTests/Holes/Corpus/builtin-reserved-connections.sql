-- opens: an app's login takes connections that are kept for others
-- from: 16
-- finds: CP6011 warning
GRANT pg_use_reserved_connections TO shop_app;
