#!/bin/sh
# Compile theme.scss, copy the fonts, and refuse a result that is not entirely our own.
set -eu
cd "$(dirname "$0")"

static=../src/coxa/web/static/coxa
font=node_modules/@fontsource-variable/atkinson-hyperlegible-next
out="$static/coxa.css"

mkdir -p "$static/fonts"
for subset in latin latin-ext; do
    cp "$font/files/atkinson-hyperlegible-next-$subset-wght-normal.woff2" "$static/fonts/"
done
cp "$font/LICENSE" "$static/fonts/OFL.txt"

node_modules/.bin/sass --style=compressed --no-source-map --quiet-deps --load-path=node_modules theme.scss node_modules/.coxa.css
node trim.mjs node_modules/.coxa.css "$out"

# Coxa must never look like, or call, an NHS service: no NHS host, font or logo, and nothing from elsewhere.
if grep -noiE 'https?:|//[a-z]|assets\.nhs|frutiger|logo|nhs england' "$out"; then
    echo "build: $out names something that is not ours (above)" >&2
    exit 1
fi
# Every url() is one of our own font files.
if grep -oE 'url\([^)]*\)' "$out" | grep -vE '^url\("?fonts/[a-z0-9-]+\.woff2"?\)$'; then
    echo "build: $out links a file we do not ship (above)" >&2
    exit 1
fi
echo "build: $out, $(wc -c < "$out") bytes"
