// Package web is the HTTP side of the shop.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"example.com/shop/internal/catalogue"
	"example.com/shop/internal/checkout"
	"example.com/shop/internal/prices"
	"example.com/shop/internal/quotes"
	"example.com/shop/internal/stock"
)

const (
	rememberedPrices = 256
	watchPeriod      = time.Minute
	longestWait      = 10 * time.Second
	largestBody      = 64 << 10
)

// errRequest tells that a request makes no sense.
var errRequest = errors.New("bad request")

type shop struct {
	catalogue *catalogue.Catalogue
	prices    *prices.Cache
}

// New makes the handler of a whole shop, in which a quote takes a while.
func New(quoting time.Duration) http.Handler {
	products := catalogue.New()
	s := &shop{catalogue: products, prices: prices.NewCache(products, rememberedPrices)}
	desk := quotes.NewDesk(products, quoting)
	orders := checkout.NewDesk(products, new(checkout.Payments))
	warehouse := stock.NewWarehouse(watchPeriod)

	mux := http.NewServeMux()
	mux.Handle("/healthz", get(health))
	mux.Handle("/products/", get(s.product))
	mux.Handle("/prices/", get(s.price))
	mux.Handle("/v1/quotes", post(s.quote(desk.AskLeaking)))
	mux.Handle("/v2/quotes", post(s.quote(desk.AskFixed)))
	mux.Handle("/v1/orders", post(s.order(orders.PlaceLeaking)))
	mux.Handle("/v2/orders", post(s.order(orders.PlaceFixed)))
	mux.Handle("/v1/stock", get(s.stock(warehouse.WatchLeaking)))
	mux.Handle("/v2/stock", get(s.stock(warehouse.WatchFixed)))
	return mux
}

// endpoint answers a request with a value to be sent as JSON.
type endpoint func(r *http.Request) (status int, body any, err error)

func get(e endpoint) http.Handler {
	return only(http.MethodGet, e)
}

func post(e endpoint) http.Handler {
	return only(http.MethodPost, e)
}

func only(method string, e endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			w.Header().Set("Allow", method)
			reply(w, http.StatusMethodNotAllowed, problem{"use " + method})
			return
		}
		status, body, err := e(r)
		if err != nil {
			status, body = statusOf(err), problem{err.Error()}
		}
		reply(w, status, body)
	})
}

// problem is the body of an answer that is none.
type problem struct {
	Error string `json:"error"`
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, catalogue.ErrUnknown):
		return http.StatusNotFound
	case errors.Is(err, catalogue.ErrBasket), errors.Is(err, errRequest):
		return http.StatusBadRequest
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return http.StatusGatewayTimeout
	default:
		return http.StatusInternalServerError
	}
}

// reply sends an answer; there is nobody to tell if that fails.
func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func health(*http.Request) (int, any, error) {
	return http.StatusOK, struct {
		Status string `json:"status"`
	}{"up"}, nil
}

func (s *shop) product(r *http.Request) (int, any, error) {
	id, err := number(strings.TrimPrefix(r.URL.Path, "/products/"))
	if err != nil {
		return 0, nil, err
	}
	product, err := s.catalogue.Product(id)
	return http.StatusOK, product, err
}

func (s *shop) price(r *http.Request) (int, any, error) {
	id, err := number(strings.TrimPrefix(r.URL.Path, "/prices/"))
	if err != nil {
		return 0, nil, err
	}
	price, err := s.prices.Of(id)
	return http.StatusOK, price, err
}

// quote gives up when the client does, or after the time that the parameter
// "wait" allows.
func (s *shop) quote(ask func(context.Context, catalogue.Basket) (quotes.Quote, error)) endpoint {
	return func(r *http.Request) (int, any, error) {
		basket, err := basketOf(r)
		if err != nil {
			return 0, nil, err
		}
		wait, err := waitOf(r)
		if err != nil {
			return 0, nil, err
		}
		ctx, cancel := context.WithTimeout(r.Context(), wait)
		defer cancel()
		quote, err := ask(ctx, basket)
		if err != nil {
			return 0, nil, err
		}
		// On a busy machine the answer and the end of the time can be there
		// together; what is late counts as late all the same.
		if deadline, ok := ctx.Deadline(); ok && time.Now().After(deadline) {
			return 0, nil, context.DeadlineExceeded
		}
		return http.StatusOK, quote, nil
	}
}

func (s *shop) order(place func(catalogue.Basket) (checkout.Order, error)) endpoint {
	return func(r *http.Request) (int, any, error) {
		basket, err := basketOf(r)
		if err != nil {
			return 0, nil, err
		}
		order, err := place(basket)
		return http.StatusCreated, order, err
	}
}

// stock answers with the first level that is reported, and watches no longer.
func (s *shop) stock(watch func(context.Context, int, func(stock.Level))) endpoint {
	return func(r *http.Request) (int, any, error) {
		id, err := number(r.URL.Query().Get("product"))
		if err != nil {
			return 0, nil, err
		}
		product, err := s.catalogue.Product(id)
		if err != nil {
			return 0, nil, err
		}
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		levels := make(chan stock.Level, 1)
		watch(ctx, product.ID, func(level stock.Level) {
			select {
			case levels <- level:
			default:
			}
		})
		select {
		case level := <-levels:
			return http.StatusOK, level, nil
		case <-ctx.Done():
			return 0, nil, ctx.Err()
		}
	}
}

// basketOf reads a body to its end: only then is the server told when the
// client goes away.
func basketOf(r *http.Request) (catalogue.Basket, error) {
	var basket catalogue.Basket
	body, err := io.ReadAll(io.LimitReader(r.Body, largestBody+1))
	if err != nil || len(body) > largestBody || json.Unmarshal(body, &basket) != nil {
		return catalogue.Basket{}, errRequest
	}
	return basket, nil
}

func waitOf(r *http.Request) (time.Duration, error) {
	text := r.URL.Query().Get("wait")
	if text == "" {
		return longestWait, nil
	}
	wait, err := time.ParseDuration(text)
	if err != nil || wait <= 0 || wait > longestWait {
		return 0, errRequest
	}
	return wait, nil
}

func number(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, errRequest
	}
	return n, nil
}
