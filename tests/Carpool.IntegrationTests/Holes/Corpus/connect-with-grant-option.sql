-- opens: a login may enter another app's database, and let others in
-- finds: CP6007 error
GRANT CONNECT ON DATABASE todo TO shop_report WITH GRANT OPTION;
