-- opens: one app's owner is a member of another's
-- finds: CP6006 error
GRANT shop_owner TO todo_owner;
