# Labels and selectors: what people and tools find objects by, and what can never be changed in a cluster.
package main

import data.kubernetes

recommended := ["app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/version"]

in_selectors := {"app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"}

deny contains kubernetes.about("labels", resource, message) if {
	some resource in kubernetes.objects
	kubernetes.namespaced(resource)
	missing := [label | some label in recommended; object.get(kubernetes.labels_of(resource), label, "") == ""]
	count(missing) > 0
	message := sprintf("has no label %s", [concat(", ", missing)])
}

deny contains kubernetes.about("labels", resource, message) if {
	some resource in kubernetes.workloads
	labels := object.get(kubernetes.pod_template(resource), ["metadata", "labels"], {})
	missing := [label | some label in recommended; object.get(labels, label, "") == ""]
	count(missing) > 0
	message := sprintf("has pods without the label %s", [concat(", ", missing)])
}

# An object that says it was Helm's would be taken over by the next `helm install` of that name.
deny contains kubernetes.about("managed-by", resource, message) if {
	some resource in kubernetes.objects
	manager := kubernetes.labels_of(resource)["app.kubernetes.io/managed-by"]
	manager != "cdk8s"
	message := sprintf("says that %s manages it; kubectl applies it from a cdk8s app, so app.kubernetes.io/managed-by is cdk8s", [manager])
}

deny contains kubernetes.about("selector", resource, message) if {
	some resource in kubernetes.workloads
	resource.kind in {"Deployment", "StatefulSet", "DaemonSet"}
	labels := object.keys(object.get(resource.spec.selector, "matchLabels", {}))
	changing := labels - in_selectors
	count(changing) > 0
	message := sprintf(
		"is selected by %s; a selector cannot be changed, so it has name, instance and component only",
		[concat(", ", sort(changing))],
	)
}

deny contains kubernetes.about("selector", resource, message) if {
	some resource in kubernetes.workloads
	resource.kind in {"Deployment", "StatefulSet", "DaemonSet"}
	not kubernetes.selects(resource.spec.selector, kubernetes.pod_template(resource).metadata.labels)
	message := "does not select its own pods"
}
