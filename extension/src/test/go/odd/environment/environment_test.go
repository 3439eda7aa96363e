package environment

import (
	"os"
	"strconv"
	"testing"
)

// Go has one more entry in its list of the environment after each run.
func TestSetsAndUnsets(t *testing.T) {
	t.Setenv("SERVICE_MODE", "test")
	if os.Getenv("SERVICE_MODE") != "test" {
		t.Fatal("not set")
	}
}

var n int

// Each name stays.
func TestSetsAnotherNameEachTime(t *testing.T) {
	n++
	os.Setenv("SERVICE_OF_THE_REQUEST_"+strconv.Itoa(n), "test")
}
