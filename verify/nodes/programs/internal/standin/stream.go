package standin

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Stream sends an event each second for as many as ?seconds= says (one unless it does), and then `event: done`. Each says the pod, and
// whether a connection to the server behind is open, which hooks look for.
//
// upstream connects to the server behind, whose answer stands for itself: there is none where the tests run. A nil has none behind.
func Stream(w http.ResponseWriter, r *http.Request, upstream func() (net.Conn, error)) {
	seconds, err := strconv.Atoi(r.URL.Query().Get("seconds"))
	if err != nil {
		seconds = 1
	}
	behind := false
	if upstream != nil {
		if connection, err := upstream(); err == nil {
			behind = true
			defer connection.Close()
		}
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusOK)
	flush := func() error { return http.NewResponseController(w).Flush() }
	for i := range seconds {
		if _, err := fmt.Fprintf(w, "event: tick\ndata: {\"second\":%d,\"upstream\":%t,\"pod\":%q}\n\n", i, behind, Pod()); err != nil {
			return
		}
		if flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(time.Second):
		}
	}
	fmt.Fprintf(w, "event: done\ndata: {\"pod\":%q}\n\n", Pod())
	_ = flush()
}
