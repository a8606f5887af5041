#!/usr/bin/env bash
# Starts the first process of a node: with cgroups of its own, and namespaces for network, mounts, processes, names and cgroups.
# Usage: launch.sh CGROUP SCRIPT ARGUMENTS…, with CGROUP such as nodes0/node-a.
set -euo pipefail
cgroup=$1
shift
for controller in cpuset cpu cpuacct memory devices freezer blkio pids systemd; do
  folder=/sys/fs/cgroup/$controller/$cgroup
  mkdir -p "$folder"
  # A new cpuset has no processors, in which nothing can run.
  if [ "$controller" = cpuset ]; then
    for one in "$(dirname "$folder")" "$folder"; do
      cat /sys/fs/cgroup/cpuset/cpuset.cpus > "$one/cpuset.cpus"
      cat /sys/fs/cgroup/cpuset/cpuset.mems > "$one/cpuset.mems"
    done
  fi
  echo $$ > "$folder/cgroup.procs"
done
exec unshare --net --mount --uts --ipc --pid --cgroup --fork --kill-child -- bash "$@"
