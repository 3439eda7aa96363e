package shelves

import "testing"

func BenchmarkTakeLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		empty := &Shelf{}
		empty.TakeLeaking(1)
		go empty.TakeLeaking(1)
	}
}

func BenchmarkTakeFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		empty := &Shelf{}
		empty.TakeFixed(1)
		go empty.TakeFixed(1)
	}
}
