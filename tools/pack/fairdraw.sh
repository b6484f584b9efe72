#!/bin/sh
# Starts Fairdraw with the Node that lies beside it. Needs a shell and nothing else: no Node, no npm, no network.
#   ./fairdraw check     every file is as it was packed
#   ./fairdraw serve     and all other commands: ./fairdraw --help
set -eu
self=$0
if [ -L "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in */*) here=${self%/*} ;; *) here=. ;; esac
here=$(CDPATH='' cd -- "$here" && pwd -P)
node=$here/node/bin/node

case ${1-} in
check) exec "$node" "$here/tools/pack/check.mjs" "$here" ;;
# A server keeps young objects in little room: a freeze of half a million targets then takes 360 MB instead of 500.
serve) exec "$node" --max-semi-space-size=8 "$here/bin/fairdraw.mjs" "$@" ;;
*) exec "$node" "$here/bin/fairdraw.mjs" "$@" ;;
esac
