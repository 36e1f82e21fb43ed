#!/bin/sh
# Packs a tree of files as an RPM; the same tree and settings give the same package.
set -eu
tree=$1
out=$2
sources=/build

# The commit's time, which SOURCE has.
SOURCE_DATE_EPOCH=$(sed -n 's/^date: //p' "$tree/usr/share/grafana/SOURCE")
export SOURCE_DATE_EPOCH

rpmbuild -bb \
  --define "grafana_version $GRAFANA_VERSION" \
  --define "tree $tree" \
  --define "_topdir $(mktemp -d)" \
  --define "_sourcedir $sources" \
  --define "_rpmdir $out" \
  --define '_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
  --define '_buildhost localhost' \
  --define 'use_source_date_epoch_as_buildtime 1' \
  --define 'clamp_mtime_to_source_date_epoch 1' \
  --define 'optflags %{nil}' \
  "$sources/grafana.spec"
