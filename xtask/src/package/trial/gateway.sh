# Its check finds the database well, the command line is answered, and it ends well when asked to.
runuser -u tenantatlas-gateway -- tenantatlas-gateway --config "$configuration" check
runuser -u ann -- env HOME=/home/ann \
    tenantatlas --server http://127.0.0.1:8787 --token-file /home/ann/token list --json >/tmp/listed.json
grep --quiet policy.sync /tmp/listed.json
kill "$gateway"
wait "$gateway"
