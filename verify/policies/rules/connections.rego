# Who may talk to whom, and whether what refers to something finds it.
package main

import data.kubernetes

deny contains kubernetes.about("network-policy", workload, message) if {
	some workload in kubernetes.workloads
	policies := kubernetes.selecting("NetworkPolicy", "podSelector", workload)
	covered := {type | some policy in policies; some type in object.get(policy.spec, "policyTypes", [])}
	missing := {"Ingress", "Egress"} - covered
	count(missing) > 0
	message := sprintf("has no NetworkPolicy for %s", [concat(" and ", sort(missing))])
}

deny contains kubernetes.about("service-monitor", monitor, message) if {
	some monitor in kubernetes.objects
	monitor.kind == "ServiceMonitor"
	some endpoint in monitor.spec.endpoints
	not scraped(monitor, endpoint.port)
	message := sprintf("selects no Service with a port %s", [endpoint.port])
}

scraped(monitor, port) if {
	some service in kubernetes.objects
	service.kind == "Service"
	looks_into(monitor, kubernetes.namespace_of(service))
	kubernetes.selects(monitor.spec.selector, kubernetes.labels_of(service))
	service.spec.ports[_].name == port
}

looks_into(monitor, namespace) if monitor.spec.namespaceSelector.any

looks_into(monitor, namespace) if {
	namespace in object.get(monitor.spec, ["namespaceSelector", "matchNames"], [kubernetes.namespace_of(monitor)])
}
