# Objects that break no rule, and how the tests see which rules others break.
package main

identity := {"app.kubernetes.io/name": "a", "app.kubernetes.io/instance": "a"}

labels := object.union(identity, {"app.kubernetes.io/version": "1"})

metadata := {"name": "a", "namespace": "n", "labels": labels}

container := {
	"name": "c",
	"image": "registry.example.com:5000/a:1.0",
	"ports": [{"name": "http", "containerPort": 80}],
	"env": [{"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}],
	"resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
	"readinessProbe": {"httpGet": {"path": "/", "port": "http"}},
	"livenessProbe": {"tcpSocket": {"port": "http"}},
	"securityContext": {
		"allowPrivilegeEscalation": false,
		"readOnlyRootFilesystem": true,
		"capabilities": {"drop": ["ALL"]},
	},
}

# Two pods.
deployment := {
	"kind": "Deployment",
	"metadata": metadata,
	"spec": {
		"replicas": 2,
		"selector": {"matchLabels": identity},
		"strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 0}},
		"template": {
			"metadata": {"labels": labels},
			"spec": {
				"serviceAccountName": "a",
				"automountServiceAccountToken": false,
				"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
				"containers": [container],
				"volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "1Mi"}}],
			},
		},
	},
}

budget := {
	"kind": "PodDisruptionBudget",
	"metadata": metadata,
	"spec": {"maxUnavailable": 1, "selector": {"matchLabels": identity}},
}

policy := {
	"kind": "NetworkPolicy",
	"metadata": metadata,
	"spec": {"podSelector": {"matchLabels": identity}, "policyTypes": ["Ingress", "Egress"]},
}

service := {"kind": "Service", "metadata": metadata, "spec": {"ports": [{"name": "http", "port": 80}]}}

ingress := {
	"kind": "Ingress",
	"metadata": metadata,
	"spec": {
		"rules": [{"host": "a.example.com", "http": {"paths": [{"path": "/"}]}}],
		"tls": [{"secretName": "t", "hosts": ["a.example.com"]}],
	},
}

route := {
	"kind": "HTTPRoute",
	"metadata": metadata,
	"spec": {
		"parentRefs": [{"name": "a", "sectionName": "https"}, {"name": "b", "sectionName": "https"}],
		"rules": [{"backendRefs": [{"name": "a", "port": 80}]}],
	},
}

monitor := {
	"kind": "ServiceMonitor",
	"metadata": metadata,
	"spec": {"selector": {"matchLabels": identity}, "endpoints": [{"port": "http"}]},
}

autoscaler := {
	"kind": "HorizontalPodAutoscaler",
	"metadata": metadata,
	"spec": {"minReplicas": 2, "scaleTargetRef": {"kind": "Deployment", "name": "a"}},
}

settings := {"kind": "ConfigMap", "metadata": metadata, "data": {"LOG_LEVEL": "info"}}

# Pods and what they need.
around(workload) := [workload, budget, policy]

# The checks that find something, each with the container that it is about, where it is about one.
found(objects) := result if {
	combined := [{"path": "a.yaml", "contents": content} | some content in objects]
	result := {[finding.check, object.get(finding, "container", "")] | some finding in data.main.deny} with input as combined
}

found_in_pod(operations) := found(around(json.patch(deployment, operations)))

found_in_container(operations) := found(around(json.patch(
	deployment,
	[{"op": "replace", "path": "/spec/template/spec/containers/0", "value": json.patch(container, operations)}],
)))

test_accepts_all_that_is_right if {
	found(array.concat(around(deployment), [service, ingress, route, monitor, settings])) == set()
}

test_sees_what_is_combined if {
	found([json.patch(service, [{"op": "add", "path": "/spec/type", "value": "NodePort"}])]) == {["service-type", ""]}
}
