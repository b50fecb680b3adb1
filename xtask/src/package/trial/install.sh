# The three packages, with nothing but what they depend on, and what this trial itself needs: of that, a desktop brings
# desktop-file-utils and xdg-utils.
apt-get install --quiet --yes --no-install-recommends \
    dbus desktop-file-utils gnome-keyring man-db openbox sqlite3 x11-utils xauth xdg-utils xvfb /packages/first/*.deb
# Whoever uses the app.
useradd --create-home --shell /bin/sh ann
