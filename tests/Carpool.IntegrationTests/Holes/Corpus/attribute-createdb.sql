-- opens: an app's login may make databases, and copy templates
-- finds: CP6009 error
ALTER ROLE todo_app CREATEDB;
