# How traffic comes in from outside.
package main

import data.kubernetes

rewrite_target := "nginx.ingress.kubernetes.io/rewrite-target"

# Without a capture group every path becomes the same one (ingress-nginx, "Rewrite").
deny contains kubernetes.about("ingress-rewrite", ingress, message) if {
	some ingress in kubernetes.objects
	ingress.kind == "Ingress"
	target := object.get(ingress, ["metadata", "annotations"], {})[rewrite_target]
	some rule in ingress.spec.rules
	path := object.get(rule.http.paths[_], "path", "/")
	not captures(path, target)
	message := sprintf(
		"rewrites every request for %s to %s; capture a part of the path and name it, as in /x(/|$)(.*) and /$2",
		[path, target],
	)
}

captures(path, target) if {
	groups := count(regex.find_n(`\((\?P?<\w+>|[^?])`, path, -1))
	named := [to_number(trim_prefix(reference, "$")) | some reference in regex.find_n(`\$\d`, target, -1)]
	max(named) <= groups
}

deny contains kubernetes.about("ingress-tls", ingress, message) if {
	some ingress in kubernetes.objects
	ingress.kind == "Ingress"
	some rule in ingress.spec.rules
	host := object.get(rule, "host", "")
	covered := {name |
		some tls in object.get(ingress.spec, "tls", [])
		tls.secretName
		some name in object.get(tls, "hosts", [""])
	}
	not host in covered
	message := sprintf("has no certificate for the host \"%s\"", [host])
}

# A listener for HTTP may be among them: only a redirect belongs there.
deny contains kubernetes.about("httproute-listener", route, message) if {
	some route in kubernetes.objects
	route.kind == "HTTPRoute"
	some rule in route.spec.rules
	count(object.get(rule, "backendRefs", [])) > 0
	some parent in route.spec.parentRefs
	not parent.sectionName
	message := sprintf("is for all listeners of %s; name that for HTTPS in sectionName", [parent.name])
}

deny contains kubernetes.about("service-type", service, message) if {
	some service in kubernetes.objects
	service.kind == "Service"
	type := object.get(service.spec, "type", "ClusterIP")
	not type in {"ClusterIP", "ExternalName"}
	message := sprintf("is a %s, which is open to the outside without an Ingress", [type])
}

deny contains kubernetes.about("service-type", service, "has externalIPs") if {
	some service in kubernetes.objects
	service.kind == "Service"
	count(object.get(service.spec, "externalIPs", [])) > 0
}
