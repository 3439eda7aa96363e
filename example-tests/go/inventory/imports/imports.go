// Package imports reads the stock files that suppliers drop into a folder.
package imports

import (
	"bufio"
	"os"
)

// Result says how many lines a file had, or why it could not be read.
type Result struct {
	Lines int
	Err   error
}

// Importer counts the lines of files, one after the other.
type Importer struct {
	paths   chan string
	results chan Result
}

// StartLeaking starts an importer that lives as long as the process.
func StartLeaking() *Importer {
	i := &Importer{paths: make(chan string), results: make(chan Result)}
	go i.runLeaking()
	return i
}

// StartFixed starts an importer that lives as long as the process.
func StartFixed() *Importer {
	i := &Importer{paths: make(chan string), results: make(chan Result)}
	go i.runFixed()
	return i
}

// Import counts the lines of one file.
func (i *Importer) Import(path string) (int, error) {
	i.paths <- path
	result := <-i.results
	return result.Lines, result.Err
}

// runLeaking leaks an open file per import: deferred calls run when the
// function returns, and this loop never lets it.
func (i *Importer) runLeaking() {
	for path := range i.paths {
		file, err := os.Open(path) // leak: here
		if err != nil {
			i.results <- Result{Err: err}
			continue
		}
		defer file.Close()
		i.results <- count(file)
	}
}

func (i *Importer) runFixed() {
	for path := range i.paths {
		i.results <- countFile(path)
	}
}

// countFile is a function of its own, so that the file is closed with it.
func countFile(path string) Result {
	file, err := os.Open(path)
	if err != nil {
		return Result{Err: err}
	}
	defer file.Close()
	return count(file)
}

func count(file *os.File) Result {
	lines := bufio.NewScanner(file)
	n := 0
	for lines.Scan() {
		n++
	}
	return Result{Lines: n, Err: lines.Err()}
}
