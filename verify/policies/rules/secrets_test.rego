package main

secret_in_container := {["plain-secret", "c"]}

environment(name, value) := [{"op": "replace", "path": "/env", "value": [{"name": name, "value": value}]}]

test_plain_secret_refuses_a_secret_with_content if {
	found([{"kind": "Secret", "metadata": metadata, "stringData": {"a": "b"}}]) == {["plain-secret", ""]}
	found([{"kind": "Secret", "metadata": metadata, "data": {"a": "Yg=="}}]) == {["plain-secret", ""]}
}

test_plain_secret_accepts_an_empty_secret if found([{"kind": "Secret", "metadata": metadata}]) == set()

test_plain_secret_refuses_variables if {
	every name in ["REDIS_PASSWORD", "JWT_SECRET", "API_KEYS", "apiKey", "GITHUB_TOKEN", "ENCRYPTION_KEY", "MYSQL_PASS"] {
		found_in_container(environment(name, "x")) == secret_in_container
	}
}

test_plain_secret_accepts_variables_that_are_none if {
	every name in ["API_KEY_PREFIX", "PASSWORD_FILE", "MAX_TOKENS", "LOG_LEVEL", "KEY_COUNT"] {
		found_in_container(environment(name, "x")) == set()
	}
	found_in_container(environment("REDIS_PASSWORD", "")) == set()
	found_in_container(environment("REDIS_PASSWORD", "$(OTHER)")) == set()
	found_in_container(environment("REDIS_PASSWORD", "{noop}$(OTHER)")) == set()
	found_in_container(environment("REDIS_PASSWORD", "{noop}secret")) != set()
}

test_plain_secret_refuses_an_address_with_a_password if {
	found_in_container(environment("URL", "redis://:hunter2@redis:6379")) == secret_in_container
	found_in_container(environment("URL", "mysql://me:hunter2@db/x")) == secret_in_container
}

test_plain_secret_accepts_an_address_without if {
	found_in_container(environment("URL", "http://relay:3000/a@b")) == set()
	found_in_container(environment("URL", "redis://:$(REDIS_PASSWORD)@redis:6379")) == set()
}

arguments(list) := [{"op": "add", "path": "/args", "value": list}]

test_plain_secret_refuses_arguments if {
	found_in_container(arguments(["--password=x"])) == secret_in_container
	found_in_container(arguments(["--api-key", "x"])) == secret_in_container
	found_in_container(arguments(["export DB_PASSWORD=x; run"])) == secret_in_container
}

test_plain_secret_accepts_arguments_that_refer if {
	found_in_container(arguments(["--verbose=yes", "--level", "x", "password", "x", "LEVEL=x"])) == set()
	found_in_container(arguments(["--requirepass", "$(REDIS_PASSWORD)", "--password=$PASSWORD"])) == set()
	found_in_container(arguments(["MYSQL_PWD=\"$MYSQL_PASSWORD\" mysql"])) == set()
}

setting(key, value) := [object.union(settings, {"data": {key: value}})]

test_plain_secret_refuses_settings if {
	found(setting("REDIS_PASSWORD", "x")) == {["plain-secret", ""]}
	found(setting("a.yaml", "a:\n  password: x\n")) == {["plain-secret", ""]}
	found(setting("a.properties", "jwt.secret=x")) == {["plain-secret", ""]}
	found(setting("a.json", "{\n  \"token\": \"x\"\n}")) == {["plain-secret", ""]}
	found(setting("url", "redis://:x@redis")) == {["plain-secret", ""]}
}

test_plain_secret_accepts_settings_that_refer if {
	found(setting("REDIS_PASSWORD", "$(OTHER)")) == set()
	found(setting("a.yaml", "a:\n  password: $(PASSWORD)\n  token: ${TOKEN:}\n  secret: \"\"\n  key: x\n")) == set()
}
