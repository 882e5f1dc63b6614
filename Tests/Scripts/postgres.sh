#!/bin/sh
# A PostgreSQL server with PostGIS for tests, in a temporary folder of its own. It listens on a socket in that
# folder and on a free loopback port, and ends by itself after two hours.
# Usage: postgres.sh installed     exit code 0 where server and PostGIS are there
#        postgres.sh start         prints FOLDER PORT; database "forest", superuser "tester" with the password "s3cret"
#        postgres.sh stop FOLDER
set -eu

binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
version=$(basename "$(dirname "${binaries:-/none/bin}")")

installed() {
  [ -n "$binaries" ] && [ -x "$binaries/initdb" ] \
    && [ -f "/usr/share/postgresql/$version/extension/postgis.control" ]
}

# The server refuses to run as root.
unprivileged() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$folder" "$@"
  else
    "$@"
  fi
}

case "${1:-}" in
  installed) installed ;;
  start)
    installed || { echo "PostgreSQL with PostGIS is not installed: apt-get install postgresql-postgis" >&2; exit 3; }
    folder=$(mktemp -d /tmp/forestcarbon-pg.XXXXXX)
    if [ "$(id -u)" -eq 0 ]; then chown nobody:nogroup "$folder"; fi
    chmod 755 "$folder"
    cd "$folder"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    echo s3cret > "$folder/password"
    chmod 644 "$folder/password"
    # Over the socket everybody is trusted, over the network a password is asked for.
    unprivileged "$binaries/initdb" -D "$folder/data" -U tester --pwfile="$folder/password" --auth-local=trust \
      --auth-host=scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync > "$folder/initdb.log" 2>&1 \
      || { cat "$folder/initdb.log" >&2; exit 3; }
    # Whoever started this script may wait until nothing that it opened is held any longer: the server gets none
    # of it.
    python3 - "$folder" "$binaries/postgres" "$port" <<'PY'
import os, subprocess, sys
folder, program, port = sys.argv[1:]
command = ["timeout", "7200", program, "-D", folder + "/data", "-k", folder, "-p", port]
for setting in ["listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "max_connections=20"]:
    command += ["-c", setting]
if os.getuid() == 0:
    command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] + command
with open(folder + "/server.log", "w") as log:
    subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=True,
                     start_new_session=True)
PY
    tries=0
    until "$binaries/pg_isready" -q -h "$folder" -p "$port"; do
      tries=$((tries + 1))
      [ "$tries" -lt 100 ] || { cat "$folder/server.log" >&2; exit 3; }
      sleep 0.1
    done
    "$binaries/psql" -q -h "$folder" -p "$port" -U tester -d postgres -c 'CREATE DATABASE forest' >&2
    "$binaries/psql" -q -h "$folder" -p "$port" -U tester -d forest -c 'CREATE EXTENSION postgis' >&2
    echo "$folder $port"
    ;;
  stop)
    folder=$2
    kill -INT "$(head -1 "$folder/data/postmaster.pid")" 2>/dev/null || true
    tries=0
    while [ -f "$folder/data/postmaster.pid" ] && [ "$tries" -lt 50 ]; do
      tries=$((tries + 1))
      sleep 0.1
    done
    rm -rf "$folder"
    ;;
  *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
