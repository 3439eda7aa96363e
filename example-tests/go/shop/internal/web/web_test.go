package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

const work = 30 * time.Millisecond

const basket = `{"lines":[{"product":1,"count":20},{"product":7,"count":1}]}`

func TestAnswers(t *testing.T) {
	shop := New(work)
	for _, test := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "/healthz", "", 200, `{"status":"up"}`},
		{"GET", "/products/1", "", 200, `{"id":1,"name":"hexagon bolt no. 1","cents":5}`},
		{"GET", "/products/0", "", 404, `{"error":"no such product"}`},
		{"GET", "/products/x", "", 400, `{"error":"bad request"}`},
		{"GET", "/products/", "", 400, `{"error":"bad request"}`},
		{"POST", "/products/1", "", 405, `{"error":"use GET"}`},
		{"GET", "/prices/4", "", 200, `{"product":4,"cents":30}`},
		{"GET", "/prices/1001", "", 404, `{"error":"no such product"}`},
		{"GET", "/prices/1/2", "", 400, `{"error":"bad request"}`},
		{"GET", "/nowhere", "", 404, "404 page not found"},
	} {
		status, body := call(shop, test.method, test.path, test.body)
		if status != test.status || body != test.want {
			t.Errorf("%s %s: %d %s, want %d %s", test.method, test.path, status, body, test.status, test.want)
		}
	}
}

func TestTwinsAnswerAlike(t *testing.T) {
	shop := New(work)
	id := regexp.MustCompile(`"id":\d+`)
	for _, test := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"POST", "/quotes", basket, 200, `{"cents":174}`},
		{"POST", "/quotes?wait=10s", basket, 200, `{"cents":174}`},
		{"POST", "/quotes?wait=1ms", basket, 504, `{"error":"context deadline exceeded"}`},
		{"POST", "/quotes?wait=-1ms", basket, 400, `{"error":"bad request"}`},
		{"POST", "/quotes?wait=soon", basket, 400, `{"error":"bad request"}`},
		{"POST", "/quotes?wait=11s", basket, 400, `{"error":"bad request"}`},
		{"POST", "/quotes", "{}", 400, `{"error":"bad basket: it is empty"}`},
		{"POST", "/quotes", "?", 400, `{"error":"bad request"}`},
		{"GET", "/quotes", "", 405, `{"error":"use POST"}`},
		{
			"POST", "/orders", basket, 201,
			`{"id":0,"items":[{"product":1,"count":20},{"product":7,"count":1}],"cents":147,"paid":true}`,
		},
		{"POST", "/orders", `{"lines":[{"product":1}]}`, 400, `{"error":"bad basket: 0 pieces of product 1"}`},
		{"POST", "/orders", `{"lines":[{"product":0,"count":1}]}`, 404, `{"error":"no such product: 0"}`},
		{"POST", "/orders", basket + basket, 400, `{"error":"bad request"}`},
		{"POST", "/orders", strings.Repeat(" ", largestBody) + basket, 400, `{"error":"bad request"}`},
		{"GET", "/stock?product=7", "", 200, `{"product":7,"pieces":16}`},
		{"GET", "/stock?product=1001", "", 404, `{"error":"no such product"}`},
		{"GET", "/stock", "", 400, `{"error":"bad request"}`},
		{"PUT", "/stock?product=7", "", 405, `{"error":"use GET"}`},
	} {
		for _, version := range []string{"/v1", "/v2"} {
			status, body := call(shop, test.method, version+test.path, test.body)
			body = id.ReplaceAllString(body, `"id":0`)
			if status != test.status || body != test.want {
				t.Errorf("%s %s%s: %d %s, want %d %s",
					test.method, version, test.path, status, body, test.status, test.want)
			}
		}
	}
}

// A client that hangs up ends its request, however long the quote would take.
func TestQuoteEndsWithItsClient(t *testing.T) {
	shop := New(time.Hour)
	for _, version := range []string{"/v1", "/v2"} {
		started, statuses := make(chan struct{}), make(chan int, 1)
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			close(started)
			recorder := httptest.NewRecorder() // the client does not see the answer any more
			shop.ServeHTTP(recorder, r)
			statuses <- recorder.Code
		}))
		ctx, hangUp := context.WithCancel(context.Background())
		go func() {
			<-started
			hangUp()
		}()
		request, err := http.NewRequestWithContext(ctx, "POST", server.URL+version+"/quotes", strings.NewReader(basket))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := server.Client().Do(request); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", version, err)
		}
		select {
		case status := <-statuses:
			if status != http.StatusGatewayTimeout {
				t.Errorf("%s: status %d", version, status)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: the request goes on", version)
		}
		server.Close()
	}
}

func call(handler http.Handler, method, path, body string) (int, string) {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(method, path, strings.NewReader(body)))
	answer, _ := io.ReadAll(recorder.Body)
	return recorder.Code, strings.TrimSpace(string(answer))
}
