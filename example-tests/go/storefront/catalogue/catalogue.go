// Package catalogue keeps the products of the shop.
package catalogue

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"sort"
	"strconv"
	"sync"
)

// Product is one thing that the shop sells.
type Product struct {
	SKU      string
	Name     string
	Category string
	Cents    int64
	Stock    int
}

// Catalogue finds products by their SKU.
type Catalogue struct {
	mu    sync.RWMutex
	bySKU map[string]Product
}

// New makes a catalogue of the products.
func New(products []Product) *Catalogue {
	c := &Catalogue{bySKU: make(map[string]Product, len(products))}
	for _, product := range products {
		c.bySKU[product.SKU] = product
	}
	return c
}

// Lookup tells which product has the SKU.
func (c *Catalogue) Lookup(sku string) (Product, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	product, ok := c.bySKU[sku]
	return product, ok
}

// SortByPrice gives the products in a new slice, the cheapest first; those of
// the same price by SKU.
func SortByPrice(products []Product) []Product {
	sorted := append([]Product(nil), products...)
	sort.Slice(sorted, func(i, j int) bool {
		if sorted[i].Cents != sorted[j].Cents {
			return sorted[i].Cents < sorted[j].Cents
		}
		return sorted[i].SKU < sorted[j].SKU
	})
	return sorted
}

// ImportCSV reads the products of a supplier: SKU, name, category, cents and
// stock.
func ImportCSV(r io.Reader) ([]Product, error) {
	reader := csv.NewReader(r)
	reader.FieldsPerRecord = 5
	reader.ReuseRecord = true
	var products []Product
	for {
		record, err := reader.Read()
		if err == io.EOF {
			return products, nil
		}
		if err != nil {
			return nil, err
		}
		cents, err := strconv.ParseInt(record[3], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("price of %s: %w", record[0], err)
		}
		stock, err := strconv.Atoi(record[4])
		if err != nil {
			return nil, fmt.Errorf("stock of %s: %w", record[0], err)
		}
		products = append(products, Product{
			SKU: record[0], Name: record[1], Category: record[2], Cents: cents, Stock: stock,
		})
	}
}

// ETag names the state of a page.
func ETag(page []byte) string {
	sum := sha256.Sum256(page)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// Change is one line of a difference: '-' for what went, '+' for what came.
type Change struct {
	Kind byte
	SKU  string
}

// Diff tells how one list of SKUs became another, by their longest common
// subsequence.
func Diff(before, after []string) []Change {
	width := len(after) + 1
	longest := make([]int, (len(before)+1)*width)
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			down, right := longest[(i+1)*width+j], longest[i*width+j+1]
			switch {
			case before[i] == after[j]:
				longest[i*width+j] = longest[(i+1)*width+j+1] + 1
			case down >= right:
				longest[i*width+j] = down
			default:
				longest[i*width+j] = right
			}
		}
	}
	var changes []Change
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			i++
			j++
		case j == len(after) || i < len(before) && longest[(i+1)*width+j] >= longest[i*width+j+1]:
			changes = append(changes, Change{'-', before[i]})
			i++
		default:
			changes = append(changes, Change{'+', after[j]})
			j++
		}
	}
	return changes
}
