-- opens: nothing: operators look into schemas of their own after the server's
ALTER ROLE :admin SET search_path = "$user", public, extensions;
ALTER ROLE :admin SET statement_timeout = 0;
-- undo
ALTER ROLE :admin RESET search_path;
ALTER ROLE :admin RESET statement_timeout;
