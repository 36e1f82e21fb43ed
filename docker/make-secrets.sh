#!/bin/sh
# Makes what docker-compose.yml hands to Grafana in files: the first password of its administrator, and the key that
# secrets of data sources are encrypted with. What is there already is never overwritten.
#
#   docker/make-secrets.sh [folder]
set -eu
umask 077

folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"

# Grafana runs as user 472 of group 0. Where the files cannot be given to that group, everybody may read them, but nobody
# else gets past the folder; a container gets the file without it.
give() {
  if chgrp 0 "$1" 2> /dev/null; then
    chmod 0440 "$1"
  else
    chmod 0444 "$1"
  fi
}

make() {
  file=$folder/$1
  if [ -e "$file" ]; then
    echo "$file is there already."
  else
    od -An -v -tx1 -N "$2" /dev/urandom | tr -d ' \n' > "$file.new"
    [ -s "$file.new" ]
    mv "$file.new" "$file"
    echo "$file made."
  fi
  give "$file"
}

make admin-password 16
make secret-key 32
chmod 0700 "$folder"
echo "The administrator of Grafana is admin; the password is in $folder/admin-password and holds from the first start on."
