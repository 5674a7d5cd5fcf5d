-- migrate:up
CREATE EXTENSION citext;
CREATE SCHEMA billing;
CREATE TYPE billing.state AS ENUM ('sent', 'paid');
CREATE TABLE billing.invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer citext NOT NULL UNIQUE,
  state billing.state NOT NULL DEFAULT 'sent',
  changed timestamptz
);
CREATE VIEW billing.unpaid AS SELECT * FROM billing.invoices WHERE state = 'sent';
CREATE FUNCTION billing.stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER stamp BEFORE UPDATE ON billing.invoices FOR EACH ROW EXECUTE FUNCTION billing.stamp();

-- migrate:down
DROP SCHEMA billing CASCADE;
DROP EXTENSION citext;
