-- opens: a login may take a group that it is not in, and become what the group can become
-- from: 16
-- finds: CP6006 error blog_app
CREATE ROLE wardens;
GRANT wardens TO blog_app WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT shop_owner TO wardens WITH INHERIT FALSE, SET TRUE;
-- undo
DROP ROLE wardens;
