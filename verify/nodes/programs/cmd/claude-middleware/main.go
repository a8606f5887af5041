// Command claude-middleware stands for the middleware of x6nux/claude-relay-service 1.2.15 (middleware-go). docs/stand-ins.md says where
// each behaviour is from. It has no handler for SIGTERM, as the program has none.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"nodes.test/programs/internal/redis"
	"nodes.test/programs/internal/standin"
)

func main() {
	if mode := standin.Env("GIN_MODE", "debug"); !slices.Contains([]string{"debug", "release", "test"}, mode) {
		panic("gin mode unknown: " + mode + " (available mode: debug release test)")
	}
	client := &redis.Client{
		Address:  net.JoinHostPort(standin.Env("REDIS_HOST", "localhost"), standin.Env("REDIS_PORT", "6379")),
		Password: os.Getenv("REDIS_PASSWORD"),
		Database: standin.Env("REDIS_DB", "0"),
	}
	if err := client.Alive(); err != nil {
		standin.Fail(1, "Failed to connect to Redis: %v", err)
	}
	go followAccounts(client)

	app := standin.New("claude-middleware")
	app.Health("/health", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]string{"status": "ok", "service": "claude-middleware"})
	})
	for _, prefix := range []string{"/v1/", "/api/v1/", "/claude/v1/", "/gemini/", "/openai/claude/v1/", "/openai/gemini/v1/"} {
		app.Handle(prefix, protected(forward()))
	}
	app.Serve(":"+standin.Env("PORT", "8080"), 0)
}

// followAccounts reads what the relay knows of accounts, every 30 seconds.
func followAccounts(client *redis.Client) {
	for ; ; time.Sleep(30 * time.Second) {
		keys, err := client.Do("KEYS", "claude:account:*")
		if err != nil {
			standin.Say("accounts: %v", err)
			continue
		}
		for key := range strings.FieldsSeq(keys) {
			_, _ = client.Do("HGETALL", key)
		}
	}
}

// protected asks for one of the keys. An empty list lets everybody in.
func protected(next http.HandlerFunc) http.HandlerFunc {
	keys := strings.FieldsFunc(os.Getenv("MIDDLEWARE_API_KEYS"), func(r rune) bool { return r == ',' })
	prefix := standin.Env("MIDDLEWARE_API_KEY_PREFIX", "cr_")
	if os.Getenv("MIDDLEWARE_AUTH_ENABLED") != "true" || len(keys) == 0 {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get("X-Api-Key")
		if !strings.HasPrefix(key, prefix) || !slices.Contains(keys, key) {
			standin.Answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid API key"})
			return
		}
		next(w, r)
	}
}

// forward calls the relay and copies its answer without flushing, so that a stream arrives in pieces of a buffer's size. The time-out
// counts for the whole answer, of which the client gets the beginning when it is over.
func forward() http.HandlerFunc {
	target := standin.Env("TARGET_URL", "http://localhost:3001")
	seconds, err := strconv.Atoi(standin.Env("PROXY_TIMEOUT", "300"))
	if err != nil {
		seconds = 300
	}
	client := &http.Client{Timeout: time.Duration(seconds) * time.Second}
	return func(w http.ResponseWriter, r *http.Request) {
		request, err := http.NewRequestWithContext(r.Context(), r.Method, target+r.URL.RequestURI(), r.Body)
		if err != nil {
			standin.Answer(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
			return
		}
		request.Header = r.Header.Clone()
		response, err := client.Do(request)
		if err != nil {
			standin.Answer(w, http.StatusBadGateway, map[string]string{"error": fmt.Sprint("bad gateway: ", err)})
			return
		}
		defer response.Body.Close()
		for name, values := range response.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(response.StatusCode)
		_, _ = io.Copy(w, response.Body)
	}
}
