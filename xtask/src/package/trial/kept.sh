# What users and administrators own, as digests: the app's data, the gateway's configuration, its tokens.
find /home/ann/.local/share/dev.tenantatlas.monitor /home/ann/token /etc/tenantatlas-gateway \
    /var/lib/tenantatlas-gateway /srv/atlas -type f ! -name '*-shm' ! -name '*-wal' -print0 | sort --zero-terminated | xargs --null sha256sum
stat --format '%n %U:%G %a' /etc/tenantatlas-gateway/gateway.toml /var/lib/tenantatlas-gateway
