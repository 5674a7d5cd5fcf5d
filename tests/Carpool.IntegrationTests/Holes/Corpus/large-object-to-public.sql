-- opens: everybody in a database reads a large object
-- finds: CP6026 warning
-- in: blog
SET ROLE blog_owner;
SELECT lo_create(4711);
GRANT SELECT ON LARGE OBJECT 4711 TO PUBLIC;
-- undo
SELECT lo_unlink(4711);
