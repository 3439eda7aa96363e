module consumer.example/checked

go 1.20

require (
	github.com/fortytw2/leaktest v1.3.0
	go.uber.org/goleak v1.3.0
)
