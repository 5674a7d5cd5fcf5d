-- opens: a login that is nobody's says what of an app's tables is published
-- finds: CP6018 warning
-- in: blog
CREATE ROLE sync LOGIN PASSWORD 'hole-password';
CREATE PUBLICATION feed FOR TABLE public.post;
ALTER PUBLICATION feed OWNER TO sync;
-- undo
DROP PUBLICATION IF EXISTS feed;
DROP ROLE sync;
