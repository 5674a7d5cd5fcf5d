-- initdb makes these where the server was built with ICU; `unicode` is there in any case.
SELECT EXISTS (SELECT FROM pg_catalog.pg_collation AS c WHERE c.collprovider = 'i' AND c.collname LIKE '%-x-icu') AS has_icu
