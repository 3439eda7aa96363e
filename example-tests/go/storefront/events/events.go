// Package events tells parts of the shop what happens in others.
package events

import (
	"container/heap"
	"encoding/json"
	"sync"
	"sync/atomic"
	"time"
)

// Event is something that happened.
type Event struct {
	Kind  string   `json:"kind"`
	Order uint64   `json:"order"`
	SKUs  []string `json:"skus"`
}

// Bus passes events on to those who subscribed.
type Bus struct {
	mu          sync.RWMutex
	next        int
	subscribers map[string]map[int]func(*Event)
}

// NewBus makes a bus without subscribers.
func NewBus() *Bus {
	return &Bus{subscribers: make(map[string]map[int]func(*Event))}
}

// Subscribe has events of a kind passed on, until what it gives is called.
func (b *Bus) Subscribe(kind string, receive func(*Event)) (unsubscribe func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	id := b.next
	if b.subscribers[kind] == nil {
		b.subscribers[kind] = make(map[int]func(*Event))
	}
	b.subscribers[kind][id] = receive
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subscribers[kind], id)
	}
}

// Publish passes an event on.
func (b *Bus) Publish(event *Event) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, receive := range b.subscribers[event.Kind] {
		receive(event)
	}
}

// Pool does jobs in goroutines of its own.
type Pool struct {
	jobs    chan func()
	workers sync.WaitGroup
}

// NewPool starts the workers.
func NewPool(workers int) *Pool {
	p := &Pool{jobs: make(chan func(), workers)}
	p.workers.Add(workers)
	for ; workers > 0; workers-- {
		go func() {
			defer p.workers.Done()
			for job := range p.jobs {
				job()
			}
		}()
	}
	return p
}

// Do hands a job to a worker.
func (p *Pool) Do(job func()) {
	p.jobs <- job
}

// Stop waits until all jobs are done and the workers are gone.
func (p *Pool) Stop() {
	close(p.jobs)
	p.workers.Wait()
}

// FanOut does tasks at the same time, and gives the first error.
func FanOut(tasks ...func() error) error {
	var (
		wait  sync.WaitGroup
		once  sync.Once
		first error
	)
	wait.Add(len(tasks))
	for _, task := range tasks {
		go func(task func() error) {
			defer wait.Done()
			if err := task(); err != nil {
				once.Do(func() { first = err })
			}
		}(task)
	}
	wait.Wait()
	return first
}

// Queue gives events that are due, the earliest first.
type Queue struct {
	events dueEvents
}

type dueEvent struct {
	due   time.Time
	event *Event
}

type dueEvents []dueEvent

func (q dueEvents) Len() int                { return len(q) }
func (q dueEvents) Less(i, j int) bool      { return q[i].due.Before(q[j].due) }
func (q dueEvents) Swap(i, j int)           { q[i], q[j] = q[j], q[i] }
func (q *dueEvents) Push(added interface{}) { *q = append(*q, added.(dueEvent)) }
func (q *dueEvents) Pop() interface{} {
	last := len(*q) - 1
	popped := (*q)[last]
	(*q)[last] = dueEvent{}
	*q = (*q)[:last]
	return popped
}

// Push adds an event.
func (q *Queue) Push(due time.Time, event *Event) {
	heap.Push(&q.events, dueEvent{due, event})
}

// Pop gives the earliest event, if it is due.
func (q *Queue) Pop(now time.Time) (*Event, bool) {
	if len(q.events) == 0 || q.events[0].due.After(now) {
		return nil, false
	}
	return heap.Pop(&q.events).(dueEvent).event, true
}

// Outbox sends events to partners.
type Outbox struct {
	send      func(message []byte) error
	confirmed atomic.Int64
}

// NewOutbox makes an outbox that sends by a function.
func NewOutbox(send func(message []byte) error) *Outbox {
	return &Outbox{send: send}
}

// Send sends an event, and counts it when the partner confirms it.
//
// It leaks a goroutine per call: nobody keeps the channel that a confirmation
// would have to come by, so that the goroutine waits for ever.
func (o *Outbox) Send(event *Event) error {
	message, err := json.Marshal(event)
	if err != nil {
		return err
	}
	// What cannot be read back must not get out.
	if err := json.Unmarshal(message, new(Event)); err != nil {
		return err
	}
	confirmation := make(chan struct{})
	go func() { // leak: here
		<-confirmation
		o.confirmed.Add(1)
	}()
	return o.send(message)
}
