# What stays up while pods are replaced, nodes are drained and load changes.
package main

import data.kubernetes

replicated contains workload if {
	some workload in kubernetes.workloads
	workload.kind in {"Deployment", "StatefulSet"}
}

deny contains kubernetes.about("disruption-budget", workload, message) if {
	some workload in replicated
	kubernetes.fewest(workload) > 1
	count(kubernetes.selecting("PodDisruptionBudget", "selector", workload)) == 0
	message := "has several pods and no PodDisruptionBudget, so a drained node may take all of them"
}

# The eviction API answers with an error then.
deny contains kubernetes.about("disruption-budget", workload, message) if {
	some workload in replicated
	budgets := [budget.metadata.name | some budget in kubernetes.selecting("PodDisruptionBudget", "selector", workload)]
	count(budgets) > 1
	message := sprintf("has the PodDisruptionBudgets %s; a pod with more than one cannot be evicted", [concat(" and ", budgets)])
}

deny contains kubernetes.about("eviction", budget, message) if {
	some budget in kubernetes.objects
	budget.kind == "PodDisruptionBudget"
	count([workload | some workload in replicated; budgeted(budget, workload)]) == 0
	message := "is for no Deployment or StatefulSet"
}

deny contains kubernetes.about("eviction", budget, message) if {
	some budget in kubernetes.objects
	budget.kind == "PodDisruptionBudget"
	some workload in replicated
	budgeted(budget, workload)
	evictable(budget.spec, kubernetes.fewest(workload)) < 1
	message := sprintf("lets no pod of the %d of %s be evicted", [kubernetes.fewest(workload), workload.metadata.name])
}

budgeted(budget, workload) if {
	some other in kubernetes.selecting("PodDisruptionBudget", "selector", workload)
	other.metadata.name == budget.metadata.name
	kubernetes.namespace_of(budget) == kubernetes.namespace_of(workload)
}

# Kubernetes rounds both up (documentation, "Specifying a Disruption Budget").
evictable(spec, pods) := kubernetes.rounded_up(spec.maxUnavailable, pods)

evictable(spec, pods) := pods - kubernetes.rounded_up(spec.minAvailable, pods)

deny contains kubernetes.about("autoscaled-replicas", workload, message) if {
	some workload in replicated
	some autoscaler in kubernetes.autoscalers(workload)
	workload.spec.replicas
	message := sprintf("has replicas, which each apply would set against %s", [autoscaler.metadata.name])
}

deny contains kubernetes.about("rolling-update", workload, message) if {
	some workload in replicated
	object.get(workload.spec, ["strategy", "type"], "") == "Recreate"
	kubernetes.fewest(workload) > 1
	message := sprintf("has %d pods, all of which an update would stop first (Recreate)", [kubernetes.fewest(workload)])
}

deny contains kubernetes.about("rolling-update", workload, message) if {
	some workload in replicated
	workload.kind == "Deployment"
	object.get(workload.spec, ["strategy", "type"], "RollingUpdate") == "RollingUpdate"

	# The default is that of the Deployment's API.
	given := object.get(workload.spec, ["strategy", "rollingUpdate", "maxUnavailable"], "25%")
	away := kubernetes.rounded_down(given, kubernetes.fewest(workload))
	away > 0
	message := sprintf("may lack %d of its %d pods during an update; say maxUnavailable: 0", [away, kubernetes.fewest(workload)])
}
