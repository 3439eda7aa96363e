// Package web serves the pages of the shop.
package web

import (
	"compress/gzip"
	"encoding/json"
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"sync"
	texttemplate "text/template"
	"time"
)

// Item is what a page shows of a product.
type Item struct {
	SKU   string `json:"sku"`
	Name  string `json:"name"`
	Price string `json:"price"`
	Stock int    `json:"stock"`
}

// Handler serves a request whose path had the parameters.
type Handler func(w http.ResponseWriter, r *http.Request, parameters map[string]string)

// Router finds the handler for a path, segment by segment.
type Router struct {
	root node
}

type node struct {
	children  map[string]*node
	parameter *node
	name      string
	handler   Handler
}

// Handle adds a handler; a segment such as ":sku" is a parameter.
func (r *Router) Handle(pattern string, handler Handler) {
	n := &r.root
	for _, segment := range strings.Split(strings.Trim(pattern, "/"), "/") {
		if strings.HasPrefix(segment, ":") {
			if n.parameter == nil {
				n.parameter = &node{name: segment[1:]}
			}
			n = n.parameter
			continue
		}
		if n.children == nil {
			n.children = make(map[string]*node)
		}
		if n.children[segment] == nil {
			n.children[segment] = new(node)
		}
		n = n.children[segment]
	}
	n.handler = handler
}

// Find gives the handler for a path, and the parameters in it.
func (r *Router) Find(path string) (Handler, map[string]string) {
	var parameters map[string]string
	n, rest := &r.root, strings.Trim(path, "/")
	for rest != "" {
		var segment string
		segment, rest, _ = strings.Cut(rest, "/")
		if child, ok := n.children[segment]; ok {
			n = child
			continue
		}
		if n = n.parameter; n == nil {
			return nil, nil
		}
		if parameters == nil {
			parameters = make(map[string]string)
		}
		parameters[n.name] = segment
	}
	return n.handler, parameters
}

// ServeHTTP serves a request with the handler for its path.
func (r *Router) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	handler, parameters := r.Find(request.URL.Path)
	if handler == nil {
		http.NotFound(w, request)
		return
	}
	handler(w, request, parameters)
}

// Product serves items by their SKU, as JSON.
func Product(items map[string]Item) Handler {
	return func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		item, ok := items[parameters["sku"]]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(item)
	}
}

var listPage = template.Must(template.New("list").Parse(`<!DOCTYPE html>
<title>{{.Title}}</title>
<ul>
{{range .Items}}<li><a href="/products/{{.SKU}}">{{.Name}}</a> {{.Price}}{{if not .Stock}} (sold out){{end}}
{{end}}</ul>
`))

// ListPage makes the page of a list of items.
func ListPage(title string, items []Item) (string, error) {
	var page strings.Builder
	err := listPage.Execute(&page, struct {
		Title string
		Items []Item
	}{title, items})
	return page.String(), err
}

var mail = texttemplate.Must(texttemplate.New("mail").Parse(`Dear {{.Name}},

on {{.At.Format "2 January 2006"}} you ordered:
{{range .Items}}
  {{printf "%-24s %12s" .Name .Price}}{{end}}

Your shop
`))

// Mail makes the text that confirms an order.
func Mail(name string, at time.Time, items []Item) (string, error) {
	var text strings.Builder
	err := mail.Execute(&text, struct {
		Name  string
		At    time.Time
		Items []Item
	}{name, at, items})
	return text.String(), err
}

var skuPattern = regexp.MustCompile(`\b(bolt|nut|washer)-m(\d+)\b`)

// Linkify makes links of the SKUs in a text.
func Linkify(text string) string {
	return skuPattern.ReplaceAllString(text, `<a href="/$1/$2">$0</a>`)
}

var writers = sync.Pool{New: func() interface{} { return gzip.NewWriter(nil) }}

type zippedWriter struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (w zippedWriter) Write(p []byte) (int, error) {
	return w.zip.Write(p)
}

// Zipped serves what another handler serves, compressed for those who can
// read that.
func Zipped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		zip := writers.Get().(*gzip.Writer)
		defer writers.Put(zip)
		zip.Reset(w)
		w.Header().Set("Content-Encoding", "gzip")
		next.ServeHTTP(zippedWriter{w, zip}, r)
		zip.Close()
	})
}
