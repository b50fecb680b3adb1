# The command line by itself, as a server without a desktop has it: it starts, and no library of a window came with it.
apt-get update --quiet
apt-get install --quiet --yes --no-install-recommends /packages/first/tenantatlas-cli_*.deb
tenantatlas --version | grep --quiet '^tenantatlas '
brought=$(dpkg-query --show --showformat '${Package}\n' | grep --extended-regexp '^lib(gtk|webkit|javascriptcore|x11|wayland|cairo)' || true)
if [ -n "$brought" ]; then
    echo "These came with the command line: $brought" >&2
    exit 1
fi
