// Command basket puts items into baskets over HTTP.
package main

import (
	"flag"
	"log"
	"net/http"

	"consumer.example/shop/basket"
)

func main() {
	address := flag.String("addr", "127.0.0.1:8080", "where to listen")
	flag.Parse()
	http.HandleFunc("/ready", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/take", func(http.ResponseWriter, *http.Request) { basket.Put(0, "bolt")() })
	log.Fatal(http.ListenAndServe(*address, nil))
}
