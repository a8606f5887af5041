// Command helm-proxy stands for mensylisir/helm-proxy v1.0.0. A release of it is what Helm leaves: a Secret in the namespace, and here
// the chart is one ConfigMap. docs/stand-ins.md says where each behaviour is from.
package main

import (
	"flag"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"nodes.test/programs/internal/standin"
	"nodes.test/programs/internal/yaml"
)

func main() {
	config := flag.String("config", standin.Env("CONFIG_FILE", "/etc/helm-proxy/config.yaml"), "")
	port := flag.String("port", "8443", "")
	level := flag.String("log-level", "info", "")
	flag.Parse()
	content, err := os.ReadFile(*config)
	if err != nil {
		standin.Fail(1, "Failed to load config: %v", err)
	}
	settings, err := yaml.Parse(string(content))
	if err != nil {
		standin.Fail(1, "Failed to load config: %v", err)
	}
	standin.Say("log level %s, driver %s", *level, yaml.Text(settings, "secret", "helm", "driver"))

	app := standin.New("helm-proxy")
	app.Health("/health", constant("OK"))
	app.Health("/ready", constant("Ready"))
	app.Health("/v1/monitor/health", constant("OK"))
	began := time.Now()
	app.Handle("GET /metrics", cors(func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]any{"uptime_seconds": time.Since(began).Seconds()})
	}))
	app.Handle("GET /v1/repos", cors(func(w http.ResponseWriter, _ *http.Request) {
		credentials := os.Getenv("HELM_USERNAME") != "" && os.Getenv("HELM_PASSWORD") != ""
		standin.Answer(w, http.StatusOK, map[string]any{"repositories": repositories(), "authenticated": credentials})
	}))
	const project = "/v3/projects/{project}/app"
	app.Handle("POST "+project, cors(deploy))
	app.Handle("GET "+project, cors(list))
	app.Handle("GET "+project+"/{name}", cors(status))
	// The action `upgrade` of this version answers and does nothing.
	app.Handle("POST "+project+"/{name}", cors(constant("initiated")))

	// Installations are not waited for: they end with the program.
	standin.OnTerm(func() {
		app.Finish(30 * time.Second)
		os.Exit(0)
	})
	app.Serve(":"+*port, 30*time.Second)
}

func constant(status string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]string{"status": status})
	}
}

// repositories leaves out entries with another = in them, as the program does.
func repositories() []string {
	return slices.DeleteFunc(strings.Split(os.Getenv("HELM_REPOS"), ","), func(entry string) bool {
		return strings.Count(entry, "=") != 1
	})
}

// cors names the origins that may read an answer. An empty list is every origin.
func cors(next http.HandlerFunc) http.HandlerFunc {
	allowed := strings.FieldsFunc(os.Getenv("ALLOWED_ORIGINS"), func(r rune) bool { return r == ',' })
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if len(allowed) == 0 || slices.Contains(allowed, origin) {
			if origin == "" {
				origin = "*"
			}
			w.Header().Set("Access-Control-Allow-Origin", origin)
		}
		next(w, r)
	}
}
