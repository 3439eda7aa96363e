// Package vendored uses a vendored module, in which the leak is.
package vendored

import "example.com/tiny"

// Leak keeps an object per call, in the vendored module.
func Leak(n int) {
	tiny.Leak(n) // leak: here
}

// Double keeps nothing.
func Double(n int) int {
	return tiny.Double(n)
}
