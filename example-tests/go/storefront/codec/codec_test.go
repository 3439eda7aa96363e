package codec

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
)

func order(lines int) *Order {
	o := &Order{ID: 17, Customer: "ada", Notes: map[string]string{"gift": "yes", "door": "back"}}
	for i := 0; i < lines; i++ {
		o.Lines = append(o.Lines, Line{SKU: fmt.Sprintf("bolt-m%02d", i), Pieces: i + 1, Cents: 1999})
	}
	return o
}

func message(tb testing.TB, lines int) []byte {
	encoded, err := Encode(order(lines))
	if err != nil {
		tb.Fatal(err)
	}
	return encoded
}

func BenchmarkOrder(b *testing.B) {
	b.Run("encode", func(b *testing.B) {
		o := order(8)
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			if _, err := Encode(o); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		encoded := message(b, 8)
		b.SetBytes(int64(len(encoded)))
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			if _, err := Decode(encoded); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkWrap(b *testing.B) {
	encoded := message(b, 20)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		unwrapped, err := Unwrap(Wrap(encoded))
		if err != nil {
			b.Fatal(err)
		}
		if len(unwrapped) != len(encoded) {
			b.Fatal("bytes are missing")
		}
	}
}

func BenchmarkArchive(b *testing.B) {
	var journal bytes.Buffer
	for i := 0; i < 1000; i++ {
		fmt.Fprintf(&journal, "order %d: %d pieces of bolt-m%d\n", 100_000+i*7, i*7919%1009, i%16)
	}
	b.SetBytes(int64(journal.Len()))
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		archive, err := Archive(journal.Bytes())
		if err != nil {
			b.Fatal(err)
		}
		if len(archive) >= journal.Len() {
			b.Fatal("not compressed")
		}
	}
}

// The receiver lives as long as the process, as it does in the shop.
var receiver Receiver

// leaks: about 1 KB per operation, kept by a slice of 16 bytes of it
func BenchmarkReceive(b *testing.B) {
	received := append(make([]byte, idSize), message(b, 18)...)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := receiver.Receive(bytes.NewReader(received), len(received)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	unwrapped, err := Unwrap(Wrap(message(t, 3)))
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := Decode(unwrapped)
	if err != nil {
		t.Fatal(err)
	}
	if want := order(3); !reflect.DeepEqual(decoded, want) {
		t.Fatalf("got %v, want %v", decoded, want)
	}
}
