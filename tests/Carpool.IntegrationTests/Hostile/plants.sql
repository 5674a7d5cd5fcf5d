-- Namesakes of all that pg_catalog has, in the schema that the caller put first in search_path: each sings when it is run, into a
-- sequence, which no rollback takes back, and into the server's log, which no DROP DATABASE does.
CREATE SEQUENCE canary;
CREATE TABLE cage (what text, who text);
CREATE FUNCTION sing(what text) RETURNS bool LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_catalog.nextval('evil.canary');
  RAISE LOG 'the canary sang of % for %', what, CURRENT_USER;
  INSERT INTO evil.cage VALUES (what, CURRENT_USER);
  RETURN true;
END $$;

DO $plant$
DECLARE o record; made int := 0;
BEGIN
  FOR o IN SELECT p.proname, pg_get_function_identity_arguments(p.oid) AS args, pg_get_function_result(p.oid) AS result,
                  CASE WHEN p.proretset OR p.prorettype = 'void'::regtype THEN '' ELSE ' NULL' END AS nothing
             FROM pg_proc AS p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', o.proname, o.args, o.result,
                     format('BEGIN PERFORM evil.sing(%L); RETURN%s; END', 'function ' || o.proname, o.nothing));
      made := made + 1;
    EXCEPTION WHEN OTHERS THEN -- types that only the core may use
    END;
  END LOOP;
  FOR o IN SELECT p.oid, p.oprname, p.oprleft::regtype::text AS l, p.oprright::regtype::text AS r, p.oprresult::regtype::text AS result
             FROM pg_operator AS p WHERE p.oprnamespace = 'pg_catalog'::regnamespace AND p.oprleft <> 0 LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION evil.operator_%s(%s, %s) RETURNS %s LANGUAGE plpgsql AS %L', o.oid, o.l, o.r, o.result,
                     format('BEGIN PERFORM evil.sing(%L); RETURN NULL; END', 'operator ' || o.oprname));
      EXECUTE format('CREATE OPERATOR evil.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = evil.operator_%s)', o.oprname, o.l, o.r, o.oid);
      made := made + 1;
    EXCEPTION WHEN OTHERS THEN -- likewise
    END;
  END LOOP;
  FOR o IN SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v') LOOP
    BEGIN
      EXECUTE format('CREATE VIEW evil.%I AS SELECT r.* FROM pg_catalog.%1$I AS r, (SELECT evil.sing(%L) AS sung) AS s WHERE NOT s.sung', o.relname, 'view ' || o.relname);
      made := made + 1;
    EXCEPTION WHEN OTHERS THEN -- columns that no view may have
    END;
  END LOOP;
  FOR o IN SELECT unnest(ARRAY['text', 'int4', 'int8', 'bool', 'name', 'oid', 'bytea', 'timestamptz', 'jsonb', 'regclass', 'regrole', 'regtype', 'xid']) AS typname LOOP
    EXECUTE format('CREATE DOMAIN evil.%I AS pg_catalog.%1$I CHECK (evil.sing(%L))', o.typname, 'domain ' || o.typname);
    made := made + 1;
  END LOOP;
  IF made < 3000 THEN RAISE EXCEPTION 'only % plants', made; END IF;
END $plant$;

CREATE FUNCTION evil.step(pg_catalog.int8) RETURNS pg_catalog.int8 LANGUAGE plpgsql AS 'BEGIN PERFORM evil.sing(''aggregate''); RETURN 0; END';
CREATE FUNCTION evil.step(pg_catalog.int8, pg_catalog.int8) RETURNS pg_catalog.int8 LANGUAGE plpgsql AS 'BEGIN PERFORM evil.sing(''aggregate''); RETURN 0; END';
CREATE AGGREGATE evil.count(*) (SFUNC = evil.step, STYPE = pg_catalog.int8);
CREATE AGGREGATE evil.sum(pg_catalog.int8) (SFUNC = evil.step, STYPE = pg_catalog.int8);

CREATE TYPE evil.thing AS (a pg_catalog.int4);
CREATE FUNCTION evil.cast_thing(evil.thing) RETURNS pg_catalog.text LANGUAGE plpgsql AS 'BEGIN PERFORM evil.sing(''cast''); RETURN ''''; END';
CREATE CAST (evil.thing AS pg_catalog.text) WITH FUNCTION evil.cast_thing(evil.thing) AS IMPLICIT;

CREATE FUNCTION evil.fire() RETURNS pg_catalog.trigger LANGUAGE plpgsql AS 'BEGIN PERFORM evil.sing(''trigger''); RETURN NULL; END';
CREATE TABLE evil.app (stack pg_catalog.text, database pg_catalog.text);
CREATE TRIGGER fire BEFORE INSERT OR UPDATE OR DELETE ON evil.app FOR EACH ROW EXECUTE FUNCTION evil.fire();
CREATE RULE sing AS ON INSERT TO evil.app DO ALSO SELECT evil.sing('rule');

CREATE SCHEMA "PG_CATALOG";
CREATE FUNCTION "PG_CATALOG".current_setting(pg_catalog.text) RETURNS pg_catalog.text LANGUAGE plpgsql AS 'BEGIN PERFORM evil.sing(''PG_CATALOG''); RETURN ''''; END';
GRANT USAGE ON SCHEMA "PG_CATALOG", evil TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA evil TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA evil TO PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA evil, "PG_CATALOG" TO PUBLIC;
