package main

import (
	"fmt"
	"net/http"
	"runtime"
	"sort"
	"strings"
	"sync"
	"syscall"
	"time"
)

// common has the tags that all meters have (MonitoringConfiguration.java, monitoring-base.yml).
const common = `application="jairouter",environment="production",version="1.0.0"`

// metrics are those of Micrometer and JAiRouter that dashboards and alerts ask for, under their names.
type metrics struct {
	mu     sync.Mutex
	router *router
	count  map[string]int
	sum    map[string]float64
	max    map[string]float64
	cpu    time.Duration
	asked  time.Time
}

func newMetrics(router *router) *metrics {
	return &metrics{
		router: router, count: map[string]int{}, sum: map[string]float64{}, max: map[string]float64{},
		cpu: processorTime(), asked: time.Now(),
	}
}

func (m *metrics) observe(method, path string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	outcome := map[int]string{2: "SUCCESS", 3: "REDIRECTION", 4: "CLIENT_ERROR", 5: "SERVER_ERROR"}[status/100]
	m.add("http_server_requests_seconds", fmt.Sprintf(`error="none",exception="none",method=%q,outcome=%q,status="%d",uri=%q`, method, outcome, status, path), took)
	if service, isCall := paths[path]; isCall {
		m.add("jairouter_request_duration_seconds", fmt.Sprintf(`method=%q,service=%q`, method, service), took)
		m.count["jairouter_requests_total{"+fmt.Sprintf(`method=%q,service=%q,status="%d"`, method, service, status)+"}"]++
		for _, server := range m.router.services[service][:min(1, len(m.router.services[service]))] {
			labels := fmt.Sprintf(`adapter="normal",instance=%q`, server.Name)
			result := "success"
			if status >= 500 {
				result = "failure"
			}
			m.count["jairouter_backend_calls_total{"+labels+fmt.Sprintf(`,status=%q}`, result)]++
			m.add("jairouter_backend_call_duration_seconds", labels, took)
		}
	}
}

func (m *metrics) add(name, labels string, took time.Duration) {
	m.count[name+"_count{"+labels+"}"]++
	m.sum[name+"_sum{"+labels+"}"] += took.Seconds()
	m.max[name+"_max{"+labels+"}"] = max(m.max[name+"_max{"+labels+"}"], took.Seconds())
}

func (m *metrics) serve(w http.ResponseWriter, _ *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var lines []string
	for name, value := range m.count {
		lines = append(lines, fmt.Sprintf("%s %d", name, value))
	}
	for _, floats := range []map[string]float64{m.sum, m.max} {
		for name, value := range floats {
			lines = append(lines, fmt.Sprintf("%s %g", name, value))
		}
	}
	for service, servers := range m.router.services {
		for _, server := range servers {
			lines = append(lines, fmt.Sprintf(`jairouter_backend_health{adapter=%q,instance=%q} 1`, service, server.Name))
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	now, cpu := time.Now(), processorTime()
	usage := float64(cpu-m.cpu) / float64(max(now.Sub(m.asked), time.Millisecond)) / float64(runtime.NumCPU())
	m.cpu, m.asked = cpu, now
	lines = append(lines,
		fmt.Sprintf(`jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} %d`, memory.HeapInuse),
		fmt.Sprintf(`jvm_memory_max_bytes{area="heap",id="G1 Eden Space"} %d`, memory.HeapSys),
		fmt.Sprintf(`jvm_gc_pause_seconds_sum{action="end of minor GC",cause="G1 Evacuation Pause"} %g`, float64(memory.PauseTotalNs)/1e9),
		fmt.Sprintf("process_cpu_usage{} %g", usage),
	)
	for index, line := range lines {
		lines[index] = strings.Replace(strings.Replace(line, "{", "{"+common+",", 1), ",}", "}", 1)
	}
	sort.Strings(lines)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	fmt.Fprintln(w, strings.Join(lines, "\n"))
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
