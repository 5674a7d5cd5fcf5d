-- opens: a procedure runs as a superuser
-- finds: CP6012 error
-- in: todo
CREATE PROCEDURE public.nightly(INOUT done boolean, VARIADIC words text[] DEFAULT '{}') LANGUAGE plpgsql SECURITY DEFINER AS $$BEGIN done := true; END$$;
-- undo
DROP PROCEDURE public.nightly(boolean, text[]);
