-- opens: nothing: a trusted extension that the app installed
-- needs: extension pgcrypto
-- in: blog
SET ROLE blog_owner;
CREATE EXTENSION pgcrypto;
-- undo
DROP EXTENSION pgcrypto;
