// Package pool re-uses what is dear to make: buffers and workers.
package pool

import (
	"bytes"
	"fmt"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Label writes a shelf label in a buffer from the pool, and tells its length.
func Label(sku string, count int) int {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	fmt.Fprintf(buffer, "%s (%d on the shelf)", sku, count)
	return buffer.Len()
}

// Workers run jobs, no more than a fixed number at a time.
type Workers struct {
	jobs chan func()
}

// NewWorkers starts the workers; they live as long as the process.
func NewWorkers(n int) *Workers {
	w := &Workers{jobs: make(chan func(), n)}
	for i := 0; i < n; i++ {
		go w.run()
	}
	return w
}

func (w *Workers) run() {
	for job := range w.jobs {
		job()
	}
}

// Do runs a job on a worker and waits for its end.
func (w *Workers) Do(job func()) {
	done := make(chan struct{})
	w.jobs <- func() {
		defer close(done)
		job()
	}
	<-done
}
