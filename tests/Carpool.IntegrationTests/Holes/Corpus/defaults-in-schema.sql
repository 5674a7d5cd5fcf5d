-- opens: the next sequence in one schema is everybody's
-- finds: CP6023 warning
-- in: todo
ALTER DEFAULT PRIVILEGES FOR ROLE todo_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO PUBLIC;
