// Command mcp stands for the programs of Kymo-MCP/mcpcan, as its version 1.0.0 behaves: the gateway, authz, market, web and the Job, by
// the name under which it is called. docs/stand-ins.md says where each behaviour is from.
package main

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"nodes.test/programs/internal/mysql"
	"nodes.test/programs/internal/redis"
	"nodes.test/programs/internal/standin"
	"nodes.test/programs/internal/yaml"
)

const folder = "/app/config/"

func main() {
	name := strings.TrimPrefix(filepath.Base(os.Args[0]), "mcp-")
	app := standin.New("mcp-" + name)
	app.Health("/health", func(w http.ResponseWriter, _ *http.Request) {
		standin.Answer(w, http.StatusOK, map[string]string{"status": "ok", "service": name})
	})
	if name == "web" {
		standin.OnTerm(func() { os.Exit(0) })
		app.Handle("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<!doctype html>")) })
		app.Serve(":3000", 0)
	}
	settings := configuration(name)
	database := connect(settings)
	if name != "gateway" {
		tokens(settings)
	}
	if name == "init" {
		standin.Say("the administrator and the tables are there")
		return
	}
	if name == "gateway" {
		app.Handle("/mcp-gateway/", func(w http.ResponseWriter, r *http.Request) { instance(w, r, database) })
	}
	standin.OnTerm(func() {
		if !app.Finish(30 * time.Second) {
			standin.Fail(1, "context deadline exceeded")
		}
		os.Exit(0)
	})
	// Without a port it listens on any.
	app.Serve(":"+yaml.Text(settings, "0", "server", "httpPort"), 0)
}

// configuration is the file of the program; no variable is read.
func configuration(name string) any {
	content, err := os.ReadFile(folder + name + ".yaml")
	if err != nil {
		standin.Fail(1, "panic: failed to read the configuration file: %v", err)
	}
	settings, err := yaml.Parse(string(content))
	if err != nil {
		standin.Fail(1, "panic: %v", err)
	}
	return settings
}

// connect logs in and changes the tables, as each program does at each start. It ends the program if that fails.
func connect(settings any) *mysql.Connection {
	word := func(key string) string { return yaml.Text(settings, "", "database", "mysql", key) }
	address := net.JoinHostPort(word("host"), yaml.Text(settings, "3306", "database", "mysql", "port"))
	database, err := mysql.Connect(address, word("username"), word("password"), word("database"))
	if err != nil {
		standin.Fail(2, "panic: %v", err)
	}
	if err := migrate(database); err != nil {
		standin.Fail(2, "panic: %v", err)
	}
	return database
}

// columns is the time in which the program asks for each column of a table, between looking at an index, dropping it and making it.
const columns = 150 * time.Millisecond

// migrate makes the tables that are missing, and makes three unique indexes anew: two programs at the same time disturb each other.
func migrate(database *mysql.Connection) error {
	for _, one := range []struct{ table, index string }{
		{"mcp_instance", "idx_mcp_instance_name"},
		{"mcp_template", "idx_mcp_template_name"},
		{"mcp_code_package", "idx_code_package_package_id"},
	} {
		tables, err := database.Ask("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '" + one.table + "'")
		if err == nil && len(tables) == 0 {
			_, err = database.Ask("CREATE TABLE " + one.table + " (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(191))")
		}
		if err != nil {
			return err
		}
		time.Sleep(columns)
		indexes, err := database.Ask("SELECT index_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = '" + one.index + "'")
		time.Sleep(columns)
		if err == nil && len(indexes) > 0 {
			_, err = database.Ask("DROP INDEX " + one.index + " ON " + one.table)
		}
		time.Sleep(columns)
		if err == nil {
			_, err = database.Ask("CREATE UNIQUE INDEX " + one.index + " ON " + one.table + " (name)")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tokens connects to Redis, which all but the gateway use.
func tokens(settings any) {
	word := func(key, otherwise string) string { return yaml.Text(settings, otherwise, "database", "redis", key) }
	client := &redis.Client{Address: net.JoinHostPort(word("host", ""), word("port", "6379")), Password: word("password", ""), Database: word("db", "0")}
	if err := client.Alive(); err != nil {
		standin.Fail(2, "panic: %v", err)
	}
}

var (
	one  sync.Mutex
	lost bool
)

// instance looks a server up that is not there. After an outage of the database it gives no answer, for good.
func instance(w http.ResponseWriter, r *http.Request, database *mysql.Connection) {
	one.Lock()
	if !lost {
		_, err := database.Ask("SELECT id FROM mcp_instance LIMIT 1")
		lost = err != nil
	}
	gone := lost
	one.Unlock()
	if gone {
		<-r.Context().Done()
		return
	}
	standin.Answer(w, http.StatusNotFound, map[string]string{"error": "instance not found"})
}
