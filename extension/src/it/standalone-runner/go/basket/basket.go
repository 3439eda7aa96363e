// Package basket remembers what was put into baskets.
package basket

type item struct{ name string }

var items = map[int]*item{}

// Put puts an item into a basket, and returns what takes it out again.
func Put(basket int, name string) func() {
	items[basket] = &item{name} // leak: here
	return func() { delete(items, basket) }
}
