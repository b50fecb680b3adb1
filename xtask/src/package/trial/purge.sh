# Of a whole system only the service's own state goes with it; whatever lies in a home stays.
dpkg --purge tenantatlas-monitor tenantatlas-gateway tenantatlas-cli
left=$(find / -xdev \( -path /home -o -path /packages -o -path /proc -o -path /tmp -o -path /var/cache -o -path /var/log \) -prune \
    -o -name '*tenantatlas*' -print)
if [ -n "$left" ] || [ -e /var/log/tenantatlas-gateway ]; then
    echo "These are left: $left" >&2
    exit 1
fi
test -s /home/ann/.local/share/dev.tenantatlas.monitor/ledger.sqlite
test -s /home/ann/.local/share/dev.tenantatlas.monitor/settings.json
