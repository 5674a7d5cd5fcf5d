# Logs in with each SQLAlchemy URL on stdin and prints the query's one value
import sys

import sqlalchemy
from sqlalchemy.engine import make_url

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    url = make_url(line.rstrip("\n"))
    if sqlalchemy.__version__.startswith("1."):
        # It reads URLs in the same way, but knows psycopg 2 alone
        assert url.drivername == "postgresql+psycopg", url.drivername
        url = url.set(drivername="postgresql+psycopg2")
    with sqlalchemy.create_engine(url).connect() as session:
        print(session.execute(sqlalchemy.text(sys.argv[1])).scalar())
