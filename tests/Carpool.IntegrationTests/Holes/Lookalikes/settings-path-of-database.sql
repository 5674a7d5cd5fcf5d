-- opens: nothing: a database looks into its schemas after the server's
ALTER DATABASE crm SET search_path = crm, public;
-- undo
ALTER DATABASE crm RESET search_path;
