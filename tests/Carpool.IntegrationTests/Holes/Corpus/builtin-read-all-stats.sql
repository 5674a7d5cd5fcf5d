-- opens: an app's owner reads its neighbours' statements
-- finds: CP6011 error
GRANT pg_read_all_stats TO todo_owner;
