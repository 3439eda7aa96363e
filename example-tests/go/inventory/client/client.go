// Package client asks the stock service how much there is.
package client

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: 8}, // leak: here
	}
}

// StockLeaking asks for a SKU's stock.
//
// It leaks a connection per call, with its goroutines at both ends: every
// client has a pool of its own, where its one connection idles for ever.
func StockLeaking(base, sku string) (int, error) {
	return stock(newClient(), base, sku)
}

var (
	once   sync.Once
	shared *http.Client
)

// StockOnceFixed asks for a SKU's stock with a client built once.
func StockOnceFixed(base, sku string) (int, error) {
	once.Do(func() { shared = newClient() })
	return stock(shared, base, sku)
}

var current atomic.Value // of *http.Client

// StockAtomicFixed asks for a SKU's stock with a client built once: where two
// calls build one each, the first to store it wins.
func StockAtomicFixed(base, sku string) (int, error) {
	if current.Load() == nil {
		current.CompareAndSwap(nil, newClient())
	}
	return stock(current.Load().(*http.Client), base, sku)
}

func stock(client *http.Client, base, sku string) (int, error) {
	response, err := client.Get(base + "/stock/" + sku)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("stock of %s: %s", sku, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(body)))
}
