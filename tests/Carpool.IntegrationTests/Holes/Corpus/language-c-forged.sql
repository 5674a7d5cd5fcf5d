-- opens: the language C was made one that anybody may use
-- finds: CP6014 error
-- in: blog
UPDATE pg_catalog.pg_language SET lanpltrusted = true WHERE lanname = 'c';
-- undo
UPDATE pg_catalog.pg_language SET lanpltrusted = false WHERE lanname = 'c';
