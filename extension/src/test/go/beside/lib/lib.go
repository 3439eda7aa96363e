// Package lib is another module of the workspace.
package lib

var kept [][]byte

// Keep keeps bytes.
func Keep(n int) {
	kept = append(kept, make([]byte, n)) // leak: here
}

// Drop keeps nothing.
func Drop(n int) int {
	return len(append([]byte(nil), make([]byte, n)...))
}
