package main

test_security_refuses_each_setting_that_is_missing if {
	every check, path in {
		"run-as-non-root": "/spec/template/spec/securityContext/runAsNonRoot",
		"seccomp": "/spec/template/spec/securityContext/seccompProfile",
		"privilege-escalation": "/spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation",
		"read-only-root": "/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem",
		"capabilities": "/spec/template/spec/containers/0/securityContext/capabilities",
	} {
		found_in_pod([{"op": "remove", "path": path}]) == {[check, "c"]}
	}
}

test_security_lets_the_container_win_over_the_pod if {
	path := "/spec/template/spec/containers/0/securityContext/runAsNonRoot"
	found_in_pod([{"op": "add", "path": path, "value": false}]) == {["run-as-non-root", "c"]}
	found_in_pod([
		{"op": "remove", "path": "/spec/template/spec/securityContext/runAsNonRoot"},
		{"op": "add", "path": path, "value": true},
	]) == set()
}

test_run_as_non_root_refuses_user_0 if {
	found_in_container([{"op": "add", "path": "/securityContext/runAsUser", "value": 0}]) == {["run-as-non-root", "c"]}
}

test_capabilities_refuses_one_that_is_added if {
	operation := {"op": "add", "path": "/securityContext/capabilities/add", "value": ["NET_ADMIN"]}
	found_in_container([operation]) == {["capabilities", "c"]}
}

with_token := json.patch(
	deployment,
	[{"op": "replace", "path": "/spec/template/spec/automountServiceAccountToken", "value": true}],
)

without_word := json.remove(deployment, ["spec/template/spec/automountServiceAccountToken"])

account(mounts) := {"kind": "ServiceAccount", "metadata": metadata, "automountServiceAccountToken": mounts}

binding(name) := {"kind": "RoleBinding", "metadata": metadata, "subjects": [{"kind": "ServiceAccount", "name": name}]}

test_service_account_token_refuses_one_without_rights if {
	found(around(with_token)) == {["service-account-token", ""]}
	found(around(without_word)) == {["service-account-token", ""]}
	found(array.concat(around(without_word), [account(true)])) == {["service-account-token", ""]}
	found(array.concat(around(with_token), [binding("other")])) == {["service-account-token", ""]}
	user := json.patch(binding("a"), [{"op": "replace", "path": "/subjects/0/kind", "value": "User"}])
	found(array.concat(around(with_token), [user])) == {["service-account-token", ""]}
	elsewhere := json.patch(account(false), [{"op": "replace", "path": "/metadata/namespace", "value": "other"}])
	found(array.concat(around(without_word), [elsewhere])) == {["service-account-token", ""]}
}

test_service_account_token_accepts_one_with_rights if {
	found(array.concat(around(with_token), [binding("a")])) == set()
}

test_service_account_token_accepts_the_word_of_the_account if {
	found(array.concat(around(without_word), [account(false)])) == set()
}

namespace(labels) := {"kind": "Namespace", "metadata": {"name": "n", "labels": labels}}

test_pod_security_refuses_none_and_privileged if {
	found([namespace({})]) == {["pod-security", ""]}
	found([namespace({"pod-security.kubernetes.io/enforce": "privileged"})]) == {["pod-security", ""]}
}

test_pod_security_accepts_restricted if {
	found([namespace({"pod-security.kubernetes.io/enforce": "restricted"})]) == set()
}
