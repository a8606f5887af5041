#!/usr/bin/env bash
# The first process of a host that is no node: it plays the internet, and what else has addresses outside the cluster.
# Usage: outside.sh ADDRESS ROUTES, with ROUTES a line such as "10.220.1.0/24 10.213.0.11" for each network of pods.
set -euo pipefail
ip link set lo up
until ip link show eth0 > /dev/null 2>&1; do sleep 0.05; done
ip address add "$1" dev eth0
ip link set eth0 up
while read -r network gateway; do ip route add "$network" via "$gateway"; done <<< "$2"
exec sleep infinity
