// Package orders has a worker for each order.
package orders

// Place starts a worker, and returns what ends it.
func Place() func() {
	done := make(chan bool)
	go func() {
		<-done // leak: here
	}()
	return func() { close(done) }
}
