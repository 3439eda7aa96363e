// Package shadow has names of its own for what Go knows already: code that is
// added to it must not rely on any of them.
package shadow

// These hide standard packages.
var (
	os      = "an operating system"
	runtime = 12
	strings = []byte("strings")
	time    = struct{ now bool }{true}
	fmt     = func(n int) int { return n }
)

// These hide builtins.
type string []byte

func len(strings ...byte) int { return cap(strings) }

func new(n int) *node { return &node{n: n} } // leak: here

func append(list **node, n *node) {
	n.next = *list
	*list = n
}

type node struct {
	n    int
	next *node
}

var kept *node

// Leak keeps an object per call.
func Leak(n int) {
	append(&kept, new(n))
}

// Double keeps nothing.
func Double(n int) int {
	hidden := string(os)
	if !time.now || len(hidden...)+len(strings...) < runtime {
		return 0
	}
	return fmt(2 * n)
}
