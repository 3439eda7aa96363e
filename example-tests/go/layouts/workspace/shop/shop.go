// Package shop builds inside its workspace only: go.work says where
// example.com/library is.
package shop

import "example.com/library"

// Leak keeps an object per call, in another module of the workspace.
func Leak(n int) {
	library.Leak(n) // leak: here
}

// Double keeps nothing.
func Double(n int) int {
	return library.Double(n)
}
