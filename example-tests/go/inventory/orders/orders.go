// Package orders submits orders to the warehouse in the background.
package orders

// Order is on its way to the warehouse.
type Order struct {
	SKU  string
	done chan struct{}
}

// Done tells when the warehouse has the order.
func (o *Order) Done() <-chan struct{} {
	return o.done
}

// SubmitLeaking submits an order.
//
// It leaks a goroutine per call whose Done nobody listens to: sending on a
// channel without a buffer waits for a receiver, for ever if there is none.
func SubmitLeaking(sku string, send func(sku string)) *Order {
	order := &Order{SKU: sku, done: make(chan struct{})}
	go func() { // leak: started here
		send(order.SKU)
		order.done <- struct{}{} // leak: here
	}()
	return order
}

// SubmitFixed submits an order; closing Done waits for nobody.
func SubmitFixed(sku string, send func(sku string)) *Order {
	order := &Order{SKU: sku, done: make(chan struct{})}
	go func() {
		defer close(order.done)
		send(order.SKU)
	}()
	return order
}
