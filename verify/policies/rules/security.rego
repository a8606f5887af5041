# What a container may do, by the Pod Security Standard `restricted` and a little more.
package main

import data.kubernetes

deny contains kubernetes.about_container(check, workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	some check, [path, wanted] in {
		"run-as-non-root": [["runAsNonRoot"], true],
		"privilege-escalation": [["allowPrivilegeEscalation"], false],
		"read-only-root": [["readOnlyRootFilesystem"], true],
		"seccomp": [["seccompProfile", "type"], "RuntimeDefault"],
	}
	found := kubernetes.security(workload, container, path)
	found != wanted
	message := sprintf("has a securityContext.%s of %v and not %v", [concat(".", path), found, wanted])
}

deny contains kubernetes.about_container("run-as-non-root", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	kubernetes.security(workload, container, ["runAsUser"]) == 0
	message := "runs as user 0, which is root"
}

deny contains kubernetes.about_container("capabilities", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	not "ALL" in object.get(container, ["securityContext", "capabilities", "drop"], [])
	message := "does not drop the capability ALL"
}

deny contains kubernetes.about_container("capabilities", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	added := object.get(container, ["securityContext", "capabilities", "add"], [])
	count(added) > 0
	message := sprintf("adds the capabilities %s", [concat(", ", added)])
}

deny contains kubernetes.about("service-account-token", workload, message) if {
	some workload in kubernetes.workloads
	mounts_token(workload)
	not has_rights(workload)
	message := "has the token of an account without any rights; set automountServiceAccountToken: false"
}

account_name(workload) := object.get(kubernetes.pod_spec(workload), "serviceAccountName", "default")

# The pod's own word counts; without one its account's does.
mounts_token(workload) if kubernetes.pod_spec(workload).automountServiceAccountToken

mounts_token(workload) if {
	not "automountServiceAccountToken" in object.keys(kubernetes.pod_spec(workload))
	not account_mounts_none(workload)
}

account_mounts_none(workload) if {
	some account in kubernetes.objects
	account.kind == "ServiceAccount"
	kubernetes.namespace_of(account) == kubernetes.namespace_of(workload)
	account.metadata.name == account_name(workload)
	account.automountServiceAccountToken == false
}

has_rights(workload) if {
	some binding in kubernetes.objects
	binding.kind in {"RoleBinding", "ClusterRoleBinding"}
	some subject in binding.subjects
	subject.kind == "ServiceAccount"
	subject.name == account_name(workload)
	object.get(subject, "namespace", kubernetes.namespace_of(binding)) == kubernetes.namespace_of(workload)
}

deny contains kubernetes.about("pod-security", resource, message) if {
	some resource in kubernetes.objects
	resource.kind == "Namespace"
	level := object.get(kubernetes.labels_of(resource), "pod-security.kubernetes.io/enforce", "none")
	not level in {"restricted", "baseline"}
	message := sprintf("enforces the Pod Security Standard %s; say restricted or baseline", [level])
}
