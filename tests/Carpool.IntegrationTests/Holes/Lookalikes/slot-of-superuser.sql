-- opens: nothing: a logical slot that a superuser made
-- in: todo
SELECT pg_create_logical_replication_slot('carpool_look', 'pgoutput');
-- undo
SELECT pg_drop_replication_slot('carpool_look');
