# What every container says: what it needs, how it is asked how it does, and which image it is.
package main

import data.kubernetes

deny contains kubernetes.about_container("resources", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	wanted := [["requests", "cpu"], ["requests", "memory"], ["limits", "memory"]]
	missing := [concat(".", path) |
		some path in wanted
		object.get(container, array.concat(["resources"], path), null) == null
	]
	count(missing) > 0
	message := sprintf("has no resources.%s", [concat(" and ", missing)])
}

deny contains kubernetes.about_container("probes", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.long_running(workload)
	some probe in ["readinessProbe", "livenessProbe"]
	not container[probe]
	message := sprintf("has no %s", [probe])
}

deny contains kubernetes.about_container("probe-port", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	some probe in ["readinessProbe", "livenessProbe", "startupProbe"]
	some handler in ["httpGet", "tcpSocket"]
	port := container[probe][handler].port
	not port in {named.name | some named in object.get(container, "ports", [])}
	message := sprintf("has a %s for the port %v, which is not the name of one of its ports", [probe, port])
}

deny contains kubernetes.about_container("image-tag", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	not contains(container.image, "@sha256:")
	not fixed_tag(container.image)
	message := sprintf("has the image %s, whose tag is none or latest; name a version", [container.image])
}

# Of `host:5000/name` the part behind the colon is a port.
fixed_tag(image) if {
	parts := split(regex.replace(image, `^.*/`, ""), ":")
	not parts[1] in {"", "latest"}
}

# Without a limit one pod can fill the disk of its node, and all pods there are evicted.
deny contains kubernetes.about("volume-size", workload, message) if {
	some workload in kubernetes.workloads
	some volume in object.get(kubernetes.pod_spec(workload), "volumes", [])
	volume.emptyDir
	not volume.emptyDir.sizeLimit
	message := sprintf("has the emptyDir %s without a sizeLimit", [volume.name])
}
