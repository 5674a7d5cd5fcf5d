"""Refused logins, bare: bare-logins.py PORT USER PASSWORD DATABASE COUNT PROCESSES. Prints milliseconds for each."""
import multiprocessing
import sys
import time

import psycopg2

port, user, password, database, count, processes = sys.argv[1:]


def refused(times):
    seen = 0
    for _ in range(times):
        try:
            psycopg2.connect(
                host="127.0.0.1", port=port, user=user, password=password, dbname=database, sslmode="disable", gssencmode="disable"
            ).close()
        except psycopg2.OperationalError as error:
            seen += "permission denied for database" in str(error)
    return seen


if __name__ == "__main__":
    share = int(count) // int(processes)
    with multiprocessing.Pool(int(processes)) as pool:
        pool.map(refused, [2] * int(processes), 1)
        began = time.perf_counter()
        seen = sum(pool.map(refused, [share] * int(processes), 1))
        took = time.perf_counter() - began
    if seen != share * int(processes):
        sys.exit(f"{share * int(processes) - seen} logins were not refused")
    print(f"{took * 1000 / seen:.4f}")
