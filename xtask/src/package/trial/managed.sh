# What an administrator sets for the whole computer is read where it is documented to be: its server needs no name, and
# another is refused with the file's path.
managed=/etc/tenantatlas-monitor/managed.toml
install -d "$(dirname "$managed")"
echo 'server = "http://127.0.0.1:8787"' >"$managed"
asked() {
    runuser -u ann -- env HOME=/home/ann tenantatlas --token-file /home/ann/token "$@"
}
asked list --json | grep --quiet policy.sync
if refused=$(asked --server https://atlas.contoso.com list 2>&1); then
    echo "a server that the administrator did not set is asked" >&2
    exit 1
fi
echo "$refused" | grep --quiet --fixed-strings "$managed"
rm -r "$(dirname "$managed")"
kill "$gateway"
wait "$gateway"
