-- opens: nothing: a database's own limits
ALTER DATABASE shop SET statement_timeout = '30s';
ALTER DATABASE shop SET timezone = 'UTC';
ALTER DATABASE crm SET default_transaction_isolation = 'repeatable read';
-- undo
ALTER DATABASE shop RESET statement_timeout;
ALTER DATABASE shop RESET timezone;
ALTER DATABASE crm RESET default_transaction_isolation;
