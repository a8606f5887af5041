// Command ghostunnel stands for Ghostunnel 1.11.3 as a client without a certificate: it listens in clear and connects with TLS.
package main

import (
	"crypto/tls"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"nodes.test/programs/internal/standin"
)

func main() {
	if len(os.Args) < 2 || os.Args[1] != "client" {
		standin.Fail(1, "this stand-in is a client only")
	}
	flags := flag.NewFlagSet("ghostunnel", flag.ExitOnError)
	listen := flags.String("listen", "", "")
	target := flags.String("target", "", "")
	status := flags.String("status", "", "")
	flags.Bool("disable-authentication", false, "")
	_ = flags.Parse(os.Args[2:])

	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		standin.Fail(1, "%v", err)
	}
	standin.OnTerm(func() { os.Exit(0) })
	go serveStatus(strings.TrimPrefix(*status, "http://"), *target)
	standin.Say("listening on %s, target %s", *listen, *target)
	for {
		plain, err := listener.Accept()
		if err != nil {
			standin.Fail(1, "%v", err)
		}
		go tunnel(plain, *target)
	}
}

// dial connects, with the public authorities or those of SSL_CERT_FILE.
func dial(target string) (net.Conn, error) {
	return tls.DialWithDialer(&net.Dialer{Timeout: 10 * time.Second}, "tcp", target, nil)
}

func tunnel(plain net.Conn, target string) {
	defer plain.Close()
	secure, err := dial(target)
	if err != nil {
		standin.Say("%v", err)
		return
	}
	defer secure.Close()
	done := make(chan struct{}, 2)
	for _, way := range [][2]net.Conn{{plain, secure}, {secure, plain}} {
		go func() {
			_, _ = io.Copy(way[0], way[1])
			done <- struct{}{}
		}()
	}
	<-done
}

// serveStatus says at /_status whether a connection to the target can be made, and at /_metrics/json that the program lives.
func serveStatus(address, target string) {
	mux := http.NewServeMux()
	mux.HandleFunc("/_metrics/json", func(w http.ResponseWriter, _ *http.Request) { standin.Answer(w, http.StatusOK, []string{}) })
	mux.HandleFunc("/_status", func(w http.ResponseWriter, _ *http.Request) {
		secure, err := dial(target)
		if err != nil {
			standin.Answer(w, http.StatusServiceUnavailable, map[string]any{"ok": false, "message": err.Error()})
			return
		}
		secure.Close()
		standin.Answer(w, http.StatusOK, map[string]any{"ok": true})
	})
	standin.Fail(1, "%v", http.ListenAndServe(address, mux))
}
