#!/usr/bin/env bash
# Ends a cluster once whoever started it has ended, in whatever way: its other end of this process' input is closed then.
# Usage: guardian.sh SITE FOLDER, with SITE the name of the bridge and of the cgroups, and FOLDER what the cluster keeps on disk.
site=$1
folder=$2
cat > /dev/null

cgroups=/sys/fs/cgroup
# Everything that was started for the cluster is in its cgroups, containers included.
members() { find "$cgroups/pids/$site" -name cgroup.procs -exec cat {} + 2> /dev/null; }
for _ in $(seq 300); do
  members=$(members)
  [ -z "$members" ] && break
  # shellcheck disable=SC2086 # one argument for each process
  kill -KILL $members 2> /dev/null
  sleep 0.1
done

# Mounts of nodes went with their processes; the kernel takes away networks, and the wires into them, in its own time.
for wire in $(ip -brief link show master "$site" 2> /dev/null | sed 's/@.*//'); do
  ip link delete "$wire" 2> /dev/null
done
for _ in $(seq 50); do
  find "$cgroups"/*/"$site" -depth -type d -exec rmdir {} + 2> /dev/null
  [ -z "$(find "$cgroups" -mindepth 2 -maxdepth 2 -name "$site")" ] && break
  sleep 0.1
done
rm -rf "$folder"
# The last thing, since whoever has the bridge has all other names.
ip link delete "$site" 2> /dev/null
