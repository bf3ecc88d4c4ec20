#!/bin/sh
# Bundle the viewer, and refuse a result that evaluates text.
set -eu
cd "$(dirname "$0")/.."

static=../src/coxa/web/static/coxa
out="$static/figure"

rm -f "$out"/*.js
node_modules/.bin/esbuild figure=figure/figure.js stage=figure/host.js --bundle --splitting --format=esm --minify --target=es2022 \
    --chunk-names=parts-[hash] --legal-comments=none --log-level=warning --outdir="$out"

if grep -lE '[^a-zA-Z.]eval\(|new Function' "$out"/*.js; then
    echo "build: the viewer evaluates text (above)" >&2
    exit 1
fi
echo "build: $out, $(cat "$out"/*.js | wc -c) bytes, $(cat "$out"/*.js | gzip -9 | wc -c) compressed"
