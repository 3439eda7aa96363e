// Package metrics counts what the shop does.
package metrics

import (
	"bytes"
	"fmt"
	"io"
	"sort"
	"strconv"
	"sync"
	"time"
)

const shards = 16

// Counters counts by name. Those who count different names seldom wait for
// each other.
type Counters struct {
	shards [shards]shard
}

type shard struct {
	mu     sync.Mutex
	counts map[string]int64
}

// NewCounters makes counters at zero.
func NewCounters() *Counters {
	c := new(Counters)
	for i := range c.shards {
		c.shards[i].counts = make(map[string]int64)
	}
	return c
}

// Add counts.
func (c *Counters) Add(name string, n int64) {
	s := &c.shards[hash(name)%shards]
	s.mu.Lock()
	s.counts[name] += n
	s.mu.Unlock()
}

// hash is FNV-1a.
func hash(name string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(name); i++ {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return h
}

// Write writes all counters in the order of their names.
func (c *Counters) Write(w io.Writer) error {
	type counter struct {
		name  string
		count int64
	}
	var all []counter
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		for name, count := range s.counts {
			all = append(all, counter{name, count})
		}
		s.mu.Unlock()
	}
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	for _, counter := range all {
		if _, err := fmt.Fprintf(w, "shop_%s_total %d\n", counter.name, counter.count); err != nil {
			return err
		}
	}
	return nil
}

// Percentiles gives the values that so many percent of the samples do not
// exceed.
func Percentiles(samples []float64, percents ...int) []float64 {
	sorted := append([]float64(nil), samples...)
	sort.Float64s(sorted)
	values := make([]float64, len(percents))
	for i, percent := range percents {
		values[i] = sorted[(len(sorted)-1)*percent/100]
	}
	return values
}

var buffers = sync.Pool{New: func() interface{} { return new(bytes.Buffer) }}

// LogRequest writes the line of the access log for a request.
func LogRequest(w io.Writer, at time.Time, path string, status int, took time.Duration) error {
	line := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(line)
	line.Reset()
	var scratch [40]byte
	line.Write(at.AppendFormat(scratch[:0], time.RFC3339Nano))
	line.WriteByte(' ')
	line.Write(strconv.AppendQuote(scratch[:0], path))
	line.WriteByte(' ')
	line.Write(strconv.AppendInt(scratch[:0], int64(status), 10))
	line.WriteByte(' ')
	line.Write(strconv.AppendInt(scratch[:0], took.Microseconds(), 10))
	line.WriteString("us\n")
	_, err := w.Write(line.Bytes())
	return err
}
