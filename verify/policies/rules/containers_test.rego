package main

init(extra) := [{
	"op": "add",
	"path": "/spec/template/spec/initContainers",
	"value": [object.union(
		json.remove(container, ["ports", "readinessProbe", "livenessProbe"]),
		object.union({"name": "init"}, extra),
	)],
}]

test_resources_refuses_no_limit if {
	found_in_container([{"op": "remove", "path": "/resources/limits/memory"}]) == {["resources", "c"]}
}

test_resources_refuses_no_request if {
	found_in_container([{"op": "remove", "path": "/resources/requests/cpu"}]) == {["resources", "c"]}
}

test_resources_refuses_no_limit_of_an_init_container if {
	operations := array.concat(init({}), [{"op": "remove", "path": "/spec/template/spec/initContainers/0/resources/limits"}])
	found_in_pod(operations) == {["resources", "init"]}
}

test_probes_refuses_none if {
	found_in_container([{"op": "remove", "path": "/livenessProbe"}]) == {["probes", "c"]}
	found_in_container([{"op": "remove", "path": "/readinessProbe"}]) == {["probes", "c"]}
}

test_probes_accepts_none_in_a_container_that_ends if found_in_pod(init({})) == set()

test_probes_refuses_none_in_a_sidecar if found_in_pod(init({"restartPolicy": "Always"})) == {["probes", "init"]}

test_probe_port_refuses_a_name_that_is_of_no_port if {
	found_in_container([{"op": "replace", "path": "/livenessProbe/tcpSocket/port", "value": "https"}]) == {["probe-port", "c"]}
}

test_probe_port_refuses_a_number if {
	found_in_container([{"op": "replace", "path": "/livenessProbe/tcpSocket/port", "value": 80}]) == {["probe-port", "c"]}
}

test_probe_port_accepts_a_command if {
	found_in_container([{"op": "replace", "path": "/livenessProbe", "value": {"exec": {"command": ["true"]}}}]) == set()
}

test_image_tag_refuses_none_and_latest if {
	every image in ["a", "a:latest", "a:", "registry.example.com:5000/a"] {
		found_in_container([{"op": "replace", "path": "/image", "value": image}]) == {["image-tag", "c"]}
	}
}

test_image_tag_accepts_versions_and_digests if {
	every image in ["a:1", "a/b:middleware-1.2", "registry.example.com:5000/a:1", "a@sha256:abc", "a:latest@sha256:abc"] {
		found_in_container([{"op": "replace", "path": "/image", "value": image}]) == set()
	}
}

test_volume_size_refuses_a_volume_without_limit if {
	operation := {"op": "replace", "path": "/spec/template/spec/volumes/0/emptyDir", "value": {}}
	found_in_pod([operation]) == {["volume-size", ""]}
}

test_volume_size_accepts_other_volumes if {
	operation := {"op": "replace", "path": "/spec/template/spec/volumes/0", "value": {"name": "a", "configMap": {"name": "a"}}}
	found_in_pod([operation]) == set()
}
