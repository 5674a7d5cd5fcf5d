-- opens: a login's sessions start as another app, once somebody makes it a member
-- finds: CP6024 warning
ALTER ROLE crm_app SET role = 'todo_owner';
-- undo
ALTER ROLE crm_app RESET role;
