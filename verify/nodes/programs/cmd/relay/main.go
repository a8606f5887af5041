// Command relay stands for the relay, in the version that /app/VERSION has: x6nux/claude-relay-service 1.2.15 (the fork) or
// Wei-Shaw/claude-relay-service 1.1.314. It is docker-entrypoint.sh, scripts/setup.js and src/app.js. docs/stand-ins.md says where each
// behaviour is from.
package main

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"nodes.test/programs/internal/redis"
	"nodes.test/programs/internal/standin"
)

const (
	fork    = "1.2.15"
	initial = "/app/data/init.json"
	// The program loads its modules and prices before it listens.
	startUp = 2 * time.Second
)

var (
	began   = time.Now()
	version = versionOf("/app/VERSION")
)

func versionOf(file string) string {
	content, err := os.ReadFile(file)
	if err != nil {
		standin.Fail(1, "%v", err)
	}
	return strings.TrimSpace(string(content))
}

func main() {
	for _, name := range []string{"JWT_SECRET", "ENCRYPTION_KEY"} {
		if os.Getenv(name) == "" {
			standin.Fail(1, "Error: %s environment variable is not set", name)
		}
	}
	setUp()
	standin.MustWrite("/app/logs", "claude-relay-"+time.Now().UTC().Format("2006-01-02")+".log")
	client := redisClient()
	if err := client.Alive(); err != nil {
		standin.Fail(1, "Application initialization failed: %v", err)
	}
	time.Sleep(startUp)

	app := standin.New("claude-relay-service")
	app.Health("/health", func(w http.ResponseWriter, _ *http.Request) { health(w, client) })
	app.Handle("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]any{"uptime": time.Since(began).Seconds(), "total_requests": 0})
	})
	app.Handle("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/apiStats", http.StatusFound) })
	page := func(w http.ResponseWriter, _ *http.Request) { standin.Answer(w, http.StatusOK, map[string]any{}) }
	if version == fork {
		app.Handle("GET /web", page)
	} else {
		app.Handle("GET /web", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/admin-next/api-stats", http.StatusFound)
		})
		app.Handle("GET /admin-next/", page)
	}
	for _, path := range []string{"/api/v1/messages", "/claude/v1/messages"} {
		app.Handle("POST "+path, message)
	}
	app.Upstream = upstream

	standin.OnTerm(func() {
		// Node.js 18 waits for idle connections too.
		if app.Drain(10 * time.Second) {
			os.Exit(0)
		}
		standin.Fail(1, "Forced shutdown due to timeout")
	})
	app.Serve(net.JoinHostPort(standin.Env("HOST", "0.0.0.0"), standin.Env("PORT", "3000")), 605*time.Second)
}

// setUp is what the first start does without the file of the administrator.
func setUp() {
	if _, err := os.Stat(initial); err == nil {
		return
	}
	password := os.Getenv("ADMIN_PASSWORD")
	if password == "" {
		random := make([]byte, 12)
		_, _ = rand.Read(random)
		password = hex.EncodeToString(random)
	}
	document, _ := json.Marshal(map[string]string{
		"initializedAt": time.Now().UTC().Format(time.RFC3339),
		"adminUsername": standin.Env("ADMIN_USERNAME", "cr_admin"), "adminPassword": password, "version": "1.0.0",
	})
	err := errors.Join(
		os.WriteFile("/app/.env", []byte("ADMIN_PASSWORD="+password+"\n"), 0o600),
		os.WriteFile(initial, document, 0o600),
	)
	if err != nil {
		standin.Fail(1, "Setup failed: %v", err)
	}
}

func redisClient() *redis.Client {
	client := &redis.Client{
		Address:  net.JoinHostPort(standin.Env("REDIS_HOST", "127.0.0.1"), standin.Env("REDIS_PORT", "6379")),
		Password: os.Getenv("REDIS_PASSWORD"),
		Database: standin.Env("REDIS_DB", "0"),
	}
	if os.Getenv("REDIS_ENABLE_TLS") == "true" {
		client.TLS = &tls.Config{RootCAs: authorities()}
	}
	return client
}

// authorities are those of Node.js: the public ones, and those of a file that NODE_EXTRA_CA_CERTS names.
func authorities() *x509.CertPool {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if more, err := os.ReadFile(os.Getenv("NODE_EXTRA_CA_CERTS")); err == nil {
		pool.AppendCertsFromPEM(more)
	}
	return pool
}

// health says 200 whatever Redis does: its state is in the body only. The order of the keys is the program's, which probes look for.
func health(w http.ResponseWriter, client *redis.Client) {
	began := time.Now()
	type component struct {
		Status    string `json:"status"`
		Connected bool   `json:"connected"`
		Latency   string `json:"latency,omitempty"`
		Error     string `json:"error,omitempty"`
	}
	state := component{Status: "healthy", Connected: true}
	if err := client.Alive(); err != nil {
		state = component{Status: "unhealthy", Error: err.Error()}
	} else {
		state.Latency = time.Since(began).String()
	}
	standin.Answer(w, http.StatusOK, struct {
		Status     string               `json:"status"`
		Service    string               `json:"service"`
		Version    string               `json:"version"`
		Timestamp  string               `json:"timestamp"`
		Components map[string]component `json:"components"`
	}{state.Status, "claude-relay-service", version, time.Now().UTC().Format(time.RFC3339), map[string]component{"redis": state}})
}

// message answers as a model that takes as many seconds as the call says.
func message(w http.ResponseWriter, r *http.Request) {
	// To the end: a client that still sends when its connection is closed may not see the answer.
	size, err := io.Copy(io.Discard, r.Body)
	if err != nil {
		return
	}
	if size > bodyLimit() {
		standin.Answer(w, http.StatusRequestEntityTooLarge, map[string]string{"error": "Payload Too Large"})
		return
	}
	standin.Stream(w, r, upstream)
}

// bodyLimit is a constant of the fork.
func bodyLimit() int64 {
	if version == fork {
		return 10 << 20
	}
	megabytes, err := strconv.ParseInt(standin.Env("REQUEST_MAX_SIZE_MB", "60"), 10, 64)
	if err != nil {
		megabytes = 60
	}
	return megabytes << 20
}

// upstream connects to the API, as each call of the program does. Its address is a constant of the other version.
func upstream() (net.Conn, error) {
	const constant = "https://api.anthropic.com/v1/messages"
	address := constant
	if version == fork {
		address = standin.Env("CLAUDE_API_URL", constant)
	}
	api, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	port := api.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[api.Scheme]
	}
	return net.DialTimeout("tcp", net.JoinHostPort(api.Hostname(), port), 2*time.Second)
}
