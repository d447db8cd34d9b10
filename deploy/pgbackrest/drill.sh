#!/bin/bash
# The restore drill with pgBackRest: restore the newest backup and the log into a scratch server, check it, throw it away.
# Runs as the user 'likeverd' on a machine that may read the repository and has PostgreSQL's programs, not on the database's
# own machine. Its exit code is the drill's.
set -euo pipefail
umask 077

stanza=${LIKEVERD_STANZA:-likeverd}
programs=${LIKEVERD_POSTGRES_PROGRAMS:-/usr/lib/postgresql/17/bin}
scratch=$(mktemp -d "${STATE_DIRECTORY:-/var/lib/likeverd}/drill.XXXXXX")

throw_away() {
    "$programs/pg_ctl" stop --pgdata "$scratch/data" --mode immediate --silent 2>/dev/null || true
    rm -rf "$scratch"
}
trap throw_away EXIT

# Some versions (2.45) end with 0 whatever they find: read what is said.
report=$(pgbackrest --stanza "$stanza" --log-level-console info verify)
if grep -Eq 'status: invalid|checksum invalid: [1-9]|missing: [1-9]|ERROR|invalid checksum' <<<"$report"; then
    echo "$report" >&2
    exit 1
fi
pgbackrest --stanza "$stanza" --pg1-path "$scratch/data" --type default --archive-mode off restore

# Reached by a socket in its own folder alone; everybody who reaches that folder is this user.
echo 'local all all trust' > "$scratch/pg_hba.conf"
"$programs/pg_ctl" start --pgdata "$scratch/data" --wait --timeout 7200 --silent --log "$scratch/log" --options \
    "-c listen_addresses='' -c unix_socket_directories='$scratch' -c hba_file='$scratch/pg_hba.conf' -c archive_mode=off"
until [ "$("$programs/psql" -h "$scratch" -U likeverd_owner -d likeverd -Atc 'SELECT pg_is_in_recovery()')" = f ]; do
    sleep 1
done

export DATABASE_OWNER_URL="postgresql://likeverd_owner@/likeverd?host=$scratch"
export DATABASE_URL="postgresql://likeverd_app@/likeverd?host=$scratch"
newest_heads=$(find "${LIKEVERD_HEADS_FOLDER:-/var/lib/likeverd/heads}" -name '*.jsonl' 2>/dev/null | sort | tail -n 1)
likeverd verify_log ${newest_heads:+--heads "$newest_heads"}
likeverd restore --check ${newest_heads:+--heads "$newest_heads"}

"$programs/pg_ctl" stop --pgdata "$scratch/data" --wait --silent
"$programs/pg_checksums" --check --pgdata "$scratch/data"
