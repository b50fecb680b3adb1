# The app on a display with a window manager, a session bus and a keyring: it shows the operation that is pinned, and quits
# when asked. The first time, the user signs in and opens a link as a browser does, with what the desktop knows; later, what
# was pinned and open is so again.
cat >/tmp/session.sh <<'END'
set -eu
tries=0
# Waits for 120 s in all, and no longer.
patience() {
    tries=$((tries + 1))
    if [ "$tries" = 600 ]; then
        cat "$HOME"/*.log >&2
        exit 1
    fi
    sleep 0.2
}
data=$HOME/.local/share/dev.tenantatlas.monitor
printf trial | gnome-keyring-daemon --unlock --components=secrets >/dev/null
openbox >"$HOME/openbox.log" 2>&1 &
until xprop -root _NET_SUPPORTING_WM_CHECK | grep --quiet 'window id'; do
    patience
done
link=
if [ ! -e "$data" ]; then
    tenantatlas login --server http://127.0.0.1:8787 <"$HOME/token"
    link='tenantatlas-monitor://operation/421?server=http%3A%2F%2F127.0.0.1%3A8787'
fi
tenantatlas-monitor >"$HOME/app.log" 2>&1 &
app=$!
if [ -n "$link" ]; then
    # Another start that came first would be the app.
    until [ -s "$data/instance.lock" ]; do
        kill -0 "$app" || tries=599
        patience
    done
    xdg-open "$link" >"$HOME/link.log" 2>&1
fi
# That a window is open is written a moment after it opened.
until xwininfo -root -tree | grep --quiet 'Operation #421' && grep --quiet -- '-421' "$data/settings.json"; do
    # An app that ended is not waited for.
    kill -0 "$app" || tries=599
    patience
done
tenantatlas pins | grep --quiet 421
kill "$app"
wait "$app"
END
runuser -u ann -- env HOME=/home/ann LANG=C.UTF-8 xvfb-run --auto-servernum dbus-run-session -- sh /tmp/session.sh
kill "$gateway"
wait "$gateway"
