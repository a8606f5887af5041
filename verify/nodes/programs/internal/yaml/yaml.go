// Package yaml reads the YAML of configuration files, as far as people write them: maps, lists and scalars in block style, empty and
// simple lists and maps in flow style, comments. It knows no anchors, tags and block scalars.
package yaml

import (
	"fmt"
	"strconv"
	"strings"
)

type line struct {
	indent int
	text   string
	number int
}

type parser struct {
	lines []line
	at    int
}

// Parse gives maps as map[string]any, lists as []any, and all scalars as strings.
func Parse(source string) (any, error) {
	p := &parser{}
	for number, raw := range strings.Split(source, "\n") {
		text := strings.TrimRight(withoutComment(raw), " \t\r")
		trimmed := strings.TrimLeft(text, " ")
		if trimmed == "" || trimmed == "---" {
			continue
		}
		p.lines = append(p.lines, line{len(text) - len(trimmed), trimmed, number + 1})
	}
	if len(p.lines) == 0 {
		return map[string]any{}, nil
	}
	value, err := p.block(p.lines[0].indent)
	if err == nil && p.at < len(p.lines) {
		err = fmt.Errorf("line %d: unexpected %q", p.lines[p.at].number, p.lines[p.at].text)
	}
	return value, err
}

// At follows keys and numbers of list items; it gives nil where there is nothing.
func At(value any, path ...string) any {
	for _, step := range path {
		switch found := value.(type) {
		case map[string]any:
			value = found[step]
		case []any:
			index, err := strconv.Atoi(step)
			if err != nil || index >= len(found) {
				return nil
			}
			value = found[index]
		default:
			return nil
		}
	}
	return value
}

// Text is a scalar at a path, or what is there instead.
func Text(value any, otherwise string, path ...string) string {
	if found, isText := At(value, path...).(string); isText && found != "" {
		return found
	}
	return otherwise
}

// List is a list at a path, or none.
func List(value any, path ...string) []any {
	found, _ := At(value, path...).([]any)
	return found
}

func (p *parser) block(indent int) (any, error) {
	if strings.HasPrefix(p.lines[p.at].text+" ", "- ") {
		return p.list(indent)
	}
	return p.mapping(indent)
}

func (p *parser) list(indent int) (any, error) {
	list := []any{}
	for p.at < len(p.lines) && p.lines[p.at].indent == indent && strings.HasPrefix(p.lines[p.at].text+" ", "- ") {
		current := &p.lines[p.at]
		rest := strings.TrimLeft(strings.TrimPrefix(current.text, "-"), " ")
		if rest == "" {
			p.at++
			item, err := p.nested(indent, indent+1)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
			continue
		}
		if _, _, isPair := pair(rest); !isPair {
			p.at++
			list = append(list, scalar(rest))
			continue
		}
		// The item is a map that begins on the line of the dash.
		current.indent += len(current.text) - len(rest)
		current.text = rest
		item, err := p.mapping(current.indent)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, nil
}

func (p *parser) mapping(indent int) (any, error) {
	result := map[string]any{}
	for p.at < len(p.lines) && p.lines[p.at].indent == indent {
		current := p.lines[p.at]
		key, value, isPair := pair(current.text)
		if !isPair {
			return nil, fmt.Errorf("line %d: %q is no key with a value", current.number, current.text)
		}
		p.at++
		if value != "" {
			result[key] = scalar(value)
			continue
		}
		nested, err := p.nested(indent, indent)
		if err != nil {
			return nil, err
		}
		result[key] = nested
	}
	return result, nil
}

// nested reads what stands below a line; a list may stand as far left as its key.
func (p *parser) nested(indent, listFrom int) (any, error) {
	if p.at >= len(p.lines) {
		return "", nil
	}
	next := p.lines[p.at]
	isList := strings.HasPrefix(next.text+" ", "- ")
	if next.indent > indent || (isList && next.indent >= listFrom) {
		return p.block(next.indent)
	}
	return "", nil
}

func pair(text string) (key, value string, isPair bool) {
	if strings.HasPrefix(text, `"`) || strings.HasPrefix(text, "'") {
		end := strings.IndexByte(text[1:], text[0])
		if end < 0 || !strings.HasPrefix(text[end+2:], ":") {
			return "", "", false
		}
		return text[1 : end+1], strings.TrimSpace(text[end+3:]), true
	}
	for i := range len(text) {
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ') {
			return text[:i], strings.TrimSpace(text[i+1:]), true
		}
	}
	return "", "", false
}

func scalar(text string) any {
	switch {
	case strings.HasPrefix(text, `"`):
		if value, err := strconv.Unquote(text); err == nil {
			return value
		}
		return strings.Trim(text, `"`)
	case strings.HasPrefix(text, "'"):
		return strings.ReplaceAll(strings.Trim(text, "'"), "''", "'")
	case strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}"):
		fields := map[string]any{}
		for _, part := range parts(text[1 : len(text)-1]) {
			if key, value, isPair := pair(part); isPair {
				fields[key] = scalar(value)
			}
		}
		return fields
	case strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]"):
		list := []any{}
		for _, part := range parts(text[1 : len(text)-1]) {
			list = append(list, scalar(part))
		}
		return list
	case text == "null" || text == "~":
		return ""
	}
	return text
}

// parts are what commas separate that are neither quoted nor within further brackets.
func parts(text string) []string {
	found := []string{}
	add := func(part string) {
		if part = strings.TrimSpace(part); part != "" {
			found = append(found, part)
		}
	}
	start, depth := 0, 0
	outsideQuotes(text, func(i int) bool {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case ',':
			if depth == 0 {
				add(text[start:i])
				start = i + 1
			}
		}
		return true
	})
	add(text[start:])
	return found
}

// withoutComment cuts a comment, which begins with a # that follows a space and is not quoted.
func withoutComment(text string) string {
	end := len(text)
	outsideQuotes(text, func(i int) bool {
		if text[i] == '#' && (i == 0 || text[i-1] == ' ') {
			end = i
		}
		return end == len(text)
	})
	return text[:end]
}

// outsideQuotes calls see for each place in a text that is not quoted, until it says false.
func outsideQuotes(text string, see func(i int) bool) {
	var quote byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" [{,:", text[i-1]) >= 0):
			quote = c
		case !see(i):
			return
		}
	}
}
