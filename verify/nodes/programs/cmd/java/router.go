package main

import (
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"nodes.test/programs/internal/standin"
	"nodes.test/programs/internal/yaml"
)

var paths = map[string]string{
	"/api/v1/chat/completions": "chat",
	"/api/v1/embeddings":       "embedding",
	"/api/v1/rerank":           "rerank",
}

type instance struct {
	ID   string `json:"instanceId"`
	Name string `json:"name"`
	URL  string `json:"baseUrl"`
	Path string `json:"path"`
}

// router knows the model servers of the configuration.
type router struct {
	services map[string][]instance
	calls    atomic.Int64
}

// sample is what the image has for each kind of service: a server that nobody has.
var sample = []instance{{"sample", "sample", "http://172.30.6.1:9090", "/v1"}}

func newRouter() *router {
	content, _ := os.ReadFile("/app/config/application.yml")
	config, err := yaml.Parse(string(content))
	if err != nil {
		standin.Fail(1, "application.yml: %v", err)
	}
	services := map[string][]instance{}
	for _, service := range []string{"chat", "embedding", "rerank", "tts", "stt", "imgGen", "imgEdit"} {
		services[service] = sample
		if given := yaml.List(config, "model", "services", service, "instances"); given != nil {
			services[service] = instances(given)
		}
		// A variable takes precedence over files; an empty one is an empty list.
		if _, isSet := os.LookupEnv("MODEL_SERVICES_" + strings.ToUpper(service) + "_INSTANCES"); isSet {
			services[service] = nil
		}
	}
	return &router{services: services}
}

func instances(given []any) []instance {
	var found []instance
	for _, one := range given {
		found = append(found, instance{
			ID:   yaml.Text(one, yaml.Text(one, "", "instanceId"), "instance-id"),
			Name: yaml.Text(one, "", "name"),
			URL:  yaml.Text(one, yaml.Text(one, "", "baseUrl"), "base-url"),
			Path: yaml.Text(one, "/", "path"),
		})
	}
	return found
}

// health is DOWN after the first calls, as tracing loses data. The status that goes with it is 503 unless a variable says another.
func (r *router) health(w http.ResponseWriter, _ *http.Request) {
	if r.calls.Load() == 0 {
		standin.Answer(w, http.StatusOK, map[string]string{"status": "UP"})
		return
	}
	status, err := strconv.Atoi(standin.Env("MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_DOWN", "503"))
	if err != nil {
		status = http.StatusServiceUnavailable
	}
	standin.Answer(w, status, map[string]string{"status": "DOWN"})
}

// withKey asks for the API key, which has to have the permission of the service.
func (r *router) withKey(service string, next http.HandlerFunc) http.HandlerFunc {
	const list = "JAIROUTER_SECURITY_APIKEY_KEYS_0_"
	key, permissions := "sk-test-api-key-12345678", []string{"read", "write"}
	if os.Getenv(list+"KEYID") != "" {
		key, permissions = os.Getenv(list+"KEYVALUE"), strings.Split(os.Getenv(list+"PERMISSIONS"), ",")
		if os.Getenv(list+"ENABLED") == "false" {
			key = ""
		}
	}
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !strings.HasPrefix(key, "sk-") || len(key) < 10 || r.Header.Get("X-API-Key") != key:
			standin.Answer(w, http.StatusUnauthorized, map[string]any{"success": false, "message": "API key must start with 'sk-'"})
		case service != "" && !slices.Contains(permissions, service) && !slices.Contains(permissions, "admin"):
			standin.Answer(w, http.StatusForbidden, map[string]any{"message": "API Key does not have permission for service: " + service})
		default:
			next(w, r)
		}
	}
}

func (r *router) models(w http.ResponseWriter, _ *http.Request) {
	all := []instance{}
	for _, some := range r.services {
		all = append(all, some...)
	}
	standin.Answer(w, http.StatusOK, all)
}

// route sends a call on to the first model server. Without an instance-id it dies, and the client gets an empty answer.
func (r *router) route(service string, w http.ResponseWriter, request *http.Request) {
	r.calls.Add(1)
	if len(r.services[service]) == 0 {
		standin.Answer(w, http.StatusNotFound, map[string]any{})
		return
	}
	server := r.services[service][0]
	if server.ID == "" {
		return
	}
	query := ""
	if request.URL.RawQuery != "" {
		query = "?" + request.URL.RawQuery
	}
	call, err := http.NewRequestWithContext(request.Context(), http.MethodPost, server.URL+server.Path+query, request.Body)
	if err == nil {
		var answer *http.Response
		if answer, err = http.DefaultClient.Do(call); err == nil {
			defer answer.Body.Close()
			w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
			w.WriteHeader(answer.StatusCode)
			_, _ = io.Copy(flushing{w}, answer.Body)
			return
		}
	}
	standin.Answer(w, http.StatusServiceUnavailable, map[string]any{"message": "No healthy instances: " + err.Error()})
}

// flushing sends each piece at once.
type flushing struct{ http.ResponseWriter }

func (f flushing) Write(piece []byte) (int, error) {
	count, err := f.ResponseWriter.Write(piece)
	_ = http.NewResponseController(f.ResponseWriter).Flush()
	return count, err
}
