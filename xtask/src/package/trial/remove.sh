apt-get remove --quiet --yes tenantatlas-monitor tenantatlas-gateway tenantatlas-cli
for program in tenantatlas tenantatlas-gateway tenantatlas-monitor; do
    if command -v "$program"; then
        exit 1
    fi
done
test -z "$(xdg-mime query default x-scheme-handler/tenantatlas-monitor)"
