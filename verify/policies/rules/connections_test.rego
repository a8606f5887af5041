package main

test_network_policy_refuses_none if found([deployment, budget]) == {["network-policy", ""]}

test_network_policy_refuses_one_direction_alone if {
	ingress_only := json.patch(policy, [{"op": "replace", "path": "/spec/policyTypes", "value": ["Ingress"]}])
	found([deployment, budget, ingress_only]) == {["network-policy", ""]}
}

test_network_policy_refuses_that_of_another_namespace if {
	elsewhere := json.patch(policy, [{"op": "replace", "path": "/metadata/namespace", "value": "other"}])
	found([deployment, budget, elsewhere]) == {["network-policy", ""]}
}

test_network_policy_refuses_that_of_other_pods if {
	others := json.patch(policy, [{"op": "add", "path": "/spec/podSelector/matchLabels/b", "value": "c"}])
	found([deployment, budget, others]) == {["network-policy", ""]}
}

expressed(expressions) := json.patch(
	policy,
	[{"op": "replace", "path": "/spec/podSelector", "value": {"matchExpressions": expressions}}],
)

test_network_policy_understands_expressions if {
	key := "app.kubernetes.io/name"
	every expression in [
		{"key": key, "operator": "In", "values": ["a", "b"]},
		{"key": key, "operator": "NotIn", "values": ["b"]},
		{"key": key, "operator": "Exists"},
		{"key": "x", "operator": "DoesNotExist"},
	] {
		found([deployment, budget, expressed([expression])]) == set()
	}
	every expression in [
		{"key": key, "operator": "In", "values": ["b"]},
		{"key": key, "operator": "NotIn", "values": ["a"]},
		{"key": "x", "operator": "Exists"},
		{"key": key, "operator": "DoesNotExist"},
	] {
		found([deployment, budget, expressed([expression])]) == {["network-policy", ""]}
	}
}

test_service_monitor_refuses_a_port_that_is_not_there if {
	other := json.patch(monitor, [{"op": "replace", "path": "/spec/endpoints/0/port", "value": "metrics"}])
	found([service, other]) == {["service-monitor", ""]}
	found([monitor]) == {["service-monitor", ""]}
}

test_service_monitor_refuses_a_service_with_other_labels if {
	other := json.patch(service, [{"op": "replace", "path": "/metadata/labels/app.kubernetes.io~1name", "value": "b"}])
	found([other, monitor]) == {["service-monitor", ""]}
}

test_service_monitor_looks_where_it_says if {
	there := {"op": "add", "path": "/spec/namespaceSelector", "value": {"matchNames": ["n"]}}
	elsewhere := {"op": "add", "path": "/spec/namespaceSelector", "value": {"matchNames": ["other"]}}
	everywhere := {"op": "add", "path": "/spec/namespaceSelector", "value": {"any": true}}
	found([service, json.patch(monitor, [there])]) == set()
	found([service, json.patch(monitor, [everywhere])]) == set()
	found([service, json.patch(monitor, [elsewhere])]) == {["service-monitor", ""]}
}
