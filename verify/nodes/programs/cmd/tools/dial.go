package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

type dialled struct {
	To     string `json:"to"`
	Result string `json:"result"`
	Detail string `json:"detail,omitempty"`
}

// At most so many connections are tried at once, so that a patient kernel has room for them.
const atOnce = 256

// dial says for one address, or for each of a list, whether a connection can be made. It ends with 0 in any case but a wrong call: what
// is expected is the caller's. With udp/HOST:PORT it sends a packet, a query for a name that a server of names answers, too.
func dial(args []string) int {
	seconds, from := 3.0, ""
	if len(args) > 1 && args[0] == "--from" {
		from, args = args[1], args[2:]
	}
	if len(args) > 0 && !strings.Contains(args[len(args)-1], ":") {
		var err error
		if seconds, err = strconv.ParseFloat(args[len(args)-1], 64); err != nil {
			fmt.Fprintln(os.Stderr, "usage: dial [--from ADDRESS] [[tcp/|udp/]HOST:PORT …] [SECONDS]")
			return 2
		}
		args = args[:len(args)-1]
	}
	patience := time.Duration(seconds * float64(time.Second))
	if len(args) == 1 {
		fmt.Println(try(args[0], from, patience).Result)
		return 0
	}
	if len(args) == 0 {
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			if line := strings.TrimSpace(lines.Text()); line != "" {
				args = append(args, line)
			}
		}
	}
	results := make([]dialled, len(args))
	var all sync.WaitGroup
	room := make(chan struct{}, atOnce)
	for i, address := range args {
		room <- struct{}{}
		all.Go(func() {
			results[i] = try(address, from, patience)
			<-room
		})
	}
	all.Wait()
	for _, result := range results {
		_ = json.NewEncoder(os.Stdout).Encode(result)
	}
	return 0
}

func try(target, from string, patience time.Duration) dialled {
	protocol, address, isNamed := strings.Cut(target, "/")
	if !isNamed {
		protocol, address = "tcp", target
	}
	dialer := net.Dialer{Timeout: patience}
	if ip := net.ParseIP(from); ip != nil && protocol == "udp" {
		dialer.LocalAddr = &net.UDPAddr{IP: ip}
	} else if ip != nil {
		dialer.LocalAddr = &net.TCPAddr{IP: ip}
	}
	connection, err := dialer.Dial(protocol, address)
	if err == nil && protocol == "udp" {
		err = answered(connection, patience)
	}
	if err == nil {
		_ = connection.Close()
		return dialled{To: target, Result: "open"}
	}
	result := "refused"
	var unresolved *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &unresolved):
		result = "unresolved"
	case errors.As(err, &network) && network.Timeout():
		result = "timeout"
	case !errors.Is(err, syscall.ECONNREFUSED):
		// An enforcer may answer with another message of ICMP: no route, or prohibited.
		result = "refused"
	}
	return dialled{target, result, err.Error()}
}

// A query for the address of the root of all names: what a server of names answers, and an echo, too.
var query = []byte{0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1}

// answered says whether there is any answer. A packet is easily lost, so there are three.
func answered(connection net.Conn, patience time.Duration) error {
	var err error
	for range 3 {
		if _, err = connection.Write(query); err != nil {
			continue
		}
		_ = connection.SetReadDeadline(time.Now().Add(patience / 3))
		if _, err = connection.Read(make([]byte, 1500)); err == nil {
			return nil
		}
	}
	return err
}
