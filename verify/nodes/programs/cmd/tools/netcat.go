package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"time"
)

// netcat is the nc of BusyBox: what comes in goes out, until the other side ends it. -w is for the connection and for silence.
func netcat(args []string) int {
	scans := false
	patience := time.Duration(0)
	var rest []string
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "-z":
			scans = true
		case arg == "-w" && i+1 < len(args):
			i++
			seconds, err := strconv.Atoi(args[i])
			if err != nil {
				return usage()
			}
			patience = time.Duration(seconds) * time.Second
		case len(arg) > 1 && arg[0] == '-':
			return usage()
		default:
			rest = append(rest, arg)
		}
	}
	if len(rest) != 2 {
		return usage()
	}
	connection, err := net.DialTimeout("tcp", net.JoinHostPort(rest[0], rest[1]), patience)
	if err != nil {
		fmt.Fprintf(os.Stderr, "nc: %v\n", err)
		return 1
	}
	defer connection.Close()
	if scans {
		return 0
	}
	go func() {
		_, _ = io.Copy(connection, os.Stdin)
		_ = connection.(*net.TCPConn).CloseWrite()
	}()
	piece := make([]byte, 32<<10)
	for {
		if patience > 0 {
			_ = connection.SetReadDeadline(time.Now().Add(patience))
		}
		count, err := connection.Read(piece)
		if _, failed := os.Stdout.Write(piece[:count]); failed != nil {
			return 1
		}
		if err == io.EOF {
			return 0
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "nc: %v\n", err)
			return 1
		}
	}
}

func usage() int {
	fmt.Fprintln(os.Stderr, "nc: usage: nc [-z] [-w SECONDS] HOST PORT")
	return 1
}
