// Package native has memory that Go's runtime knows nothing of.
package native

/*
#include <stdlib.h>
#include <string.h>

static void *made(size_t n) {
	void *p = malloc(n);
	if (p != NULL) {
		memset(p, 1, n);
	}
	return p;
}
*/
import "C"

import (
	"os"
	"syscall"
	"unsafe"
)

// A Buffer is memory of C, which nobody frees but Free.
type Buffer struct{ start unsafe.Pointer }

// NewBuffer makes one.
func NewBuffer(size int) Buffer { return Buffer{C.made(C.size_t(size))} }

// Free lets go of it.
func (b Buffer) Free() { C.free(b.start) }

// Map maps a file, which stays so until Unmap.
func Map(file *os.File, size int) ([]byte, error) {
	return syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
}

// Unmap lets go of what Map has mapped.
func Unmap(mapped []byte) error { return syscall.Munmap(mapped) }
