package standin

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// faults are what a test does to the answers of a program.
type faults struct {
	mu     sync.Mutex
	failed map[string]int
	hung   map[string]bool
	rate   float64
	prefix string
	delay  time.Duration
}

func (f *faults) fail(path string, status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.failed == nil {
		f.failed = map[string]int{}
	}
	f.failed[path] = status
}

func (f *faults) hang(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.hung == nil {
		f.hung = map[string]bool{}
	}
	f.hung[path] = true
}

func (f *faults) errors(rate float64, prefix string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rate, f.prefix = rate, prefix
}

func (f *faults) slow(delay time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.delay = delay
}

func (f *faults) heal() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failed, f.hung, f.rate, f.prefix, f.delay = nil, nil, 0, "", 0
}

// disturb answers in the place of the program, if a test said so.
func (f *faults) disturb(w http.ResponseWriter, r *http.Request, isHealth bool) bool {
	f.mu.Lock()
	status, fails := f.failed[r.URL.Path]
	hangs, delay := f.hung[r.URL.Path], f.delay
	errs := !isHealth && strings.HasPrefix(r.URL.Path, f.prefix) && rand.Float64() < f.rate
	f.mu.Unlock()
	time.Sleep(delay)
	switch {
	case hangs:
		<-r.Context().Done()
	case fails:
		Answer(w, status, map[string]string{"error": "a test said so"})
	case errs:
		Answer(w, http.StatusInternalServerError, map[string]string{"error": "a test said so"})
	default:
		return false
	}
	return true
}
