package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestServesUntilToldToEnd(t *testing.T) {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, "127.0.0.1:0", in)
		in.Close()
	}()

	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("it does not say where it listens")
	}
	url := strings.TrimPrefix(lines.Text(), "shop listens on ")
	if url == lines.Text() {
		t.Fatalf("it says %q", lines.Text())
	}
	response, err := http.Get(url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("status %d", response.StatusCode)
	}

	end()
	if lines.Scan() {
		t.Errorf("it also says %q", lines.Text())
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestABadAddressIsAnError(t *testing.T) {
	if err := run(context.Background(), "127.0.0.1:-1", io.Discard); err == nil {
		t.Error("no error")
	}
}
