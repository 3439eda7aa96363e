package native

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

func BenchmarkNotFreed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		NewBuffer(256)
	}
}

func BenchmarkFreed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		NewBuffer(256).Free()
	}
}

// The C library hands memory back late, if at all.
func BenchmarkFreedAtTheEnd(b *testing.B) {
	buffers := make([]Buffer, 0, b.N)
	for i := 0; i < b.N; i++ {
		buffers = append(buffers, NewBuffer(256))
	}
	for _, buffer := range buffers {
		buffer.Free()
	}
}

const page = 4096

func open(b *testing.B) *os.File {
	name := filepath.Join(b.TempDir(), "table")
	if err := os.WriteFile(name, make([]byte, page), 0o600); err != nil {
		b.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { file.Close() })
	return file
}

func BenchmarkNotUnmapped(b *testing.B) {
	file := open(b)
	for i := 0; i < b.N; i++ {
		if _, err := Map(file, page); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmapped(b *testing.B) {
	file := open(b)
	for i := 0; i < b.N; i++ {
		mapped, err := Map(file, page)
		if err != nil {
			b.Fatal(err)
		}
		if err := Unmap(mapped); err != nil {
			b.Fatal(err)
		}
	}
}

var (
	once  sync.Once
	table Buffer
)

// A cache is made once, on the first call.
func BenchmarkCachedOnce(b *testing.B) {
	for i := 0; i < b.N; i++ {
		once.Do(func() { table = NewBuffer(64 << 20) })
	}
}

// Threads have stacks, and the C library an arena for each of the first ones.
func BenchmarkStartsThreads(b *testing.B) {
	for i := 0; i < b.N; i++ {
		var ended sync.WaitGroup
		for t := 0; t < 4; t++ {
			ended.Add(1)
			go func() {
				defer ended.Done()
				runtime.LockOSThread() // the thread ends with it
				NewBuffer(64).Free()
			}()
		}
		ended.Wait()
	}
}

// A database keeps its file mapped, and maps it anew where it has become larger.
type database struct {
	file   *os.File
	size   int
	mapped []byte
	used   int
}

var db *database

func (d *database) put(b *testing.B) {
	if d.used += 256; d.used <= d.size {
		return
	}
	if d.mapped != nil {
		if err := Unmap(d.mapped); err != nil {
			b.Fatal(err)
		}
	}
	d.size *= 2
	if err := d.file.Truncate(int64(d.size)); err != nil {
		b.Fatal(err)
	}
	mapped, err := Map(d.file, d.size)
	if err != nil {
		b.Fatal(err)
	}
	d.mapped = mapped
}

func BenchmarkDatabaseThatGrows(b *testing.B) {
	if db == nil {
		file, err := os.CreateTemp("", "native")
		if err != nil {
			b.Fatal(err)
		}
		os.Remove(file.Name())
		db = &database{file: file, size: page}
	}
	for i := 0; i < b.N; i++ {
		db.put(b)
	}
}
