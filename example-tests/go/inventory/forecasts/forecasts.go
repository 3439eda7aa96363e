// Package forecasts answers later on what the demand will be.
package forecasts

// most is how many questions wait for an answer before they get it.
const most = 100

type question struct {
	answer func() int64
	next   *question
}

// Planner has questions that wait for a quiet hour.
type Planner struct {
	waiting   int
	questions *question
}

func (p *Planner) later(answer func() int64) {
	p.questions = &question{answer, p.questions} // leak: here
	p.waiting++
}

// Answer answers what waits.
func (p *Planner) Answer() int64 {
	var sum int64
	for ; p.questions != nil; p.questions = p.questions.next {
		sum += p.questions.answer()
	}
	p.waiting = 0
	return sum
}

// AskLeaking asks for the demand at the end of a year.
//
// It leaks 3 KB per call: the closure needs one day of the year, but keeps all
// of it, for a quiet hour that never comes.
func (p *Planner) AskLeaking(sku int) {
	year := make([]int64, 365) // leak: here
	demand(year, sku)
	p.later(func() int64 { // leak: here
		return year[len(year)-1]
	})
}

// AskFixed does the same, keeps only the day that it needs, and answers when
// enough is asked.
func (p *Planner) AskFixed(sku int) {
	year := make([]int64, 365)
	demand(year, sku)
	last := year[len(year)-1]
	p.later(func() int64 {
		return last
	})
	if p.waiting >= most {
		p.Answer()
	}
}

func demand(year []int64, sku int) {
	for day := range year {
		year[day] = int64(sku * day % 97)
	}
}
