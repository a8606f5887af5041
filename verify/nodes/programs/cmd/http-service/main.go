// Command http-service is any server of HTTP that is not the product's: a service that users add to mcp-box, or a model server behind
// a router. It listens on the port of its variable PORT, or 8080.
package main

import (
	"io"
	"net/http"
	"os"
	"time"

	"nodes.test/programs/internal/standin"
)

func main() {
	app := standin.New("http-service")
	app.Health("/health", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	app.Handle("/", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		standin.Answer(w, http.StatusOK, map[string]any{"pod": standin.Pod(), "path": r.URL.Path, "bytes": len(body)})
	})
	standin.OnTerm(func() {
		app.Finish(10 * time.Second)
		os.Exit(0)
	})
	app.Serve(":"+standin.Env("PORT", "8080"), 0)
}
