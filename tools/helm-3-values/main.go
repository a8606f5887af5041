// Reads values files as Helm 3 does: each line of the input is a text as a JSON string, and each line of the output the values
// as JSON, or {"error": …}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
)

type answer struct {
	Values map[string]any `json:"values"`
	Error  string         `json:"error,omitempty"`
}

func main() {
	folder, err := os.MkdirTemp("", "values-")
	check(err)
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "values.yaml")
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	texts, answers := json.NewDecoder(lines), json.NewEncoder(out)
	for texts.More() {
		var text string
		check(texts.Decode(&text))
		check(os.WriteFile(file, []byte(text), 0o600))
		check(answers.Encode(read(file)))
	}
}

func read(file string) (result answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = answer{Error: fmt.Sprint(problem)}
		}
	}()
	options := values.Options{ValueFiles: []string{file}}
	read, err := options.MergeValues(getter.Providers{})
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Values: read}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
