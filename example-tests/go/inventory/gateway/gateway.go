// Package gateway checks that suppliers know a SKU.
package gateway

import (
	"io"
	"net/http"
)

// Gateway asks one supplier.
type Gateway struct {
	base   string
	client *http.Client
}

// New makes a gateway with a connection pool of its own.
func New(base string) *Gateway {
	return &Gateway{base: base, client: &http.Client{Transport: &http.Transport{}}}
}

// KnowsLeaking tells whether the supplier knows a SKU.
//
// It leaks a connection per call: only the status is of interest, but a body
// that is neither read nor closed keeps its connection, and the two
// goroutines that serve it, for ever.
func (g *Gateway) KnowsLeaking(sku string) (bool, error) {
	response, err := g.client.Get(g.base + "/items/" + sku) // leak: here
	if err != nil {
		return false, err
	}
	return response.StatusCode == http.StatusOK, nil
}

// KnowsFixed tells whether the supplier knows a SKU.
func (g *Gateway) KnowsFixed(sku string) (bool, error) {
	response, err := g.client.Get(g.base + "/items/" + sku)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	// What is read to its end can be used again for the next request.
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return false, err
	}
	return response.StatusCode == http.StatusOK, nil
}
