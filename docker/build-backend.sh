#!/bin/sh
# Builds Grafana's server from the checkout in the working directory: one static program, the same for the same source.
set -eu
out=$1

if [ ! -f SOURCE ]; then
  # The checkout did not come from fetch-source.sh.
  printf 'repository: local checkout\nref: local\ncommit: %s\ndate: %s\n' \
    "${GRAFANA_COMMIT:-unknown}" "$(date +%s)" > SOURCE
fi

source_of() {
  sed -n "s/^$1: //p" SOURCE
}

# Without these the build would ask git, and put the time of the build into the program.
COMMIT_SHA=$(source_of commit)
BUILD_BRANCH=$(source_of ref)
BUILD_BRANCH=${BUILD_BRANCH##*/}
SOURCE_DATE_EPOCH=$(source_of date)
export COMMIT_SHA BUILD_BRANCH SOURCE_DATE_EPOCH
export CGO_ENABLED=0 GOFLAGS=-trimpath

go run build.go -build-tags=oss build-backend

mkdir -p "$out/bin"
cp "bin/linux-$(go env GOARCH)/grafana" "$out/bin/grafana"
cp -R conf LICENSE SOURCE "$out/"
# Not in a local checkout, from which Grafana's own .dockerignore keeps all texts in Markdown.
for notice in LICENSING.md NOTICE.md; do
  if [ -f "$notice" ]; then
    cp "$notice" "$out/"
  fi
done
