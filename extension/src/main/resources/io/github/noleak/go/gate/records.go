package noleakgate

import "runtime"

// heapRecords returns what is in use, with the runtime's own frames, which the
// profile for people hides: without them a blocked goroutine's wait record looks
// like an object of the function that waits.
func heapRecords() []runtime.MemProfileRecord { return memoryRecords(false) }

// memoryRecords returns the records of the heap, on demand also those of which
// nothing is in use any more.
func memoryRecords(unused bool) []runtime.MemProfileRecord {
	n, _ := runtime.MemProfile(nil, unused)
	for {
		records := make([]runtime.MemProfileRecord, n+64)
		count, ok := runtime.MemProfile(records, unused)
		if ok {
			return records[:count]
		}
		n = count
	}
}

// Field numbers of github.com/google/pprof/proto/profile.proto.
const (
	profileSampleType  = 1
	profileSample      = 2
	profileLocation    = 4
	profileFunction    = 5
	profileStringTable = 6
	profilePeriodType  = 11
	profilePeriod      = 12

	valueType = 1
	valueUnit = 2

	sampleLocation = 1
	sampleValue    = 2

	locationID      = 1
	locationAddress = 3
	locationLine    = 4

	lineFunction = 1
	lineNumber   = 2

	functionID         = 1
	functionName       = 2
	functionSystemName = 3
	functionFile       = 4
)

// encodeHeap writes records as a pprof profile.
func encodeHeap(records []runtime.MemProfileRecord) []byte {
	e := newEncoder()
	for _, t := range [][2]string{
		{"alloc_objects", "count"},
		{"alloc_space", "bytes"},
		{"inuse_objects", "count"},
		{"inuse_space", "bytes"},
	} {
		e.out.message(profileSampleType, e.valueType(t[0], t[1]))
	}
	for i := range records {
		r := &records[i]
		e.sample(r.Stack(), []int64{r.AllocObjects, r.AllocBytes, r.InUseObjects(), r.InUseBytes()})
	}
	return e.end()
}

func newEncoder() *encoder {
	return &encoder{
		strings:   map[string]uint64{"": 0},
		table:     []string{""},
		functions: map[[2]string]uint64{},
		locations: map[uintptr]uint64{},
	}
}

// sample writes the values of a stack.
func (e *encoder) sample(stack []uintptr, values []int64) {
	var s, list buffer
	for _, pc := range stack {
		list.varint(e.location(pc))
	}
	s.message(sampleLocation, list)
	list = nil
	for _, v := range values {
		list.varint(uint64(v))
	}
	s.message(sampleValue, list)
	e.out.message(profileSample, s)
}

// end writes what stands behind all samples.
func (e *encoder) end() []byte {
	e.out.message(profilePeriodType, e.valueType("space", "bytes"))
	e.out.number(profilePeriod, uint64(runtime.MemProfileRate))
	for _, s := range e.table {
		e.out.message(profileStringTable, buffer(s))
	}
	return e.out
}

type encoder struct {
	out       buffer
	strings   map[string]uint64
	table     []string
	functions map[[2]string]uint64
	locations map[uintptr]uint64
}

func (e *encoder) valueType(name, unit string) buffer {
	var v buffer
	v.number(valueType, e.string(name))
	v.number(valueUnit, e.string(unit))
	return v
}

// location returns the id of a program counter's location: records hold one
// counter a logical frame, so that each is one line of one function.
func (e *encoder) location(pc uintptr) uint64 {
	if id, ok := e.locations[pc]; ok {
		return id
	}
	id := uint64(len(e.locations) + 1)
	e.locations[pc] = id
	frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	var line, l buffer
	line.number(lineFunction, e.function(frame.Function, current.originalFile(frame.File)))
	line.number(lineNumber, uint64(frame.Line))
	l.number(locationID, id)
	l.number(locationAddress, uint64(pc))
	l.message(locationLine, line)
	e.out.message(profileLocation, l)
	return id
}

func (e *encoder) function(name, file string) uint64 {
	key := [2]string{name, file}
	if id, ok := e.functions[key]; ok {
		return id
	}
	id := uint64(len(e.functions) + 1)
	e.functions[key] = id
	var f buffer
	f.number(functionID, id)
	f.number(functionName, e.string(name))
	f.number(functionSystemName, e.string(name))
	f.number(functionFile, e.string(file))
	e.out.message(profileFunction, f)
	return id
}

func (e *encoder) string(s string) uint64 {
	if i, ok := e.strings[s]; ok {
		return i
	}
	i := uint64(len(e.table))
	e.strings[s] = i
	e.table = append(e.table, s)
	return i
}

// A buffer holds a message in protocol buffer encoding.
type buffer []byte

func (b *buffer) varint(v uint64) {
	for v >= 0x80 {
		*b = append(*b, byte(v)|0x80)
		v >>= 7
	}
	*b = append(*b, byte(v))
}

func (b *buffer) number(field int, v uint64) {
	b.varint(uint64(field) << 3)
	b.varint(v)
}

func (b *buffer) message(field int, content buffer) {
	b.varint(uint64(field)<<3 | 2)
	b.varint(uint64(len(content)))
	*b = append(*b, content...)
}
