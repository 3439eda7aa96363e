package picking

import "testing"

var order = []string{"bolt-m8", "sold out"}

func pick(sku string) bool {
	return sku != "sold out"
}

func BenchmarkPickLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		PickLeaking(order, pick)
	}
}

func BenchmarkPickFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		<-PickFixed(order, pick)
	}
}
