// Command basket takes orders over HTTP.
package main

import (
	"flag"
	"log"
	"net/http"

	"consumer.example/shop/orders"
)

func main() {
	address := flag.String("addr", "127.0.0.1:8080", "where to listen")
	flag.Parse()
	http.HandleFunc("/ready", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/order", func(http.ResponseWriter, *http.Request) { orders.Place() })
	http.HandleFunc("/cancel", func(http.ResponseWriter, *http.Request) { orders.Place()() })
	log.Fatal(http.ListenAndServe(*address, nil))
}
