#!/bin/sh
# Fetches one revision of Grafana without its history, and refuses any other than the one that was asked for.
set -eu
into=$1

git init --quiet "$into"
cd "$into"
git fetch --quiet --depth 1 "$GRAFANA_REPO" "$GRAFANA_REF"
# The tags of releases are objects of their own.
commit=$(git rev-parse 'FETCH_HEAD^{commit}')
if [ -n "$GRAFANA_COMMIT" ] && [ "$GRAFANA_COMMIT" != "$commit" ]; then
  echo "fetch-source: $GRAFANA_REF of $GRAFANA_REPO is $commit, but GRAFANA_COMMIT asks for $GRAFANA_COMMIT." >&2
  exit 1
fi
git -c advice.detachedHead=false checkout --quiet "$commit"
printf 'repository: %s\nref: %s\ncommit: %s\ndate: %s\n' \
  "$GRAFANA_REPO" "$GRAFANA_REF" "$commit" "$(git log -1 --format=%ct)" > SOURCE
rm -rf .git
