// Command mysqld_exporter calls the exporter of Debian, version 0.14, in the words of version 0.15: what --mysqld.address,
// --mysqld.username and MYSQLD_EXPORTER_PASSWORD say there is one variable before.
package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"

	"nodes.test/programs/internal/standin"
)

const exporter = "/usr/bin/prometheus-mysqld-exporter"

func main() {
	address, user := "localhost:3306", ""
	rest := []string{exporter}
	for _, arg := range os.Args[1:] {
		switch name, value, _ := strings.Cut(arg, "="); name {
		case "--mysqld.address":
			address = value
		case "--mysqld.username":
			user = value
		default:
			rest = append(rest, arg)
		}
	}
	if user == "" {
		standin.Fail(1, "failed to validate config: no user specified in section or parent")
	}
	source := fmt.Sprintf("DATA_SOURCE_NAME=%s:%s@(%s)/", user, os.Getenv("MYSQLD_EXPORTER_PASSWORD"), address)
	standin.Fail(1, "%v", syscall.Exec(exporter, rest, append(os.Environ(), source)))
}
