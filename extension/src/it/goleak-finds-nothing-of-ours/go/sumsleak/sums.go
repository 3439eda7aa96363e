// Package sumsleak gives up a sum that nobody waits for any more.
package sumsleak

import "context"

// Sum adds up numbers by a goroutine, unless nobody waits for it.
func Sum(ctx context.Context, numbers ...int) int {
	sums := make(chan int) // of no size: what is sent late blocks for good
	go func() {
		sum := 0
		for _, n := range numbers {
			sum += n
		}
		sums <- sum
	}()
	if ctx.Err() != nil {
		return 0
	}
	return <-sums
}
