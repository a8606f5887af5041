package main

replicas(count) := json.patch(deployment, [{"op": "replace", "path": "/spec/replicas", "value": count}])

autoscaled := json.remove(deployment, ["spec/replicas"])

keeping(spec) := object.union(json.remove(budget, ["spec/maxUnavailable"]), {"spec": spec})

test_disruption_budget_refuses_several_pods_without if {
	found([deployment, policy]) == {["disruption-budget", ""]}
	found([autoscaled, autoscaler, policy]) == {["disruption-budget", ""]}
}

test_disruption_budget_ignores_the_autoscaler_of_others if {
	one := replicas(1)
	every path, value in {
		"/metadata/namespace": "other",
		"/spec/scaleTargetRef/kind": "StatefulSet",
		"/spec/scaleTargetRef/name": "b",
	} {
		other := json.patch(autoscaler, [{"op": "replace", "path": path, "value": value}])
		found([one, policy, other]) == set()
	}
}

test_disruption_budget_refuses_two if {
	second := json.patch(budget, [{"op": "replace", "path": "/metadata/name", "value": "b"}])
	found([deployment, policy, budget, second]) == {["disruption-budget", ""]}
}

test_disruption_budget_accepts_one_pod_without if found([replicas(1), policy]) == set()

test_eviction_refuses_a_budget_that_lets_nobody_go if {
	every spec in [{"minAvailable": 2}, {"minAvailable": "60%"}, {"minAvailable": "100%"}, {"maxUnavailable": 0}] {
		found([deployment, policy, keeping(spec)]) == {["eviction", ""]}
	}
	found([autoscaled, autoscaler, policy, keeping({"minAvailable": 2})]) == {["eviction", ""]}
}

test_eviction_accepts_a_budget_that_lets_one_go if {
	every spec in [{"minAvailable": 1}, {"minAvailable": "50%"}, {"maxUnavailable": 1}, {"maxUnavailable": "1%"}] {
		found([deployment, policy, keeping(spec)]) == set()
	}
}

test_eviction_refuses_a_budget_of_the_same_name_elsewhere if {
	elsewhere := json.patch(budget, [{"op": "replace", "path": "/metadata/namespace", "value": "other"}])
	found([deployment, policy, budget, elsewhere]) == {["eviction", ""]}
}

test_eviction_refuses_a_budget_of_nothing if found([budget]) == {["eviction", ""]}

test_autoscaled_replicas_refuses_both if {
	found(array.concat(around(deployment), [autoscaler])) == {["autoscaled-replicas", ""]}
}

test_autoscaled_replicas_accepts_one_of_both if {
	found(array.concat(around(autoscaled), [autoscaler])) == set()
}

strategy(value) := around(json.patch(deployment, [{"op": "replace", "path": "/spec/strategy", "value": value}]))

test_rolling_update_refuses_pods_that_are_away if {
	found(strategy({"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 1}})) == {["rolling-update", ""]}
	found(strategy({"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "50%"}})) == {["rolling-update", ""]}
	found(strategy({"type": "Recreate"})) == {["rolling-update", ""]}
	four := [{"op": "replace", "path": "/spec/replicas", "value": 4}, {"op": "remove", "path": "/spec/strategy"}]
	found_in_pod(four) == {["rolling-update", ""]}
}

test_rolling_update_accepts_none_away if {
	found(strategy({"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%"}})) == set()
	one := json.patch(replicas(1), [{"op": "replace", "path": "/spec/strategy", "value": {"type": "Recreate"}}])
	found([one, policy]) == set()
}
