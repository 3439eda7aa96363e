// Package session knows who uses the shop.
package session

import (
	"container/list"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"time"
)

// LRU keeps the values that were used last, up to its capacity.
type LRU struct {
	mu       sync.Mutex
	capacity int
	order    *list.List
	entries  map[uint64]*list.Element
}

type lruEntry struct {
	key   uint64
	value string
}

// NewLRU makes an empty cache.
func NewLRU(capacity int) *LRU {
	return &LRU{capacity: capacity, order: list.New(), entries: make(map[uint64]*list.Element)}
}

// Get gives a value, and counts as a use of it.
func (c *LRU) Get(key uint64) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.entries[key]
	if !ok {
		return "", false
	}
	c.order.MoveToFront(element)
	return element.Value.(*lruEntry).value, true
}

// Put keeps a value, and drops the one that was not used for longest if need
// be.
func (c *LRU) Put(key uint64, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.entries[key]; ok {
		element.Value.(*lruEntry).value = value
		c.order.MoveToFront(element)
		return
	}
	if c.order.Len() == c.capacity {
		oldest := c.order.Remove(c.order.Back()).(*lruEntry)
		delete(c.entries, oldest.key)
	}
	c.entries[key] = c.order.PushFront(&lruEntry{key, value})
}

// Len tells how many values are kept.
func (c *LRU) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.order.Len()
}

// Expiring keeps values for a time. All are kept equally long, so that the
// oldest is always the next one to go.
type Expiring struct {
	mu      sync.Mutex
	keep    time.Duration
	order   *list.List
	entries map[uint64]*list.Element
}

type expiringEntry struct {
	key   uint64
	value string
	until time.Time
}

// NewExpiring makes an empty cache.
func NewExpiring(keep time.Duration) *Expiring {
	return &Expiring{keep: keep, order: list.New(), entries: make(map[uint64]*list.Element)}
}

// Put keeps a value, and drops those whose time is over.
func (c *Expiring) Put(now time.Time, key uint64, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for front := c.order.Front(); front != nil; front = c.order.Front() {
		entry := front.Value.(*expiringEntry)
		if now.Before(entry.until) {
			break
		}
		c.order.Remove(front)
		delete(c.entries, entry.key)
	}
	if element, ok := c.entries[key]; ok {
		c.order.Remove(element)
	}
	c.entries[key] = c.order.PushBack(&expiringEntry{key, value, now.Add(c.keep)})
}

// Get gives a value whose time is not over.
func (c *Expiring) Get(now time.Time, key uint64) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.entries[key]
	if !ok || !now.Before(element.Value.(*expiringEntry).until) {
		return "", false
	}
	return element.Value.(*expiringEntry).value, true
}

// Flights makes one call of those for the same key at the same time.
type Flights struct {
	mu    sync.Mutex
	calls map[string]*call
}

type call struct {
	done  chan struct{}
	value string
	err   error
}

// Do calls, or waits for the call that is under way.
func (f *Flights) Do(key string, fetch func() (string, error)) (string, error) {
	f.mu.Lock()
	if c, ok := f.calls[key]; ok {
		f.mu.Unlock()
		<-c.done
		return c.value, c.err
	}
	if f.calls == nil {
		f.calls = make(map[string]*call)
	}
	c := &call{done: make(chan struct{})}
	f.calls[key] = c
	f.mu.Unlock()

	c.value, c.err = fetch()
	f.mu.Lock()
	delete(f.calls, key)
	f.mu.Unlock()
	close(c.done)
	return c.value, c.err
}

var errToken = errors.New("not a token of this shop")

// Sign makes a token for a user.
func Sign(key []byte, user string) string {
	encoding := base64.RawURLEncoding
	return encoding.EncodeToString([]byte(user)) + "." + encoding.EncodeToString(mac(key, user))
}

// Verify gives the user of a token.
func Verify(key []byte, token string) (string, error) {
	encoding := base64.RawURLEncoding
	name, signature, ok := strings.Cut(token, ".")
	if !ok {
		return "", errToken
	}
	user, err := encoding.DecodeString(name)
	if err != nil {
		return "", errToken
	}
	signed, err := encoding.DecodeString(signature)
	if err != nil || !hmac.Equal(signed, mac(key, string(user))) {
		return "", errToken
	}
	return string(user), nil
}

func mac(key []byte, user string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(user))
	return h.Sum(nil)
}

// Sessions end together when the shop closes.
type Sessions struct {
	shop context.Context
	key  []byte
}

// Session is one visit of a user.
type Session struct {
	User   string
	ctx    context.Context
	cancel context.CancelFunc
}

// NewSessions opens the shop until its context is done.
func NewSessions(shop context.Context, key []byte) *Sessions {
	return &Sessions{shop: shop, key: key}
}

// Open begins the visit of the user with the token.
func (s *Sessions) Open(token string) (*Session, error) {
	user, err := Verify(s.key, token)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(s.shop) // leak: here
	return &Session{User: user, ctx: ctx, cancel: cancel}, nil
}

// Close ends the visit.
func (s *Session) Close() {
	s.cancel()
}

// Greet greets the user with the token.
//
// It leaks a context per call: the session is never closed, and the context
// of the shop keeps each child that was not cancelled.
func (s *Sessions) Greet(token string) (string, error) {
	session, err := s.Open(token)
	if err != nil {
		return "", err
	}
	if err := session.ctx.Err(); err != nil {
		return "", err
	}
	return "Welcome back, " + session.User, nil
}
