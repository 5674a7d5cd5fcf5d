-- opens: nothing: SET by name on a parameter that everybody sets
-- from: 15
GRANT SET ON PARAMETER work_mem TO blog_app;
-- undo
REVOKE SET ON PARAMETER work_mem FROM blog_app;
