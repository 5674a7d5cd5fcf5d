-- opens: a login may hand out another app's owner, to itself as well
-- from: 16
-- finds: CP6006 error shop_app
GRANT todo_owner TO shop_app WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
