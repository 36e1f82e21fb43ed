#!/bin/sh
# Copies of Grafana's public folder what its server reads or serves, and leaves behind what has gone into public/build
# (sources, translations), tests, and source maps, which are no use without the sources.
set -eu
public=$1
out=$2

mkdir -p "$out/dashboards"
cd "$public"
cp -R build emails fonts gazetteer img maps views "$out/"
cp api-merged.json openapi3.json robots.txt "$out/"
cp dashboards/home.json "$out/dashboards/"
# The plugins that come with Grafana: their code is in build, or in dist where they are built on their own.
find app/plugins -name node_modules -prune -o -type f \
  \( -name plugin.json -o -name README.md -o -path '*/img/*' -o -path '*/dashboards/*.json' -o -path '*/dist/*' \) -print |
  tar --create --files-from=- | tar --extract --directory="$out"
find "$out" -type f -name '*.map' -delete
