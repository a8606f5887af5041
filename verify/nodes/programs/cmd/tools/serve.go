package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// serve listens on ports, such as 80, tcp/80, udp/53 and udp/192.0.2.1:53. It answers HTTP with the name of the pod, the port and who asked, and packets of
// UDP with what they have in them. With --free it leaves out ports at which somebody listens.
func serve(args []string) int {
	host, _ := os.Hostname()
	free := false
	for _, arg := range args {
		if arg == "--free" {
			free = true
			continue
		}
		protocol, port, isNamed := strings.Cut(arg, "/")
		if !isNamed {
			protocol, port = "tcp", arg
		}
		err := listen(protocol, host, port)
		if err != nil && !(free && strings.Contains(err.Error(), syscall.EADDRINUSE.Error())) {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return wait(nil)
}

func listen(protocol, host, port string) error {
	address := port
	if !strings.Contains(port, ":") {
		address = ":" + port
	}
	if protocol == "udp" {
		socket, err := net.ListenPacket("udp", address)
		if err == nil {
			go echo(socket)
		}
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err == nil {
		go func() {
			_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				fmt.Fprintln(w, host, port, r.RemoteAddr)
			}))
		}()
	}
	return err
}

func echo(socket net.PacketConn) {
	packet := make([]byte, 1500)
	for {
		size, from, err := socket.ReadFrom(packet)
		if err != nil {
			return
		}
		_, _ = socket.WriteTo(packet[:size], from)
	}
}

// wait is for pods that a test runs commands in.
func wait([]string) int {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	<-signals
	return 0
}
