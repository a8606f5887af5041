package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
	"time"
)

type wgetOptions struct {
	output  string
	timeout time.Duration
	spider  bool
	headers http.Header
	body    *string
	url     string
}

// wget is the wget of BusyBox: it follows redirections, and ends with 1 and the status of an error unless the answer is a good one.
// Debian builds it without -T, and then it crashes at it.
func wget(args []string) int {
	options, err := wgetArguments(args)
	if err == nil {
		err = download(options)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "wget: %v\n", err)
		return 1
	}
	return 0
}

// wgetArguments reads flags, of which those of one letter may be written together, such as -qO-.
func wgetArguments(args []string) (wgetOptions, error) {
	options := wgetOptions{timeout: 900 * time.Second, headers: http.Header{}}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		value := func(rest string) string {
			if rest == "" && i+1 < len(args) {
				i++
				return args[i]
			}
			return rest
		}
		name, given, _ := strings.Cut(arg, "=")
		switch {
		case name == "--spider":
			options.spider = true
		case name == "--header":
			key, text, _ := strings.Cut(value(given), ":")
			options.headers.Add(key, strings.TrimSpace(text))
		case name == "--post-data":
			body := value(given)
			options.body = &body
		case len(arg) > 1 && arg[0] == '-' && arg[1] != '-':
			for letters := arg[1:]; letters != ""; {
				letter, rest := letters[0], letters[1:]
				letters = rest
				switch letter {
				case 'q', 'c', 'S':
				case 'O':
					options.output, letters = value(rest), ""
				case 'T':
					seconds, err := strconv.Atoi(value(rest))
					if err != nil {
						return options, err
					}
					options.timeout, letters = time.Duration(seconds)*time.Second, ""
				default:
					return options, fmt.Errorf("unrecognized option: %c", letter)
				}
			}
		case strings.HasPrefix(arg, "-"):
			return options, fmt.Errorf("unrecognized option: %s", arg)
		default:
			options.url = arg
		}
	}
	if options.url == "" {
		return options, errors.New("no URL")
	}
	if !strings.Contains(options.url, "://") {
		options.url = "http://" + options.url
	}
	return options, nil
}

func download(options wgetOptions) error {
	method, body := http.MethodGet, io.Reader(nil)
	if options.spider {
		method = http.MethodHead
	}
	if options.body != nil {
		method, body = http.MethodPost, strings.NewReader(*options.body)
	}
	request, err := http.NewRequest(method, options.url, body)
	if err != nil {
		return fmt.Errorf("bad address '%s'", options.url)
	}
	request.Header = options.headers
	request.Header.Set("User-Agent", "Wget")
	client := &http.Client{Timeout: options.timeout}
	response, err := client.Do(request)
	if err != nil {
		return inItsWords(err, request.URL.Hostname())
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return fmt.Errorf("server returned error: HTTP/1.1 %s", response.Status)
	}
	if options.spider {
		return nil
	}
	target, err := destination(options)
	if err != nil {
		return err
	}
	defer target.Close()
	if _, err := io.Copy(target, response.Body); err != nil {
		return inItsWords(err, request.URL.Hostname())
	}
	return nil
}

func destination(options wgetOptions) (io.WriteCloser, error) {
	switch options.output {
	case "-":
		return os.Stdout, nil
	case "":
		name := path.Base(options.url)
		if strings.HasSuffix(options.url, "/") {
			name = "index.html"
		}
		return os.Create(name)
	}
	return os.Create(options.output)
}

func inItsWords(err error, host string) error {
	var unresolved *net.DNSError
	var network net.Error
	var number syscall.Errno
	switch {
	case errors.As(err, &unresolved) && !unresolved.IsTimeout:
		return fmt.Errorf("bad address '%s'", host)
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout():
		return errors.New("download timed out")
	case errors.As(err, &number):
		text := number.Error()
		return fmt.Errorf("can't connect to remote host (%s): %s", host, strings.ToUpper(text[:1])+text[1:])
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("error getting response")
	}
	return err
}
