package standin

import (
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// control is what a test calls:
//
//	/-/about                          pod, user, variables' names
//	/-/fail?path=/health&status=500   a path answers that from now on
//	/-/hang?path=/health              a path never answers from now on
//	/-/errors?rate=0.5&path=/api/     that part of the answers below a path is 500, health excepted
//	/-/delay?ms=500                   every answer waits
//	/-/heal                           ends the four before
//	/-/burn?cpu=500&seconds=60        uses so many milliseconds of processor in each second, in the place of an earlier call
//	/-/memory?mebibytes=100           uses so much memory, in the place of an earlier call
//	/-/exit?code=1                    ends the program
func (a *App) control(path string) http.HandlerFunc {
	name, isControl := strings.CutPrefix(path, "/-/")
	if !isControl {
		return nil
	}
	return func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		number := func(key string, otherwise float64) float64 {
			if value, err := strconv.ParseFloat(query.Get(key), 64); err == nil {
				return value
			}
			return otherwise
		}
		switch name {
		case "about":
			Answer(w, http.StatusOK, a.about())
			return
		case "fail":
			a.faults.fail(query.Get("path"), int(number("status", 500)))
		case "hang":
			a.faults.hang(query.Get("path"))
		case "errors":
			prefix := query.Get("path")
			if prefix == "" {
				prefix = "/"
			}
			a.faults.errors(number("rate", 1), prefix)
		case "delay":
			a.faults.slow(time.Duration(number("ms", 1000)) * time.Millisecond)
		case "heal":
			a.faults.heal()
		case "burn":
			go burn(number("cpu", 1000)/1000, time.Duration(number("seconds", 60))*time.Second)
		case "memory":
			hold(int(number("mebibytes", 64)))
		case "exit":
			Say("a test said to end with %v", number("code", 1))
			os.Exit(int(number("code", 1)))
		default:
			Answer(w, http.StatusNotFound, map[string]string{"error": "no such control: " + name})
			return
		}
		Answer(w, http.StatusOK, map[string]string{"pod": Pod()})
	}
}

func (a *App) about() map[string]any {
	var names []string
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		names = append(names, name)
	}
	sort.Strings(names)
	folder, _ := os.Getwd()
	return map[string]any{
		"program": a.name, "pod": Pod(), "uid": os.Getuid(), "gid": os.Getgid(), "folder": folder,
		"variables": names, "connections": a.open.Load(),
	}
}

// burning is the number of the last call of burn: those before it end.
var burning atomic.Int64

// burn uses processors: as many at once as it takes. It counts the time that the kernel gave, so that on a busy machine, where a second
// has less of it, it makes up for that later.
func burn(processors float64, long time.Duration) {
	own := burning.Add(1)
	started := time.Now()
	workers := max(1, int(processors+0.999))
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), workers))
	share := processors / float64(workers)
	for range workers {
		go func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			before := threadTime()
			for time.Since(started) < long && burning.Load() == own {
				due := time.Duration(share * float64(time.Since(started)))
				for threadTime()-before < due && burning.Load() == own {
				}
				time.Sleep(50 * time.Millisecond)
			}
		}()
	}
}

// threadTime is the time of processor that this thread has used.
func threadTime() time.Duration {
	const thread = 1 // RUSAGE_THREAD, which the package has no name for.
	var usage syscall.Rusage
	_ = syscall.Getrusage(thread, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

var (
	holding sync.Mutex
	held    []byte
)

// hold takes memory and touches each page, so that the kernel counts it.
func hold(mebibytes int) {
	holding.Lock()
	defer holding.Unlock()
	held = nil
	debug.FreeOSMemory()
	held = make([]byte, mebibytes<<20)
	for i := 0; i < len(held); i += 4096 {
		held[i] = 1
	}
}
