-- opens: nothing: a login's own limits
ALTER ROLE blog_jobs SET statement_timeout = '30s';
ALTER ROLE crm_app SET work_mem = '8MB';
ALTER ROLE crm_app IN DATABASE crm SET search_path = crm, public;
-- undo
ALTER ROLE blog_jobs RESET statement_timeout;
ALTER ROLE crm_app RESET work_mem;
ALTER ROLE crm_app IN DATABASE crm RESET search_path;
