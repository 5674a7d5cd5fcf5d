-- opens: nothing: all is published, and nobody but superusers replicates
-- in: todo
CREATE PUBLICATION everything FOR ALL TABLES;
-- undo
DROP PUBLICATION everything;
