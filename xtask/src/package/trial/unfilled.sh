# As installed, the gateway asks for a database, may be read by nobody else, and no target starts it.
if refused=$(runuser -u tenantatlas-gateway -- \
    tenantatlas-gateway --config /etc/tenantatlas-gateway/gateway.toml serve 2>&1); then
    echo "the gateway serves without a database" >&2
    exit 1
fi
echo "$refused" | grep --quiet database
test "$(stat --format '%U:%G %a' /etc/tenantatlas-gateway/gateway.toml)" = "root:tenantatlas-gateway 640"
test "$(stat --format '%U:%G %a' /var/lib/tenantatlas-gateway)" = "tenantatlas-gateway:tenantatlas-gateway 700"
test -z "$(find /etc/systemd/system -name 'tenantatlas-gateway.service')"
