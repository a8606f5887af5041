// Package standin is what all stand-ins of the gateways share: an HTTP server that a test can disturb, streams, and last words.
package standin

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// App is a program that serves HTTP: its own paths, those of every stand-in, and under /-/ what a test does to it.
type App struct {
	// Observe is told of every answer, for metrics.
	Observe func(method, path string, status int, took time.Duration)
	// Upstream connects to the server behind, for /stream.
	Upstream func() (net.Conn, error)

	name     string
	mux      *http.ServeMux
	constant sync.Map
	faults   faults
	listener net.Listener
	server   *http.Server
	open     atomic.Int64
}

// New makes a program of a name.
func New(name string) *App {
	app := &App{name: name, mux: http.NewServeMux()}
	app.mux.HandleFunc("GET /short", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, Pod()) })
	app.mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) { Stream(w, r, app.Upstream) })
	return app
}

// Handle adds a path in the words of http.ServeMux.
func (a *App) Handle(pattern string, handler http.HandlerFunc) { a.mux.HandleFunc(pattern, handler) }

// Health adds a path for probes or metrics, which the rate of errors of a test leaves alone.
func (a *App) Health(path string, handler http.HandlerFunc) {
	a.constant.Store(path, true)
	a.mux.HandleFunc("GET "+path, handler)
}

// Serve listens until the program ends or stops listening. It ends the program when the port is taken.
func (a *App) Serve(address string, idle time.Duration) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		Fail(1, "listen on %s: %v", address, err)
	}
	a.listener = listener
	Say("%s listens on %s", a.name, address)
	a.server = &http.Server{Handler: a, IdleTimeout: idle, ConnState: a.count}
	_ = a.server.Serve(listener)
	// Whoever ended the listening ends the program.
	select {}
}

func (a *App) count(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		a.open.Add(1)
	case http.StateClosed, http.StateHijacked:
		a.open.Add(-1)
	}
}

// Drain stops listening and waits until no connection is left, also of those that a client keeps without a request, or the time is over.
// It says whether none is left.
func (a *App) Drain(atMost time.Duration) bool {
	if a.listener != nil {
		_ = a.listener.Close()
	}
	for end := time.Now().Add(atMost); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if a.open.Load() == 0 {
			return true
		}
	}
	return a.open.Load() == 0
}

// Finish stops listening and waits until no request is left, or the time is over. It says whether none is left.
func (a *App) Finish(atMost time.Duration) bool {
	if a.server == nil {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), atMost)
	defer cancel()
	return a.server.Shutdown(ctx) == nil
}

func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if handler := a.control(r.URL.Path); handler != nil {
		handler(w, r)
		return
	}
	started := time.Now()
	recorder := &recorder{ResponseWriter: w, status: http.StatusOK}
	_, isHealth := a.constant.Load(r.URL.Path)
	if !a.faults.disturb(recorder, r, isHealth) {
		a.mux.ServeHTTP(recorder, r)
	}
	if a.Observe != nil {
		a.Observe(r.Method, r.URL.Path, recorder.status, time.Since(started))
	}
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Answer sends JSON.
func Answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// Pod is the name of the pod, which is its host name.
func Pod() string {
	name, _ := os.Hostname()
	return name
}

// Say writes a line to the log of the container.
func Say(format string, words ...any) {
	fmt.Printf(time.Now().UTC().Format(time.RFC3339)+" "+format+"\n", words...)
}

// Fail ends the program with its last words.
func Fail(code int, format string, words ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", words...)
	os.Exit(code)
}
