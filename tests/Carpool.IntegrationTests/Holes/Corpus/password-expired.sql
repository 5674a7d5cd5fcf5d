-- opens: a login's password has expired, and its sessions go on
-- finds: CP6029 warning
ALTER ROLE crm_app VALID UNTIL '2020-01-01';
-- undo
ALTER ROLE crm_app LOGIN VALID UNTIL 'infinity';
