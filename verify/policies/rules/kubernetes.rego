# What the rules know of Kubernetes. The input is that of `conftest --combine`: one item for each object of each file.
package kubernetes

objects contains item.contents if some item in input

# Kinds that are in no namespace, of those that a stack may make.
cluster_kinds := {"ClusterRole", "ClusterRoleBinding", "Namespace", "PersistentVolume", "StorageClass", "PriorityClass"}

namespaced(resource) if not resource.kind in cluster_kinds

namespace_of(resource) := object.get(resource, ["metadata", "namespace"], "")

labels_of(resource) := object.get(resource, ["metadata", "labels"], {})

pod_template(resource) := resource.spec.template if resource.kind in {"Deployment", "StatefulSet", "DaemonSet", "Job"}

pod_template(resource) := resource.spec.jobTemplate.spec.template if resource.kind == "CronJob"

pod_template(resource) := resource if resource.kind == "Pod"

# Objects that are or make pods.
workloads contains resource if {
	some resource in objects
	pod_template(resource)
}

pod_spec(workload) := pod_template(workload).spec

init_containers(workload) := object.get(pod_spec(workload), "initContainers", [])

containers(workload) := array.concat(init_containers(workload), pod_spec(workload).containers)

# Containers that run for as long as their pod: the ordinary ones, and init containers that are sidecars.
long_running(workload) := array.concat(
	[container | some container in init_containers(workload); container.restartPolicy == "Always"],
	[container | some container in pod_spec(workload).containers; not workload.kind in {"Job", "CronJob"}],
)

# A setting of security; a container's own wins over the pod's.
security(workload, container, path) := object.get(
	container,
	array.concat(["securityContext"], path),
	object.get(pod_spec(workload), array.concat(["securityContext"], path), null),
)

selects(selector, labels) if {
	every key, value in object.get(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every expression in object.get(selector, "matchExpressions", []) {
		meets(expression, labels)
	}
}

meets(expression, labels) if {
	expression.operator == "In"
	labels[expression.key] in expression.values
}

meets(expression, labels) if {
	expression.operator == "NotIn"
	not object.get(labels, expression.key, null) in expression.values
}

meets(expression, labels) if {
	expression.operator == "Exists"
	expression.key in object.keys(labels)
}

meets(expression, labels) if {
	expression.operator == "DoesNotExist"
	not expression.key in object.keys(labels)
}

# The objects of a kind in the namespace of a workload whose selector selects its pods.
selecting(kind, field, workload) := [resource |
	some resource in objects
	resource.kind == kind
	namespace_of(resource) == namespace_of(workload)
	selects(resource.spec[field], pod_template(workload).metadata.labels)
]

autoscalers(workload) := [autoscaler |
	some autoscaler in objects
	autoscaler.kind == "HorizontalPodAutoscaler"
	namespace_of(autoscaler) == namespace_of(workload)
	autoscaler.spec.scaleTargetRef.kind == workload.kind
	autoscaler.spec.scaleTargetRef.name == workload.metadata.name
]

# How many pods of a workload run at the least: what an autoscaler keeps, or the replicas.
fewest(workload) := object.get(autoscalers(workload)[0].spec, "minReplicas", 1) if count(autoscalers(workload)) > 0

fewest(workload) := object.get(workload.spec, "replicas", 1) if count(autoscalers(workload)) == 0

# A number of pods that is given as such or in percent of all.
rounded_up(given, all) := given if is_number(given)

rounded_up(given, all) := ceil((to_number(trim_suffix(given, "%")) * all) / 100) if is_string(given)

rounded_down(given, all) := given if is_number(given)

rounded_down(given, all) := floor((to_number(trim_suffix(given, "%")) * all) / 100) if is_string(given)

# What a rule found, as the tests read it.
about(check, resource, message) := {
	"check": check,
	"kind": resource.kind,
	"namespace": namespace_of(resource),
	"name": resource.metadata.name,
	"msg": message,
}

about_container(check, resource, container, message) := object.union(
	about(check, resource, message),
	{"container": container.name},
)
