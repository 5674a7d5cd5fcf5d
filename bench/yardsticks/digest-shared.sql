-- What a cluster's shared catalogs say, by name, but for passwords and oids: two clusters made the same way give the same lines
SELECT concat_ws(' ', 'database', datname, 'owner', pg_get_userbyid(datdba), 'open', datallowconn, 'template', datistemplate, 'limit', datconnlimit,
                 'acl', (SELECT string_agg(entry::text, ' ' ORDER BY entry::text) FROM unnest(COALESCE(datacl, acldefault('d', datdba))) AS entry))
  FROM pg_database
UNION ALL
SELECT concat_ws(' ', 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, left(rolpassword, 18))
  FROM pg_authid
UNION ALL
SELECT concat_ws(' ', 'member', pg_get_userbyid(member), 'of', pg_get_userbyid(roleid), 'by', pg_get_userbyid(grantor), admin_option, inherit_option, set_option)
  FROM pg_auth_members
UNION ALL
SELECT concat_ws(' ', 'setting', CASE setrole WHEN 0 THEN '*' ELSE pg_get_userbyid(setrole)::text END, 'in', COALESCE(datname, '*'), setconfig)
  FROM pg_db_role_setting LEFT JOIN pg_database AS d ON d.oid = setdatabase
 ORDER BY 1;
