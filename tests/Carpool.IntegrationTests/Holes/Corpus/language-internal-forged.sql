-- opens: the language of the server's own functions was made one that anybody may use
-- finds: CP6014 error
-- in: todo
UPDATE pg_catalog.pg_language SET lanpltrusted = true WHERE lanname = 'internal';
-- undo
UPDATE pg_catalog.pg_language SET lanpltrusted = false WHERE lanname = 'internal';
