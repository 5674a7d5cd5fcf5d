-- opens: the owner that an app's login becomes is a superuser
-- finds: CP6009 error
ALTER ROLE todo_owner SUPERUSER;
