apt-get install --quiet --yes --no-install-recommends /packages/next/*.deb </dev/null
