// Package labels prints shelf labels.
package labels

import (
	"io"
	"os"
)

// device stands for a label printer.
const device = os.DevNull

// Printer prints one label after the other.
type Printer struct {
	file  *os.File
	jobs  chan string
	ended chan error
}

// OpenLeaking opens a printer.
//
// It leaks an open file per call, and the goroutine that waits for labels:
// nobody can close the printer.
func OpenLeaking() (*Printer, error) {
	file, err := os.OpenFile(device, os.O_WRONLY, 0) // leak: here
	if err != nil {
		return nil, err
	}
	p := &Printer{file: file, jobs: make(chan string)}
	go p.run() // leak: started here
	return p, nil
}

func (p *Printer) run() {
	for {
		label := <-p.jobs // leak: here
		io.WriteString(p.file, label)
	}
}

// OpenFixed opens a printer, which must be closed.
func OpenFixed() (*Printer, error) {
	file, err := os.OpenFile(device, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	p := &Printer{file: file, jobs: make(chan string), ended: make(chan error)}
	go p.runToTheEnd()
	return p, nil
}

func (p *Printer) runToTheEnd() {
	for label := range p.jobs {
		io.WriteString(p.file, label)
	}
	p.ended <- p.file.Close()
}

// Print prints a label.
func (p *Printer) Print(label string) {
	p.jobs <- label
}

// Close prints what is left and closes the printer.
func (p *Printer) Close() error {
	close(p.jobs)
	return <-p.ended
}
