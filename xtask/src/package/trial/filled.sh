# An administrator names a database, here a SQLite file of TenantAtlas' tables, and issues a token.
install -d -o tenantatlas-gateway -g tenantatlas-gateway /srv/atlas
runuser -u tenantatlas-gateway -- sqlite3 /srv/atlas/atlas.db </packages/atlas.sql
sed --in-place 's|^# database = "/.*|database = "/srv/atlas/atlas.db"|' /etc/tenantatlas-gateway/gateway.toml
grep --quiet '^database = ' /etc/tenantatlas-gateway/gateway.toml
runuser -u tenantatlas-gateway -- tenantatlas-gateway --config /etc/tenantatlas-gateway/gateway.toml \
    token issue --user 1 --label trial | tail -n 1 >/home/ann/token
chown ann: /home/ann/token
chmod 0600 /home/ann/token
