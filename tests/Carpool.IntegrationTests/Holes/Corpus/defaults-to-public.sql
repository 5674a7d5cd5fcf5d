-- opens: the next table of an app is readable for everybody in its database
-- finds: CP6023 warning
-- in: blog
ALTER DEFAULT PRIVILEGES FOR ROLE blog_owner GRANT SELECT ON TABLES TO PUBLIC;
