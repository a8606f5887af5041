package yaml

import "testing"

func TestParse(t *testing.T) {
	value, err := Parse(`
# of the gateway
server:
  httpPort: 8082
database:
  mysql:
    password: "a \"quoted\": pass\\word # $1"
    empty: ""
services:
  chat:
    instances:
      - name: "llama3.2:3b" # with a colon
        base-url: "http://ollama:11434"
      - name: 'other''s'
  none: []
names:
- one
- two
redis: { host: "mcp-redis", port: 6379, password: "a, {b}: \"c\"", hosts: [a, b] }
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		want string
		path []string
	}{
		{"8082", []string{"server", "httpPort"}},
		{`a "quoted": pass\word # $1`, []string{"database", "mysql", "password"}},
		{"none", []string{"database", "mysql", "empty"}},
		{"llama3.2:3b", []string{"services", "chat", "instances", "0", "name"}},
		{"http://ollama:11434", []string{"services", "chat", "instances", "0", "base-url"}},
		{"other's", []string{"services", "chat", "instances", "1", "name"}},
		{"two", []string{"names", "1"}},
		{"mcp-redis", []string{"redis", "host"}},
		{`a, {b}: "c"`, []string{"redis", "password"}},
		{"b", []string{"redis", "hosts", "1"}},
	} {
		if got := Text(value, "none", one.path...); got != one.want {
			t.Errorf("%v: got %q, want %q", one.path, got, one.want)
		}
	}
	if got := List(value, "services", "none"); len(got) != 0 {
		t.Errorf("got %v, want an empty list", got)
	}
}
