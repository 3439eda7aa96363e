// Package labels sends shelf labels to printers, which fetch them.
package labels

import (
	"io"
	"net"
)

// ServeLeaking waits for printers; each gets the label. It returns where it
// waits.
//
// It leaks an open socket per call, and the goroutine that waits on it:
// nobody can close the listener.
func ServeLeaking(label string) (address string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // leak: here
	if err != nil {
		return "", err
	}
	go serve(listener, label) // leak: started here
	return listener.Addr().String(), nil
}

// ServeFixed waits for printers until it is closed; each gets the label.
func ServeFixed(label string) (address string, closeAll func() error, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	go serve(listener, label)
	return listener.Addr().String(), listener.Close, nil
}

func serve(listener net.Listener, label string) {
	for {
		printer, err := listener.Accept() // leak: here
		if err != nil {
			return
		}
		io.WriteString(printer, label)
		printer.Close()
	}
}
