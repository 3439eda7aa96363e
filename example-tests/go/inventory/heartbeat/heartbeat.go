// Package heartbeat reports every minute that a shelf is still watched.
package heartbeat

import "time"

const period = time.Minute

// StartLeaking starts a heartbeat.
//
// It leaks a goroutine and a ticker per call: a ticker's channel is never
// closed, so the loop has no end, and there is no way to stop either.
func StartLeaking(beat func()) {
	ticker := time.NewTicker(period) // leak: here

	go func() { // leak: started here
		for range ticker.C { // leak: here
			beat()
		}
	}()
}

// StartFixed starts a heartbeat that ends with the returned function.
func StartFixed(beat func()) (stop func()) {
	ticker := time.NewTicker(period)
	end := make(chan struct{})
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				beat()
			case <-end:
				return
			}
		}
	}()
	return func() { close(end) }
}
