#!/bin/sh
# Builds OpenTofu from the Go module proxy, for machines without a package of it: tools/build_tofu.sh FILE [VERSION]
# `go install` refuses a module that replaces others, so its source is copied and built as its own main module.
set -eu
file=${1:?where the binary goes}
version=${2:-v1.10.10}
mkdir -p "$(dirname "$file")"
file=$(cd "$(dirname "$file")" && pwd)/$(basename "$file")
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
cd "$work"
folder=$(go mod download -json "github.com/opentofu/opentofu@$version" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
cp -r "$folder" source
chmod -R u+w source
cd source
CGO_ENABLED=0 go build -p 1 -trimpath -ldflags "-s -w -X github.com/opentofu/opentofu/version.dev=no" -o "$file" ./cmd/tofu
