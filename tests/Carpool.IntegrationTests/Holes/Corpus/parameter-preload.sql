-- opens: an app loads code into its sessions
-- from: 15
-- finds: CP6021 error
GRANT SET ON PARAMETER session_preload_libraries TO todo_owner;
