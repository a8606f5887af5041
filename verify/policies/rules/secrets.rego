# No secret stands in a manifest: manifests are in a repository, and whoever may read Deployments and ConfigMaps reads them.
package main

import data.kubernetes

# Names that end in one of these are of secrets; API_KEY_PREFIX and PASSWORD_FILE are not.
secret_name := `(?i)(pass|passwd|password|secret|token|credentials?|(api|jwt|access|private|encryption|signing)[_.-]?keys?)$`

# What stands for a secret and is none: nothing, or a variable that is filled in, such as $(NAME), ${NAME} or "$NAME", also after
# the way that a password is encoded, {noop}.
placeholder := `^["']?(\{[a-z]+\})?(\$[({][^)}]*[)}]|\$\w+|null|~)?["']?$`

deny contains kubernetes.about("plain-secret", resource, message) if {
	some resource in kubernetes.objects
	resource.kind == "Secret"
	count(object.get(resource, "data", {})) + count(object.get(resource, "stringData", {})) > 0
	message := "has secrets in it; name a Secret that exists"
}

deny contains kubernetes.about_container("plain-secret", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	some variable in object.get(container, "env", [])
	regex.match(secret_name, variable.name)
	not regex.match(placeholder, object.get(variable, "value", ""))
	message := sprintf("has the value of %s in plain text; take it from a Secret", [variable.name])
}

deny contains kubernetes.about_container("plain-secret", workload, container, message) if {
	some workload in kubernetes.workloads
	some container in kubernetes.containers(workload)
	some reason in secrets_of(container)
	message := sprintf("has in plain text %s", [reason])
}

command_of(container) := array.concat(object.get(container, "command", []), object.get(container, "args", []))

# `--password=x`, `PASSWORD=x` in a script, and `--password` followed by `x`.
secrets_of(container) := (({reason |
	some word in command_of(container)
	some [_, name, value] in regex.find_all_string_submatch_n(`(?:^|\s)(--[\w-]+|[A-Z_]+)=(\S+)`, word, -1)
	regex.match(secret_name, name)
	not regex.match(placeholder, value)
	reason := sprintf("the value of %s", [name])
} | {reason |
	some index, name in command_of(container)
	regex.match(`^--[\w-]+$`, name)
	regex.match(secret_name, name)
	value := command_of(container)[index + 1]
	not regex.match(placeholder, value)
	reason := sprintf("the value of %s", [name])
}) | {reason |
	some word in command_of(container)
	some reason in addresses_in(word)
}) | {reason |
	some variable in object.get(container, "env", [])
	some reason in addresses_in(object.get(variable, "value", ""))
}

deny contains kubernetes.about("plain-secret", resource, message) if {
	some resource in kubernetes.objects
	resource.kind == "ConfigMap"
	some key, text in object.get(resource, "data", {})
	regex.match(secret_name, key)
	not regex.match(placeholder, text)
	message := sprintf("has the value of %s in plain text; put it into a Secret", [key])
}

deny contains kubernetes.about("plain-secret", resource, message) if {
	some resource in kubernetes.objects
	resource.kind == "ConfigMap"
	some key, text in object.get(resource, "data", {})
	some reason in (lines_in(text) | addresses_in(text))
	message := sprintf("has in %s in plain text %s", [key, reason])
}

# A line such as `password: x`.
lines_in(text) := {reason |
	some line in split(text, "\n")
	some [_, name, value] in regex.find_all_string_submatch_n(`^[\s"'-]*([\w.-]+)["']?\s*[:=]\s*(\S.*?)\s*$`, line, 1)
	regex.match(secret_name, name)
	not regex.match(placeholder, value)
	reason := sprintf("the value of %s", [name])
}

# An address such as redis://user:password@host.
addresses_in(text) := {reason |
	some [_, password] in regex.find_all_string_submatch_n(`[a-z]://[^\s/:@]*:([^\s/@]+)@`, text, -1)
	not regex.match(placeholder, password)
	reason := "an address with a password in it"
}
