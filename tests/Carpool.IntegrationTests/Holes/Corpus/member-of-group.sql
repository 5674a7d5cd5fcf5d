-- opens: the readers of one app are the readers of another
-- finds: CP6006 error
GRANT shop_read TO blog_read;
