package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"nodes.test/programs/internal/kube"
	"nodes.test/programs/internal/standin"
)

type object struct {
	APIVersion string            `json:"apiVersion,omitempty"`
	Kind       string            `json:"kind,omitempty"`
	Metadata   metadata          `json:"metadata"`
	Type       string            `json:"type,omitempty"`
	Data       map[string]string `json:"data,omitempty"`
	StringData map[string]string `json:"stringData,omitempty"`
}

type metadata struct {
	Name      string            `json:"name,omitempty"`
	Namespace string            `json:"namespace,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"`
}

type call struct {
	Name            string `json:"name"`
	TargetNamespace string `json:"targetNamespace"`
	// Seconds is how long the pods of the chart take to be ready; the stand-in's own.
	Seconds int `json:"seconds"`
}

func (c call) namespace() string {
	if c.TargetNamespace == "" {
		return "default"
	}
	return c.TargetNamespace
}

func (c call) secret(revision int) string {
	return fmt.Sprintf("sh.helm.release.v1.%s.v%d", c.Name, revision)
}

// cluster is asked for anew each time, as Helm does.
func cluster() (*kube.Client, error) {
	home, _ := os.UserHomeDir()
	return kube.Load(standin.Env("KUBECONFIG", filepath.Join(home, ".kube/config")))
}

// deploy installs a chart. The answer comes before the chart is there.
func deploy(w http.ResponseWriter, r *http.Request) {
	var body call
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.Name == "" {
		standin.Answer(w, http.StatusBadRequest, map[string]string{"message": "name is required"})
		return
	}
	api, err := cluster()
	if err == nil {
		err = download(body.Name)
	}
	revision := 0
	if err == nil {
		revision, err = begin(r.Context(), api, body)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	go finish(api, body, revision)
	standin.Answer(w, http.StatusOK, map[string]any{"name": body.Name, "status": pending(revision), "revision": revision})
}

// download keeps the chart where Helm keeps it, below HOME.
func download(name string) error {
	home, err := os.UserHomeDir()
	if err != nil {
		return err
	}
	folder := filepath.Join(standin.Env("HELM_CACHE_HOME", filepath.Join(home, ".cache/helm")), "repository")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name+".tgz"), nil, 0o644)
}

func pending(revision int) string {
	if revision == 1 {
		return "pending-install"
	}
	return "pending-upgrade"
}

// begin writes the next revision of the release as pending, unless one is. Helm makes the namespace first, and does not care when it is
// there; nor here when it may not.
func begin(ctx context.Context, api *kube.Client, body call) (int, error) {
	namespace := object{APIVersion: "v1", Kind: "Namespace", Metadata: metadata{Name: body.namespace()}}
	err := api.Do(ctx, http.MethodPost, "/api/v1/namespaces", namespace, nil)
	if code := codeOf(err); err != nil && code != http.StatusConflict && code != http.StatusForbidden {
		return 0, err
	}
	before, err := releases(ctx, api, body.namespace(), "owner%3Dhelm,name%3D"+body.Name)
	if err != nil {
		return 0, err
	}
	for _, one := range before {
		if strings.HasPrefix(one.Status, "pending") {
			return 0, errors.New("another operation (install/upgrade/rollback) is in progress")
		}
	}
	revision := len(before) + 1
	return revision, api.Do(ctx, http.MethodPost, "/api/v1/namespaces/"+body.namespace()+"/secrets", object{
		APIVersion: "v1", Kind: "Secret", Type: "helm.sh/release.v1",
		Metadata: metadata{Name: body.secret(revision), Labels: map[string]string{
			"owner": "helm", "name": body.Name, "status": pending(revision), "version": strconv.Itoa(revision),
		}},
		StringData: map[string]string{"release": "{}"},
	}, nil)
}

// finish makes the object of the chart, watches the pods as long as it takes, and writes the release as deployed.
func finish(api *kube.Client, body call, revision int) {
	ctx := context.Background()
	below := "/api/v1/namespaces/" + body.namespace()
	chart := object{APIVersion: "v1", Kind: "ConfigMap", Metadata: metadata{Name: body.Name}, Data: map[string]string{"revision": strconv.Itoa(revision)}}
	err := api.Do(ctx, http.MethodPost, below+"/configmaps", chart, nil)
	if codeOf(err) == http.StatusConflict {
		err = api.Do(ctx, http.MethodPatch, below+"/configmaps/"+body.Name, chart, nil)
	}
	if err == nil && body.Seconds > 0 {
		err = watch(api, below+"/pods?watch=true", time.Duration(body.Seconds)*time.Second)
	}
	state := "deployed"
	if err != nil {
		standin.Say("%s failed: %v", body.Name, err)
		state = "failed"
	}
	labels := object{Metadata: metadata{Labels: map[string]string{"status": state}}}
	if err := api.Do(ctx, http.MethodPatch, below+"/secrets/"+body.secret(revision), labels, nil); err != nil {
		standin.Say("%s: %v", body.Name, err)
		return
	}
	standin.Say("%s is %s", body.Name, state)
}

// watch holds a connection to the API server, as Helm does while it waits for pods.
func watch(api *kube.Client, path string, long time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), long)
	defer cancel()
	events, err := api.Open(ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	defer events.Close()
	_, _ = io.Copy(io.Discard, events)
	<-ctx.Done()
	return nil
}

type release struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	Status    string `json:"status"`
	Revision  int    `json:"revision"`
}

// list says what Helm has in a namespace, by default in `default`.
func list(w http.ResponseWriter, r *http.Request) {
	found, err := asked(r, "owner%3Dhelm")
	if err != nil {
		refuse(w, err)
		return
	}
	standin.Answer(w, http.StatusOK, map[string]any{"items": found, "total": len(found)})
}

// status is that of the last revision.
func status(w http.ResponseWriter, r *http.Request) {
	found, err := asked(r, "owner%3Dhelm,name%3D"+r.PathValue("name"))
	switch {
	case err != nil:
		refuse(w, err)
	case len(found) == 0:
		standin.Answer(w, http.StatusNotFound, map[string]string{"message": "release: not found"})
	default:
		standin.Answer(w, http.StatusOK, found[len(found)-1])
	}
}

func asked(r *http.Request, selector string) ([]release, error) {
	api, err := cluster()
	if err != nil {
		return nil, err
	}
	namespace := call{TargetNamespace: r.URL.Query().Get("targetNamespace")}.namespace()
	return releases(r.Context(), api, namespace, selector)
}

// releases are those whose Secrets have some labels, the last revision last.
func releases(ctx context.Context, api *kube.Client, namespace, selector string) ([]release, error) {
	var secrets struct{ Items []object }
	path := fmt.Sprintf("/api/v1/namespaces/%s/secrets?labelSelector=%s", namespace, selector)
	if err := api.Do(ctx, http.MethodGet, path, nil, &secrets); err != nil {
		return nil, err
	}
	found := []release{}
	for _, one := range secrets.Items {
		labels := one.Metadata.Labels
		revision, _ := strconv.Atoi(labels["version"])
		found = append(found, release{labels["name"], one.Metadata.Namespace, labels["status"], revision})
	}
	slices.SortFunc(found, func(a, b release) int { return a.Revision - b.Revision })
	return found, nil
}

func codeOf(err error) int {
	var status kube.Status
	if errors.As(err, &status) {
		return status.Code
	}
	return 0
}

func refuse(w http.ResponseWriter, err error) {
	standin.Answer(w, http.StatusInternalServerError, map[string]any{"message": err.Error(), "code": codeOf(err)})
}
