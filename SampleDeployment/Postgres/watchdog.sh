# Runs one private cluster for as long as standard input stays open.
# The owner holds the other end of that pipe: however the owner ends, kill -9 included, the pipe closes and the cluster goes.
# Arguments: folder, folder of the server binaries, ports to try. First line of input: the password.
folder=$1
bin=$2
shift 2

# The owner gets these from the terminal too and ends in its own way; going first would pull the database from under it.
trap '' HUP INT TERM

umask 077
cd / && mkdir "$folder" || exit 1
log=$folder/log
exec 2>>"$log"

remove() {
    if [ -f "$folder/data/postmaster.pid" ]; then
        "$bin/pg_ctl" stop --pgdata="$folder/data" --mode=immediate --silent
    fi
    rm -rf "$folder"
}
trap remove EXIT

fail() {
    cat "$log"
    exit 1
}

IFS= read -r password
printf '%s' "$password" >"$folder/password"
"$bin/initdb" --pgdata="$folder/data" --username=postgres --pwfile="$folder/password" --auth=scram-sha-256 \
    --encoding=UTF8 --no-locale --no-sync >&2 || fail
rm "$folder/password"

# The data is thrown away: nothing has to survive a crash.
cat >>"$folder/data/postgresql.conf" <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 64MB
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 1h
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
jit = off
random_page_cost = 1
timezone = 'UTC'
log_timezone = 'UTC'
EOF

for port in "$@"; do
    if "$bin/pg_ctl" start --pgdata="$folder/data" --log="$log" --options="-p $port" --timeout=60 --wait --silent >&2; then
        echo "port $port"
        while read -r _; do :; done
        exit 0
    fi
done
fail
