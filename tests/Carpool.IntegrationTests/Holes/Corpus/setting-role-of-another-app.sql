-- opens: whoever enters a database without a setting of his own acts as another app
-- finds: CP6024 error
ALTER DATABASE todo SET role = 'blog_owner';
-- undo
ALTER DATABASE todo RESET role;
