// Package exits has scenarios that end the process themselves.
package exits

import (
	"os"
	"testing"
)

// BenchmarkExitsZero looks like success to those who go by the exit status.
func BenchmarkExitsZero(b *testing.B) {
	os.Exit(0)
}

func BenchmarkExitsThree(b *testing.B) {
	os.Exit(3)
}

func TestExitsThree(t *testing.T) {
	os.Exit(3)
}
