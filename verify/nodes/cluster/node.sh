#!/usr/bin/env bash
# The first process of a node, within its namespaces: makes a machine of them, and runs what a node runs.
# Usage: node.sh FOLDER, with what the node keeps; node.env there says the rest.
set -euo pipefail
folder=$1
# shellcheck source=/dev/null
. "$folder/node.env"
export TMPDIR=$folder/tmp

# Of its own: processes, devices of the network, temporary files; cgroups in which it sees itself as the root.
mount --make-rslave /
mount -t proc proc /proc
echo "$NODE" > /proc/sys/kernel/hostname
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /sys/fs/cgroup
for controller in cpu cpuacct cpuset memory devices freezer blkio pids; do
  mkdir "/sys/fs/cgroup/$controller"
  mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller"
done
mkdir /sys/fs/cgroup/systemd
mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd

mkdir -p "$folder/lib/volumes" "$folder/lib/kubelet" "$folder/log" "$folder/tmp"
# Volumes are the same on every node, as those of a network are.
mount --bind "$VOLUMES" "$folder/lib/volumes"
mount --rbind "$folder/lib" /var/lib
mount --bind "$folder/log" /var/log
mount -t tmpfs tmpfs /run
mount --make-rshared /
mkdir -p /run/lock /run/kernel

# The kubelet asks the kernel for these. They are the machine's, which is not to be changed: it writes into files.
while read -r key value; do
  file=/run/kernel/${key//\//_}
  echo "$value" > "$file"
  mount --bind "$file" "/proc/sys/$key"
done << 'KEYS'
vm/overcommit_memory 1
vm/panic_on_oom 0
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000
KEYS
# Nothing is looked up outside the cluster.
: > /run/resolv.conf
mount --bind /run/resolv.conf /etc/resolv.conf

# The wire is plugged in from outside.
ip link set lo up
until ip link show eth0 > /dev/null 2>&1; do sleep 0.05; done
ip address add "$ADDRESS" dev eth0
ip link set eth0 up
# These belong to the node's network alone.
echo 1 > /proc/sys/net/ipv4/ip_forward
for interface in all eth0; do echo 0 > "/proc/sys/net/ipv4/conf/$interface/rp_filter"; done
while read -r network gateway; do ip route add "$network" via "$gateway"; done < "$folder/routes"

# Runs a program until the node ends, again when it ends: as a service of a system does.
service() {
  local name=$1
  shift
  while true; do
    "$@" >> "$LOGS/$NODE-$name.log" 2>&1 < /dev/null || true
    echo "$name has ended" >> "$LOGS/$NODE-$name.log"
    sleep 0.5
  done
}
service containerd containerd --config "$folder/containerd.toml" &
until ctr --address /run/containerd/containerd.sock version > /dev/null 2>&1; do sleep 0.1; done
service kubelet "$KUBELET" --config "$folder/kubelet.yaml" --kubeconfig "$folder/kubelet.conf" \
  --hostname-override "$NODE" --node-ip "${ADDRESS%/*}" &
service kube-proxy "$KUBE_PROXY" --config "$folder/kube-proxy.yaml" &
# Whoever makes the file "unenforced" wants no policy enforced: the enforcer ends, and the firewall does not ask its rules any more. (Its
# own --cleanup-config ends with a nil pointer, v2.1.0.)
let_through() {
  for chain in INPUT FORWARD OUTPUT; do
    iptables --wait -S "$chain" | sed -n '/-j KUBE-ROUTER-/s/^-A/-D/p' | xargs --no-run-if-empty -L 1 iptables --wait
  done
}
# kube-router looks at all rules again whenever a pod comes or goes, by two dozen programs each time. While pods start, three of them took
# half of two processors. It takes events together that come while it is at work, so it works for two seconds at least.
paced=/run/kube-router-programs
mkdir -p "$paced"
printf '#!/bin/sh\nsleep 2\nexec "%s" "$@"\n' "$(command -v iptables-save)" > "$paced/iptables-save"
chmod +x "$paced/iptables-save"
enforcer() {
  while true; do
    if [ -e "$folder/unenforced" ]; then
      let_through
      touch "$folder/unenforced.done"
      while [ -e "$folder/unenforced" ]; do sleep 0.2; done
      rm -f "$folder/unenforced.done"
    fi
    PATH="$paced:$PATH" "$KUBE_ROUTER" --kubeconfig "$folder/kube-router.conf" --hostname-override "$NODE" \
      --run-router=false --run-service-proxy=false --run-firewall=true \
      --service-cluster-ip-range "$SERVICES" --iptables-sync-period 60s --health-port 0 --v 1 \
      >> "$LOGS/$NODE-kube-router.log" 2>&1 < /dev/null &
    echo $! > /run/kube-router.pid
    wait $! || true
    sleep 0.5
  done
}
enforcer &
while true; do wait -n || sleep 0.2; done
