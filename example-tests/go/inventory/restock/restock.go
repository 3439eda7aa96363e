// Package restock watches levels, and asks for more when they are low.
package restock

// low is the level at which more is asked for.
const low = 10

// Watcher runs until it is closed.
type Watcher struct {
	levels chan int
	quit   chan struct{}
	ended  chan struct{}
}

// Start makes a watcher that runs.
func Start(order func(level int)) *Watcher {
	w := &Watcher{levels: make(chan int), quit: make(chan struct{}), ended: make(chan struct{})}
	go w.run(order) // leak: started here
	return w
}

func (w *Watcher) run(order func(level int)) {
	defer close(w.ended)
	for {
		select { // leak: here
		case level := <-w.levels:
			if level < low {
				order(level)
			}
		case <-w.quit:
			return
		}
	}
}

// Close ends the watcher.
func (w *Watcher) Close() {
	close(w.quit)
	<-w.ended
}

// CheckLeaking watches one level.
//
// It leaks a goroutine per call: there is a signal to stop it, and nobody
// gives it.
func CheckLeaking(level int, order func(level int)) {
	w := Start(order)
	w.levels <- level
}

// CheckFixed does the same, and closes the watcher.
func CheckFixed(level int, order func(level int)) {
	w := Start(order)
	defer w.Close()
	w.levels <- level
}
