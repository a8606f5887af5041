// Package redis is a client of Redis, as far as the stand-ins need it.
package redis

import (
	"bufio"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Client keeps a connection, and connects again when it is lost.
type Client struct {
	Address  string
	Password string
	Database string
	// TLS is nil for a connection in clear.
	TLS *tls.Config

	mu         sync.Mutex
	connection net.Conn
	reader     *bufio.Reader
}

// patience is for a connection and for an answer, so that several probes at once, which wait for each other, end in time.
const patience = 2 * time.Second

// Do sends a command and returns its answer: a string, or the strings of a list, by lines.
func (c *Client) Do(words ...string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.connection == nil {
		if err := c.connect(); err != nil {
			return "", err
		}
	}
	answer, err := c.ask(words...)
	var refused refusal
	if err != nil && !errors.As(err, &refused) {
		c.drop()
		// The server may have ended a connection that was there for long: once more.
		if err := c.connect(); err != nil {
			return "", err
		}
		answer, err = c.ask(words...)
		if err != nil && !errors.As(err, &refused) {
			c.drop()
		}
	}
	return answer, err
}

// Alive says what keeps the server from answering, or nil.
func (c *Client) Alive() error {
	answer, err := c.Do("PING")
	if err == nil && answer != "PONG" {
		return fmt.Errorf("answer to PING: %s", answer)
	}
	return err
}

func (c *Client) drop() {
	if c.connection != nil {
		_ = c.connection.Close()
	}
	c.connection = nil
}

func (c *Client) connect() error {
	connection, err := net.DialTimeout("tcp", c.Address, patience)
	if err != nil {
		return err
	}
	if c.TLS != nil {
		config := c.TLS.Clone()
		config.ServerName, _, _ = net.SplitHostPort(c.Address)
		connection = tls.Client(connection, config)
	}
	c.connection, c.reader = connection, bufio.NewReader(connection)
	if c.Password != "" {
		if _, err := c.ask("AUTH", c.Password); err != nil {
			c.drop()
			return err
		}
	}
	if c.Database != "" && c.Database != "0" {
		if _, err := c.ask("SELECT", c.Database); err != nil {
			c.drop()
			return err
		}
	}
	return nil
}

type refusal string

func (r refusal) Error() string { return string(r) }

func (c *Client) ask(words ...string) (string, error) {
	_ = c.connection.SetDeadline(time.Now().Add(patience))
	var request strings.Builder
	fmt.Fprintf(&request, "*%d\r\n", len(words))
	for _, word := range words {
		fmt.Fprintf(&request, "$%d\r\n%s\r\n", len(word), word)
	}
	if _, err := io.WriteString(c.connection, request.String()); err != nil {
		return "", err
	}
	return c.answer()
}

func (c *Client) answer() (string, error) {
	line, err := c.reader.ReadString('\n')
	if err != nil {
		return "", err
	}
	kind, rest := line[0], strings.TrimRight(line[1:], "\r\n")
	switch kind {
	case '-':
		return "", refusal(rest)
	case '$':
		size, err := strconv.Atoi(rest)
		if err != nil || size < 0 {
			return "", err
		}
		value := make([]byte, size+2)
		_, err = io.ReadFull(c.reader, value)
		return string(value[:size]), err
	case '*':
		count, err := strconv.Atoi(rest)
		var parts []string
		for i := 0; err == nil && i < count; i++ {
			var part string
			part, err = c.answer()
			parts = append(parts, part)
		}
		return strings.Join(parts, "\n"), err
	default:
		return rest, nil
	}
}
