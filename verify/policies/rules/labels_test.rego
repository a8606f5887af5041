package main

test_labels_refuses_an_object_without_version if {
	found([json.remove(service, ["metadata/labels/app.kubernetes.io~1version"])]) == {["labels", ""]}
}

test_labels_refuses_pods_without_version if {
	operation := {"op": "remove", "path": "/spec/template/metadata/labels/app.kubernetes.io~1version"}
	found_in_pod([operation]) == {["labels", ""]}
}

test_labels_accepts_a_namespace_without if {
	namespace := {"kind": "Namespace", "metadata": {"name": "n", "labels": {"pod-security.kubernetes.io/enforce": "baseline"}}}
	found([namespace]) == set()
}

test_managed_by_accepts_cdk8s if {
	operation := {"op": "add", "path": "/metadata/labels/app.kubernetes.io~1managed-by", "value": "cdk8s"}
	found([json.patch(service, [operation])]) == set()
}

test_managed_by_refuses_another_manager if {
	operation := {"op": "add", "path": "/metadata/labels/app.kubernetes.io~1managed-by", "value": "Helm"}
	found([json.patch(service, [operation])]) == {["managed-by", ""]}
}

test_selector_refuses_a_label_that_changes if {
	operation := {"op": "add", "path": "/spec/selector/matchLabels/app.kubernetes.io~1version", "value": "1"}
	found_in_pod([operation]) == {["selector", ""]}
}

test_selector_refuses_one_of_other_pods if {
	operation := {"op": "add", "path": "/spec/selector/matchLabels/app.kubernetes.io~1component", "value": "other"}
	found_in_pod([operation]) == {["selector", ""]}
}

# A Job gets its selector from the cluster.
test_selector_accepts_a_job if {
	job := json.remove(object.union(deployment, {"kind": "Job"}), ["spec/selector"])
	found([job, policy]) == set()
}

test_selector_accepts_a_component if {
	found_in_pod([
		{"op": "add", "path": "/spec/selector/matchLabels/app.kubernetes.io~1component", "value": "b"},
		{"op": "add", "path": "/spec/template/metadata/labels/app.kubernetes.io~1component", "value": "b"},
	]) == set()
}
