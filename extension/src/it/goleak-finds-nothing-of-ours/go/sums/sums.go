// Package sums adds up numbers in goroutines.
package sums

// Sum adds up numbers by a goroutine each.
func Sum(numbers ...int) int {
	parts := make(chan int, len(numbers))
	for _, n := range numbers {
		go func(n int) { parts <- n }(n)
	}
	sum := 0
	for range numbers {
		sum += <-parts
	}
	return sum
}
