-- opens: nothing: PUBLIC may call an app's next functions, as Postgres has it everywhere
-- in: blog
ALTER DEFAULT PRIVILEGES FOR ROLE blog_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
-- undo
ALTER DEFAULT PRIVILEGES FOR ROLE blog_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
