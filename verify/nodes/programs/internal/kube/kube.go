// Package kube is a client of the Kubernetes API that finds its way by a kubeconfig, as kubectl does.
package kube

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"nodes.test/programs/internal/yaml"
)

// Client calls one API server.
type Client struct {
	server    string
	token     string
	tokenFile string
	http      *http.Client
}

// Load reads a kubeconfig with one cluster and one user.
func Load(file string) (*Client, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	config, err := yaml.Parse(string(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	cluster := func(key string) string { return yaml.Text(config, "", "clusters", "0", "cluster", key) }
	user := func(key string) string { return yaml.Text(config, "", "users", "0", "user", key) }
	authority, err := either(cluster("certificate-authority-data"), cluster("certificate-authority"))
	if err != nil {
		return nil, err
	}
	settings := &tls.Config{InsecureSkipVerify: cluster("insecure-skip-tls-verify") == "true"}
	if len(authority) > 0 {
		settings.RootCAs = x509.NewCertPool()
		settings.RootCAs.AppendCertsFromPEM(authority)
	}
	certificate, err := either(user("client-certificate-data"), user("client-certificate"))
	if err != nil {
		return nil, err
	}
	key, err := either(user("client-key-data"), user("client-key"))
	if err != nil {
		return nil, err
	}
	if len(certificate) > 0 {
		pair, err := tls.X509KeyPair(certificate, key)
		if err != nil {
			return nil, err
		}
		settings.Certificates = []tls.Certificate{pair}
	}
	return &Client{
		server: strings.TrimSuffix(cluster("server"), "/"), token: user("token"), tokenFile: user("tokenFile"),
		http: &http.Client{Transport: &http.Transport{TLSClientConfig: settings}},
	}, nil
}

func either(data, file string) ([]byte, error) {
	if data != "" {
		return base64.StdEncoding.DecodeString(data)
	}
	if file != "" {
		return os.ReadFile(file)
	}
	return nil, nil
}

// Status is an answer that is none of success.
type Status struct {
	Code    int
	Message string
}

func (s Status) Error() string { return fmt.Sprintf("%d: %s", s.Code, s.Message) }

// Do calls the API and reads its answer into result, which may be nil. The token is read each time, as it changes.
func (c *Client) Do(ctx context.Context, method, path string, body, result any) error {
	answer, err := c.Open(ctx, method, path, body)
	if err != nil {
		return err
	}
	defer answer.Close()
	if result == nil {
		_, err = io.Copy(io.Discard, answer)
		return err
	}
	return json.NewDecoder(answer).Decode(result)
}

// Open calls the API and gives its answer to read, such as a watch, which ends with the context.
func (c *Client) Open(ctx context.Context, method, path string, body any) (io.ReadCloser, error) {
	var content bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&content).Encode(body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, c.server+path, &content)
	if err != nil {
		return nil, err
	}
	token := c.token
	if c.tokenFile != "" {
		read, err := os.ReadFile(c.tokenFile)
		if err != nil {
			return nil, err
		}
		token = strings.TrimSpace(string(read))
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	request.Header.Set("Content-Type", "application/json")
	if method == http.MethodPatch {
		request.Header.Set("Content-Type", "application/merge-patch+json")
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode < 300 {
		return response.Body, nil
	}
	defer response.Body.Close()
	var status struct{ Message string }
	text, _ := io.ReadAll(response.Body)
	if json.Unmarshal(text, &status) != nil || status.Message == "" {
		status.Message = string(text)
	}
	return nil, Status{response.StatusCode, status.Message}
}
