package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// report is what a load found.
type report struct {
	Streams struct {
		Whole     int `json:"whole"`
		Truncated int `json:"truncated"`
		NotBegun  int `json:"notBegun"`
		// WithUpstream counts those that had a connection to the server behind.
		WithUpstream int `json:"withUpstream"`
	} `json:"streams"`
	Requests struct {
		Answered int `json:"answered"`
		Lost     int `json:"lost"`
	} `json:"requests"`
	// Statuses counts the answers by their status.
	Statuses map[string]int `json:"statuses"`
	// LostFrom and LostUntil are when the first and the last thing was lost, and empty if nothing was.
	LostFrom  string `json:"lostFrom"`
	LostUntil string `json:"lostUntil"`
	// Pods counts the answers of each.
	Pods map[string]int `json:"pods"`
	// Errors are the first that were seen.
	Errors []failure `json:"errors"`
}

type failure struct {
	At   string `json:"at"`
	What string `json:"what"`
	Why  string `json:"why"`
}

func newReport() report {
	return report{Statuses: map[string]int{}, Pods: map[string]int{}, Errors: []failure{}}
}

type loader struct {
	mu     sync.Mutex
	report report
	end    atomic.Pointer[time.Time]
	header http.Header
	method string
	short  string
	stream string
	// silence is how long a stream may say nothing before its client gives it up: nobody says that a machine is gone.
	silence time.Duration
}

const mostErrors = 200

// load runs streams one after another and requests one after another, each of them as many times at once as is said.
func load(args []string) int {
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: load URL [--seconds N] [--streams N] [--shorts N] [--stream-seconds N] …")
		return 2
	}
	flags := flag.NewFlagSet("load", flag.ExitOnError)
	seconds := flags.Int("seconds", 30, "how long new ones are begun")
	follow := flags.Bool("follow", false, "a line of the input asks for a report of what ended since the last one; its end is the end, as that of the time is")
	streams := flags.Int("streams", 4, "streams at once")
	shorts := flags.Int("shorts", 2, "requests at once; every other one keeps its connection")
	streamSeconds := flags.Int("stream-seconds", 10, "how long a stream is")
	streamPath := flags.String("stream-path", "/stream", "")
	method := flags.String("stream-method", http.MethodGet, "")
	shortPath := flags.String("short-path", "/short", "")
	pause := flags.Duration("pause", 50*time.Millisecond, "between two requests")
	header := http.Header{}
	flags.Func("header", "such as 'X-API-Key: sk-…'; may be repeated", func(line string) error {
		name, value, _ := strings.Cut(line, ":")
		header.Add(name, strings.TrimSpace(value))
		return nil
	})
	_ = flags.Parse(args[1:])

	base := strings.TrimSuffix(args[0], "/")
	l := &loader{
		header: header, method: *method, report: newReport(), silence: time.Duration(*streamSeconds+10) * time.Second,
		short: base + *shortPath, stream: fmt.Sprintf("%s%s?seconds=%d", base, *streamPath, *streamSeconds),
	}
	end := time.Now().Add(time.Duration(*seconds) * time.Second)
	l.end.Store(&end)
	if *follow {
		go l.reportOnDemand()
	}
	var all sync.WaitGroup
	for i := range *streams {
		all.Go(func() {
			// Not all at the same moment: at any time some have just begun, and some are about to end.
			time.Sleep(time.Duration(i) * time.Duration(min(*streamSeconds, 15)) * time.Second / time.Duration(*streams))
			l.streams()
		})
	}
	for i := range *shorts {
		all.Go(func() { l.requests(i%2 == 0, *pause) })
	}
	all.Wait()
	l.print()
	return 0
}

// reportOnDemand prints a report for each line of the input, and begins nothing any more when it ends. The line "stop" ends all at once.
func (l *loader) reportOnDemand() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		l.print()
		if lines.Text() == "stop" {
			os.Exit(0)
		}
	}
	now := time.Now()
	l.end.Store(&now)
}

// print writes what ended since it was called last.
func (l *loader) print() {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = json.NewEncoder(os.Stdout).Encode(l.report)
	l.report = newReport()
}

func (l *loader) goesOn() bool { return time.Now().Before(*l.end.Load()) }

func (l *loader) note(change func(*report), what, why string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.report)
	if why == "" {
		return
	}
	now := time.Now().UTC().Format(time.RFC3339Nano)
	if l.report.LostFrom == "" {
		l.report.LostFrom = now
	}
	l.report.LostUntil = now
	if len(l.report.Errors) < mostErrors {
		l.report.Errors = append(l.report.Errors, failure{now, what, why})
	}
}

func (l *loader) open(client *http.Client, method, url string) (*http.Response, error) {
	request, err := http.NewRequest(method, url, nil)
	if err != nil {
		return nil, err
	}
	request.Header = l.header.Clone()
	request.Host = l.header.Get("Host")
	return client.Do(request)
}

func (l *loader) streams() {
	transport := &http.Transport{DisableKeepAlives: true, DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext}
	client := &http.Client{Transport: transport}
	for l.goesOn() {
		response, err := l.open(client, l.method, l.stream)
		if err == nil && response.StatusCode != http.StatusOK {
			response.Body.Close()
			err = fmt.Errorf("status %d", response.StatusCode)
		}
		if err != nil {
			l.note(func(r *report) { r.Streams.NotBegun++ }, "stream not begun", err.Error())
			time.Sleep(200 * time.Millisecond)
			continue
		}
		l.follow(response)
	}
}

type event struct {
	Pod      string `json:"pod"`
	Upstream bool   `json:"upstream"`
}

func (l *loader) follow(response *http.Response) {
	defer response.Body.Close()
	done, events := false, 0
	silent := time.AfterFunc(l.silence, func() { response.Body.Close() })
	defer silent.Stop()
	var last event
	upstream := false
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		silent.Reset(l.silence)
		line := lines.Text()
		if data, isData := strings.CutPrefix(line, "data: "); isData {
			_ = json.Unmarshal([]byte(data), &last)
			upstream = upstream || last.Upstream
			events++
		}
		done = done || line == "event: done"
	}
	l.note(func(r *report) {
		r.Pods[last.Pod]++
		if upstream {
			r.Streams.WithUpstream++
		}
		if done {
			r.Streams.Whole++
		} else {
			r.Streams.Truncated++
		}
	}, "stream truncated", truncation(done, last.Pod, events, lines.Err()))
}

func truncation(done bool, pod string, events int, err error) string {
	if done {
		return ""
	}
	return fmt.Sprintf("from %s after %d events: %v", pod, events, err)
}

func (l *loader) requests(keep bool, pause time.Duration) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: !keep}, Timeout: 10 * time.Second}
	what := map[bool]string{true: "request on a kept connection", false: "request"}[keep]
	for ; l.goesOn(); time.Sleep(pause) {
		began := time.Now()
		response, err := l.open(client, http.MethodGet, l.short)
		var body []byte
		if err == nil {
			body, err = io.ReadAll(response.Body)
			response.Body.Close()
		}
		if err != nil {
			why := fmt.Sprintf("begun %s, after %s: %v", began.UTC().Format(time.RFC3339Nano), time.Since(began).Round(time.Millisecond), err)
			l.note(func(r *report) { r.Requests.Lost++ }, what, why)
			continue
		}
		if response.StatusCode >= http.StatusInternalServerError {
			l.note(func(r *report) { r.Requests.Lost++; r.Statuses[strconv.Itoa(response.StatusCode)]++ }, what, "status "+response.Status)
			continue
		}
		l.note(func(r *report) {
			r.Requests.Answered++
			r.Statuses[strconv.Itoa(response.StatusCode)]++
			if pod := strings.TrimSpace(string(body)); len(pod) < 254 && !strings.ContainsAny(pod, "{ \n") {
				r.Pods[pod]++
			}
		}, "", "")
	}
}
