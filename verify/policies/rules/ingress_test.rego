package main

rewriting(path, target) := [json.patch(ingress, [
	{"op": "replace", "path": "/spec/rules/0/http/paths/0/path", "value": path},
	{"op": "add", "path": "/metadata/annotations", "value": {rewrite_target: target}},
])]

test_ingress_rewrite_refuses_what_makes_every_path_one if {
	found(rewriting("/", "/")) == {["ingress-rewrite", ""]}
	found(rewriting("/a/(.*)", "/")) == {["ingress-rewrite", ""]}
	found(rewriting("/a", "/$1")) == {["ingress-rewrite", ""]}
	found(rewriting("/a/(.*)", "/$2")) == {["ingress-rewrite", ""]}
	found(rewriting("/a(?:/)", "/$1")) == {["ingress-rewrite", ""]}
}

test_ingress_rewrite_accepts_what_is_captured if {
	found(rewriting("/a/(.*)", "/$1")) == set()
	found(rewriting("/a(/|$)(.*)", "/$2")) == set()
}

test_ingress_tls_refuses_a_host_without if {
	found([json.remove(ingress, ["spec/tls"])]) == {["ingress-tls", ""]}
	found([json.remove(ingress, ["spec/tls/0/secretName"])]) == {["ingress-tls", ""]}
	other := {"op": "replace", "path": "/spec/tls/0/hosts", "value": ["b.example.com"]}
	found([json.patch(ingress, [other])]) == {["ingress-tls", ""]}
}

test_httproute_listener_refuses_a_route_for_all if {
	found([json.remove(route, ["spec/parentRefs/1/sectionName"])]) == {["httproute-listener", ""]}
}

test_httproute_listener_accepts_a_redirect if {
	redirect := {"op": "replace", "path": "/spec/rules", "value": [{"filters": [{"type": "RequestRedirect"}]}]}
	found([json.patch(json.remove(route, ["spec/parentRefs/0/sectionName"]), [redirect])]) == set()
}

test_service_type_refuses_what_is_open if {
	every type in ["NodePort", "LoadBalancer"] {
		found([json.patch(service, [{"op": "add", "path": "/spec/type", "value": type}])]) == {["service-type", ""]}
	}
	operation := {"op": "add", "path": "/spec/externalIPs", "value": ["192.0.2.1"]}
	found([json.patch(service, [operation])]) == {["service-type", ""]}
}

test_service_type_accepts_what_is_not if {
	found([json.patch(service, [{"op": "add", "path": "/spec/type", "value": "ClusterIP"}])]) == set()
}
