// Package worker moves stock items through a queue, off the caller's path.
package worker

// Item is a line of stock on its way to the ledger.
type Item struct {
	SKU   string
	Count int
}

// StartLeaking starts a worker and returns its queue.
//
// It leaks a goroutine per call: the loop ends only when the queue is closed,
// and no caller is told that closing it is its duty.
func StartLeaking(book func(Item)) chan<- Item {
	queue := make(chan Item)
	go func() { // leak: started here
		for item := range queue { // leak: here
			book(item)
		}
	}()
	return queue
}

// Queue feeds one worker until it is closed.
type Queue struct {
	items chan Item
	ended chan struct{}
}

// StartFixed starts a worker and returns its queue, which must be closed.
func StartFixed(book func(Item)) *Queue {
	q := &Queue{items: make(chan Item), ended: make(chan struct{})}
	go func() {
		defer close(q.ended)
		for item := range q.items {
			book(item)
		}
	}()
	return q
}

// Put hands an item to the worker.
func (q *Queue) Put(item Item) {
	q.items <- item
}

// Close ends the worker and waits until it has.
func (q *Queue) Close() {
	close(q.items)
	<-q.ended
}
