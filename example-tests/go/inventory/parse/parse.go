// Package parse reads suppliers' stock lists.
package parse

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Item is a line of a stock list.
type Item struct {
	SKU        string            `json:"sku"`
	Count      int               `json:"count"`
	Attributes map[string]string `json:"attributes"`
}

// Total adds up the counts of a stock list. It allocates an object for every
// value of the document, and keeps none of them.
func Total(document []byte) (int, error) {
	var items []Item
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&items); err != nil {
		return 0, fmt.Errorf("stock list: %w", err)
	}
	total := 0
	for _, item := range items {
		total += item.Count
	}
	return total, nil
}
