# The unit's own line serves, as its user.
start=$(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/tenantatlas-gateway.service)
configuration=/etc/tenantatlas-gateway/gateway.toml
cd /var/lib/tenantatlas-gateway
setpriv --reuid tenantatlas-gateway --regid tenantatlas-gateway --clear-groups $start >/tmp/gateway.log 2>&1 &
gateway=$!
tries=0
until tenantatlas-gateway --config "$configuration" health >/tmp/health.log 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" = 300 ] || ! kill -0 "$gateway"; then
        cat /tmp/gateway.log /tmp/health.log >&2
        exit 1
    fi
    sleep 0.2
done
