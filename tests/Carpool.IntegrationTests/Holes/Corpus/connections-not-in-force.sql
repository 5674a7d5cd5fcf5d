-- opens: the manifest limits a login, and the cluster does not
-- finds: CP6032 warning
ALTER ROLE todo_app CONNECTION LIMIT -1;
-- undo
ALTER ROLE todo_app CONNECTION LIMIT 20;
