package checkout

import "sync"

// Payments tells its listeners which orders are paid.
type Payments struct {
	mu        sync.Mutex
	listeners []*listener
}

type listener struct {
	paid func(order int64)
}

// Listen adds a listener; the returned function takes it off again. Listeners
// are called one at a time, and must not call Payments themselves.
func (p *Payments) Listen(paid func(order int64)) (stop func()) {
	l := &listener{paid: paid}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listeners = append(p.listeners, l)
	return func() { p.remove(l) }
}

func (p *Payments) remove(l *listener) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, other := range p.listeners {
		if other == l {
			last := len(p.listeners) - 1
			p.listeners[i] = p.listeners[last]
			p.listeners[last] = nil // or the array would keep it
			p.listeners = p.listeners[:last]
			return
		}
	}
}

// Pay notes a payment.
func (p *Payments) Pay(order int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.listeners {
		l.paid(order)
	}
}

// Listeners tells how many there are.
func (p *Payments) Listeners() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.listeners)
}
