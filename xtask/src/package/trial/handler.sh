# Whoever opens one of the app's links on a desktop, as its user, is led to the app.
desktop-file-validate /usr/share/applications/tenantatlas-monitor.desktop
handler=$(runuser -u ann -- env HOME=/home/ann xdg-mime query default x-scheme-handler/tenantatlas-monitor)
if [ "$handler" != tenantatlas-monitor.desktop ]; then
    echo "the links are taken by '$handler'" >&2
    exit 1
fi
