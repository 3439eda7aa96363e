package checkout

import (
	"errors"
	"sync"
	"testing"

	"example.com/shop/internal/catalogue"
)

var basket = catalogue.Basket{Lines: []catalogue.Line{{Product: 1, Count: 2}}}

func TestPlace(t *testing.T) {
	d := NewDesk(catalogue.New(), new(Payments))
	for name, place := range map[string]func(catalogue.Basket) (Order, error){
		"leaking": d.PlaceLeaking, "fixed": d.PlaceFixed,
	} {
		order, err := place(basket)
		if err != nil || !order.Paid || order.Cents != 10 || len(order.Items) != 1 {
			t.Errorf("%s: %+v, %v", name, order, err)
		}
		if _, err := place(catalogue.Basket{}); !errors.Is(err, catalogue.ErrBasket) {
			t.Errorf("%s: empty basket: %v", name, err)
		}
	}
}

func TestPlaceFixedListensNoLonger(t *testing.T) {
	payments := new(Payments)
	d := NewDesk(catalogue.New(), payments)
	var group sync.WaitGroup
	for i := 0; i < 8; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for n := 0; n < 50; n++ {
				if order, err := d.PlaceFixed(basket); err != nil || !order.Paid {
					t.Errorf("%+v, %v", order, err)
				}
			}
		}()
	}
	group.Wait()
	if n := payments.Listeners(); n != 0 {
		t.Errorf("%d listeners", n)
	}
}

func TestStopTakesOffOneListener(t *testing.T) {
	payments := new(Payments)
	var first, second []int64
	stop := payments.Listen(func(id int64) { first = append(first, id) })
	payments.Listen(func(id int64) { second = append(second, id) })
	payments.Pay(1)
	stop()
	stop()
	payments.Pay(2)
	if len(first) != 1 || len(second) != 2 {
		t.Errorf("heard %v and %v", first, second)
	}
}
