-- opens: nothing: a password ends in many years
ALTER ROLE crm_app VALID UNTIL '2199-01-01';
-- undo
ALTER ROLE crm_app VALID UNTIL 'infinity';
