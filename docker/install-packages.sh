#!/bin/sh
# Installs packages with the package manager of whatever image this is, and leaves no lists or caches behind.
set -eu

has() {
  command -v "$1" > /dev/null
}

if has apt-get; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install --yes --no-install-recommends "$@"
  apt-get clean
  rm -rf /var/lib/apt/lists/*
elif has microdnf; then
  microdnf install -y --nodocs --setopt=install_weak_deps=0 "$@"
  microdnf clean all
elif has dnf; then
  dnf install -y --nodocs --setopt=install_weak_deps=False "$@"
  dnf clean all
elif has apk; then
  apk add --no-cache "$@"
else
  echo "install-packages: there is no apt-get, microdnf, dnf or apk in this image to install $* with." >&2
  exit 1
fi
