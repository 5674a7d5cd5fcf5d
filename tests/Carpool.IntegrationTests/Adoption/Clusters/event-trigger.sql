-- A superuser's event trigger, whose function has to stay a superuser's.
-- stays function public.watch()
-- superuser only
-- can app in audited: CREATE TABLE another (id int)
-- in postgres
CREATE ROLE app LOGIN PASSWORD 'old app';
CREATE DATABASE audited OWNER app;
-- in audited as superuser
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''%'', tg_tag; END';
CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch();
-- in audited as app
CREATE TABLE seen (id int);
